"""From confirmed to closed, for sender and unit, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from referrals.faults import IdempotencyConflict, Invalid, NotAllowed, TooMany, Unknown
from referrals.kinds import Kind, Relation
from referrals.people import Role, Staff
from referrals.service import ReferralService
from referrals.states import Event, Forbidden, State
from referrals.submission import Party
from referrals.views import ActDetails, CaseFilter
from referrals.worker import Worker
from tests.referrals.conftest import UNIT, Clock, application


def only_case(service: ReferralService, staff: Staff) -> str:
    rows = service.cases(staff, CaseFilter(open=False)).rows
    assert len(rows) == 1
    return rows[0].id


def test_a_case_from_sent_to_coordinator_appointed(service: ReferralService, worker: Worker, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    assert (receipt.unit, receipt.status) == (UNIT, State.SUBMITTED)
    assert (receipt.seen_by, receipt.expected_by) == (date(2026, 12, 2), date(2026, 12, 27))
    assert worker.round() == 1
    assert service.view(receipt.reference, receipt.secret).status is State.DELIVERED
    case_id = only_case(service, caseworker)
    service.act(caseworker, case_id, Event.RECEIVE, ActDetails())
    service.act(
        caseworker, case_id, Event.APPOINT, ActDetails(coordinator="Per Hansen", coordinator_phone="91 23 45 67")
    )
    seen = service.view(receipt.reference, receipt.secret)
    assert (seen.status, seen.coordinator) == (State.RECEIVED, "Per Hansen, 91 23 45 67")
    assert [line.event for line in seen.history] == [Event.SUBMIT, Event.DELIVER, Event.RECEIVE, Event.APPOINT]


def test_the_case_of_staff_holds_what_was_sent(service: ReferralService, caseworker: Staff) -> None:
    service.submit(application(need="Ring meg. Nummeret mitt er 010190 12345."), "key-1")
    case = service.case(caseworker, only_case(service, caseworker))
    assert case.submission.sender.phone == "+4770162000"
    assert case.submission.need == "Ring meg. Nummeret mitt er [fødselsnummer fjernet]."


def test_the_sender_gets_nothing_back_of_what_was_given(service: ReferralService, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    service.note(caseworker, only_case(service, caseworker), "Kjent fra før")
    told = repr(service.view(receipt.reference, receipt.secret))
    assert not any(secret in told for secret in ("Åse", "7016", "slag", "Kjent fra før", receipt.secret))


def test_the_same_key_is_one_referral(service: ReferralService, caseworker: Staff) -> None:
    first = service.submit(application(), "key-1")
    assert service.submit(application(), "key-1") == first
    with pytest.raises(IdempotencyConflict):
        service.submit(application(need="Noe helt annet"), "key-1")
    only_case(service, caseworker)


def test_a_question_and_its_answer(service: ReferralService, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    case_id = only_case(service, caseworker)
    service.act(caseworker, case_id, Event.RECEIVE, ActDetails())
    service.act(caseworker, case_id, Event.ASK, ActDetails(note="Har du rullator?"))
    assert service.view(receipt.reference, receipt.secret).question == "Har du rullator?"
    assert service.answer(receipt.reference, receipt.secret, "Ja, fra sykehuset").status is State.IN_ASSESSMENT
    assert any(event.note == "Ja, fra sykehuset" for event in service.case(caseworker, case_id).history)


def test_a_rejection_says_why_and_how_to_appeal(service: ReferralService, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    case_id = only_case(service, caseworker)
    service.act(caseworker, case_id, Event.RECEIVE, ActDetails())
    with pytest.raises(Invalid):
        service.act(caseworker, case_id, Event.REJECT, ActDetails(note=" "))
    service.act(caseworker, case_id, Event.REJECT, ActDetails(note="Ikke bosatt her"))
    seen = service.view(receipt.reference, receipt.secret)
    assert seen.reason == "Ikke bosatt her"
    assert seen.appeal is not None
    assert (seen.appeal.by, seen.appeal.law) == (date(2026, 12, 25), "pasient- og brukerrettighetsloven § 7-5")


def test_a_redirected_case_belongs_to_the_other_unit(
    service: ReferralService, worker: Worker, caseworker: Staff
) -> None:
    receipt = service.submit(application(), "key-1")
    worker.round()
    case_id = only_case(service, caseworker)
    service.act(caseworker, case_id, Event.RECEIVE, ActDetails())
    service.act(caseworker, case_id, Event.REDIRECT, ActDetails(unit="melhus-forvaltningskontoret"))
    with pytest.raises(Unknown):
        service.case(caseworker, case_id)
    worker.round()
    seen = service.view(receipt.reference, receipt.secret)
    assert (seen.status, seen.unit_name) == (State.DELIVERED, "Forvaltningskontoret")


def test_withdrawn_is_the_end_and_the_unit_is_told(service: ReferralService, worker: Worker, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    assert service.withdraw(receipt.reference, receipt.secret).status is State.WITHDRAWN
    with pytest.raises(Forbidden):
        service.withdraw(receipt.reference, receipt.secret)
    with pytest.raises(Forbidden):
        service.act(caseworker, only_case(service, caseworker), Event.ACCEPT, ActDetails())
    assert worker.round() == 2


@pytest.mark.parametrize("reference", ["V-0000-0000", "nonsense", ""])
def test_a_forged_reference_and_a_wrong_secret_look_alike(service: ReferralService, reference: str) -> None:
    receipt = service.submit(application(), "key-1")
    with pytest.raises(Unknown) as forged:
        service.view(reference, receipt.secret)
    with pytest.raises(Unknown) as wrong:
        service.view(receipt.reference, "0000-0000-0000-0000-0000")
    assert str(forged.value) == str(wrong.value)


def test_a_reference_and_a_secret_may_be_written_in_ones_own_way(service: ReferralService) -> None:
    receipt = service.submit(application(), "key-1")
    own_way = receipt.reference.lower().replace("-", " "), receipt.secret.lower().replace("-", "")
    assert service.view(*own_way).reference == receipt.reference


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"consent": False}, "consent", "consent"),
        ({"sender": Party(name="Kari 😀", phone="70162000")}, "sender.name", "name-letters"),
        ({"sender": Party(name="Kari Li", phone="ring meg")}, "sender.phone", "phone-letters"),
        ({"sender": Party(name="Kari Li", phone="123")}, "sender.phone", "phone"),
        ({"sender": Party(name="Kari Li")}, "sender.phone", "no-way-back"),
        ({"sender": Party(name="Kari Li", email="a@b")}, "sender.email", "email"),
        ({"sender": Party(name="Kari Li", phone="70162000", birth_year=2015)}, "sender.birth_year", "too-young"),
        ({"relation": Relation.NEXT_OF_KIN}, "kind", "kind-relation"),
        ({"kind": Kind.MELDING, "relation": Relation.NEXT_OF_KIN}, "person", "person"),
        ({"kind": Kind.HENVISNING, "relation": Relation.PROFESSIONAL}, "sender.profession", "profession"),
        ({"relation": Relation.GUARDIAN, "person": Party(name="Ola Li")}, "authority", "authority"),
        ({"area": "oslo"}, "area", "area"),
        ({"service": "no-such"}, "service", "service"),
        ({"service": "alesund-ressursperson-rehabilitering"}, "service", "service-not-offered"),
        ({"discharge_on": date(2031, 1, 1)}, "discharge_on", "date"),
        ({"need": "..."}, "need", "need-short"),
    ],
)
def test_a_fault_is_named_and_nothing_is_stored(
    service: ReferralService, caseworker: Staff, changes: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(Invalid) as raised:
        service.submit(application(**changes), "key-1")
    assert (field, code) in [(fault.field, fault.code) for fault in raised.value.faults]
    assert service.cases(caseworker, CaseFilter(open=False)).total == 0


def test_a_conversation_sends_three_a_day(service: ReferralService, clock: Clock) -> None:
    for number in range(3):
        service.submit(application(), f"key-{number}", origin="conversation")
    with pytest.raises(TooMany):
        service.submit(application(), "key-4", origin="conversation")
    clock.forward(days=1, minutes=1)
    service.submit(application(), "key-5", origin="conversation")


def test_roles_and_units_bound_what_staff_see(service: ReferralService, caseworker: Staff) -> None:
    service.submit(application(), "key-1")
    case_id = only_case(service, caseworker)
    with pytest.raises(NotAllowed):
        service.act(replace(caseworker, roles=frozenset({Role.READER})), case_id, Event.RECEIVE, ActDetails())
    with pytest.raises(NotAllowed):
        service.case(replace(caseworker, roles=frozenset({Role.LEADER})), case_id)
    with pytest.raises(NotAllowed):
        service.cases(replace(caseworker, roles=frozenset({Role.AUDITOR})), CaseFilter())
    elsewhere = replace(caseworker, units=frozenset({"melhus-forvaltningskontoret"}))
    with pytest.raises(Unknown):
        service.case(elsewhere, case_id)
    assert service.cases(elsewhere, CaseFilter()).total == 0


def test_overdue_comes_first_and_is_counted(
    service: ReferralService, worker: Worker, caseworker: Staff, clock: Clock
) -> None:
    old = service.submit(application(), "old")
    clock.forward(days=7)
    service.submit(application(), "new")
    page = service.cases(caseworker, CaseFilter())
    assert page.rows[0].reference == old.reference
    assert (page.overdue, [row.overdue for row in page.rows]) == (1, [True, False])
    assert worker.remind() == 1
    assert worker.remind() == 0
    leader = replace(caseworker, roles=frozenset({Role.LEADER}))
    numbers = service.numbers(leader, date(2026, 11, 1), date(2026, 12, 31))
    assert (numbers.received, numbers.overdue, numbers.by_kind) == (2, 1, {"soknad": 2})


@pytest.mark.parametrize("event", [Event.ACCEPT, Event.REJECT, Event.APPOINT])
def test_a_relative_who_gives_information_is_not_told_what_comes_of_it(
    service: ReferralService, caseworker: Staff, event: Event
) -> None:
    person = Party(name="Borghild Li")
    report = application(kind=Kind.MELDING, relation=Relation.NEXT_OF_KIN, person=person)
    receipt = service.submit(report, "key-1")
    case_id = only_case(service, caseworker)
    service.act(caseworker, case_id, Event.RECEIVE, ActDetails())
    service.act(caseworker, case_id, event, ActDetails(note="Kjent fra før", coordinator="Per Hansen"))
    seen = service.view(receipt.reference, receipt.secret)
    assert (seen.status, seen.next_steps) == (
        State.RECEIVED if event is Event.APPOINT else State.IN_ASSESSMENT,
        ("no_answer_back",),
    )
    assert (seen.coordinator, seen.reason, seen.appeal, seen.expected_by) == (None, None, None, None)
    assert [line.event for line in seen.history] == [Event.SUBMIT, Event.RECEIVE]
    assert not any(word in repr(seen) for word in ("Kjent fra før", "Per Hansen", "accepted", "rejected"))


def test_staff_of_the_unit_see_how_a_case_goes_and_others_do_not(service: ReferralService, caseworker: Staff) -> None:
    receipt = service.submit(application(), "key-1")
    assert service.view_as_staff(caseworker, receipt.reference).status is State.SUBMITTED
    with pytest.raises(Unknown):
        service.view_as_staff(replace(caseworker, units=frozenset({"elsewhere"})), receipt.reference)
    with pytest.raises(NotAllowed):
        service.view_as_staff(replace(caseworker, roles=frozenset({Role.AUDITOR})), receipt.reference)
