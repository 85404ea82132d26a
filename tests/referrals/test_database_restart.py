"""The database crashes between a confirmed referral and its delivery, and comes back: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from knowledge_base.content import Content
from knowledge_base.service import Catalogue
from referrals.outbox import Outbox
from referrals.service import ReferralService
from referrals.states import State
from referrals.units import Units
from referrals.worker import Worker
from storage.database import Database, make_engine
from storage.vault import Vault
from tests.fixtures_database import prepare
from tests.postgres import PostgresMissing, Server, running_server
from tests.referrals.conftest import Clock, application
from tests.referrals.gateways_for_tests import Recording

pytestmark = pytest.mark.postgres


@pytest.fixture
def server() -> Iterator[Server]:
    try:
        with running_server() as made:
            yield made
    except PostgresMissing as missing:
        if os.environ.get("VEIVISER_TEST_REQUIRE_POSTGRES"):
            raise
        pytest.skip(str(missing))


def test_a_crash_between_claim_and_delivery_loses_nothing(server: Server, content: Content, clock: Clock) -> None:
    prepare(server.url, content)
    database = Database(make_engine(server.url))
    catalogue = Catalogue(database.engine)
    service = ReferralService(database, Vault([os.urandom(32)]), catalogue, Units(catalogue), clock)
    channel = Recording()
    worker = Worker(service.parts, {"inbox": channel})
    receipts = [service.submit(application(), f"key-{number}") for number in range(3)]
    assert Outbox(service.parts).claim(lambda _channel: False) is not None
    server.stop(signal.SIGQUIT)
    with pytest.raises(Exception, match="connection"):
        worker.round()
    server.start()
    assert worker.round() == 2, "one is still held by the worker that the crash took"
    clock.forward(minutes=6)
    assert worker.round() == 1
    assert len({delivery.id for delivery in channel.seen}) == len(channel.seen) == 3
    states = [service.view(receipt.reference, receipt.secret).status for receipt in receipts]
    assert states == [State.DELIVERED] * 3
    assert service.audit.verify() == []
    database.engine.dispose()
