"""Messages are tried until they arrive, with the same id each time; what cannot arrive is seen by people."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referrals.faults import Unknown
from referrals.gateways.base import Delivery, Outcome, Refused, TryAgain
from referrals.outbox import Outbox
from referrals.people import Staff
from referrals.service import ReferralService
from referrals.worker import Worker
from storage.database import Database
from tests.referrals.conftest import Clock, application
from tests.referrals.gateways_for_tests import Recording


def nothing(_channel: str) -> bool:
    return False


def test_a_message_is_tried_again_later_with_the_same_id(
    service: ReferralService, worker: Worker, channel: Recording, clock: Clock
) -> None:
    channel.outcomes = [TryAgain("busy"), TryAgain("busy", after_seconds=600)]
    receipt = service.submit(application(), "key")
    assert worker.round() == 1
    assert worker.round() == 0, "not before its time"
    clock.forward(seconds=70)
    assert worker.round() == 1
    clock.forward(minutes=2)
    assert worker.round() == 0, "the channel asked for ten minutes"
    clock.forward(minutes=10)
    assert worker.round() == 1
    assert len({delivery.id for delivery in channel.seen}) == 1
    assert [delivery.attempt for delivery in channel.seen] == [1, 2, 3]
    assert service.view(receipt.reference, receipt.secret).status == "delivered"


@pytest.mark.parametrize("outcome", [Refused("550 no such mailbox"), TryAgain("down")])
def test_what_cannot_arrive_is_a_dead_letter_that_staff_see_and_retry(
    service: ReferralService, worker: Worker, channel: Recording, clock: Clock, caseworker: Staff, outcome: Outcome
) -> None:
    channel.outcomes = [outcome] * 30
    receipt = service.submit(application(), "key")
    for _ in range(30):
        worker.deliver_one()
        clock.forward(hours=6, minutes=40)
    dead = service.dead_letters(caseworker)
    assert [letter.reference for letter in dead] == [receipt.reference]
    with pytest.raises(Unknown):
        service.retry(replace(caseworker, units=frozenset({"elsewhere"})), dead[0].id)
    channel.outcomes = []
    service.retry(caseworker, dead[0].id)
    worker.deliver_one()
    assert service.dead_letters(caseworker) == []
    assert service.view(receipt.reference, receipt.secret).status == "delivered"


def test_two_workers_never_hold_the_same_message(service: ReferralService, clock: Clock) -> None:
    service.submit(application(), "key")
    outbox = Outbox(service.parts)
    first = outbox.claim(nothing)
    assert first is not None
    assert outbox.claim(nothing) is None
    clock.forward(minutes=6)
    again = outbox.claim(nothing)
    assert again is not None
    assert (again.delivery.id, again.owner != first.owner) == (first.delivery.id, True)
    outbox.settle(first, Refused("too late: the lease was another's"))
    assert outbox.claim(nothing) is None


def test_a_channel_without_content_sees_none(service: ReferralService, worker: Worker, channel: Recording) -> None:
    service.submit(application(), "key")
    worker.round()
    assert channel.seen[0].content is None
    assert "slag" not in repr(channel.seen[0])


def test_a_channel_that_breaks_is_tried_again_and_its_words_are_not_kept(
    service: ReferralService, clock: Clock, caseworker: Staff
) -> None:
    class Broken(Recording):
        def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
            raise RuntimeError("Åse Ødegård has had a stroke")

    service.submit(application(), "key")
    worker = Worker(service.parts, {"inbox": Broken()})
    for _ in range(30):
        worker.deliver_one()
        clock.forward(hours=7)
    assert [letter.reason for letter in service.dead_letters(caseworker)] == ["inbox: RuntimeError"]


def test_a_round_with_nothing_to_do_writes_nothing(
    service: ReferralService, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.submit(application(), "key")
    assert worker.round() == 1
    with monkeypatch.context() as patched:
        patched.setattr(Database, "writing", _refuse)
        assert worker.round() == 0


def _refuse(_database: Database) -> None:
    raise AssertionError("a transaction that writes")
