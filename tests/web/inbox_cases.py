"""Cases as a unit may have them, for the browser and for pictures: made-up people, all states, one overdue, one that failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from referrals.gateways.base import Refused
from referrals.kinds import Kind, Relation
from referrals.people import Role, Staff
from referrals.service import ReferralService
from referrals.states import Event
from referrals.submission import Party, Submission
from referrals.views import ActDetails, CaseFilter
from referrals.worker import Worker
from tests.referrals.gateways_for_tests import Recording

NEED = "Mor falt hjemme og er redd for å gå i trappa. Hun trenger trening og noen som ser til henne om morgenen."
_NOTES = {
    Event.ASK: "Hvilken dag kommer du hjem fra sykehuset?",
    Event.REJECT: "Behovet dekkes av fastlegens fysioterapeut.",
}


class MovableClock:
    """The present, minus `back`."""

    def __init__(self) -> None:
        self.back = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) - self.back


def fill(service: ReferralService, clock: MovableClock) -> dict[str, str]:
    """Sends and handles cases over the last weeks; returns references by a word for each."""
    units = frozenset(unit.id for unit in service.units.of_area("alesund"))
    kari = Staff("demo:kari", "Kari Saksbehandler", frozenset({Role.CASEWORKER}), units)
    made = {}
    for number, (word, days, changes, events) in enumerate(_CASES):
        clock.back = timedelta(days=days)
        reference = service.submit(_submission(changes), f"demo-{number}").reference
        Worker(service.parts, {"inbox": _channel(word)}).round()
        clock.back = timedelta(days=max(days - 2, 0))
        for event in events:
            _act(service, kari, reference, event)
        made[word] = reference
    clock.back = timedelta()
    return made


def _channel(word: str) -> Recording:
    return Recording(Refused("mottakeren fins ikke (550)")) if word == "dead" else Recording()


def _act(service: ReferralService, staff: Staff, reference: str, event: Event) -> None:
    [row] = service.cases(staff, CaseFilter(reference=reference)).rows
    details = ActDetails(note=_NOTES.get(event))
    if event is Event.APPOINT:
        details = ActDetails(coordinator="Nina Nes", coordinator_phone="70 16 20 01")
    service.act(staff, row.id, event, details)


def _submission(changes: dict[str, object]) -> Submission:
    given: dict[str, object] = {
        "kind": Kind.SOKNAD,
        "area": "alesund",
        "relation": Relation.SELF,
        "channel": "chat",
        "sender": Party(name="Åse Ødegård", phone="70 16 20 00", birth_year=1948),
        "consent": True,
        "need": "Jeg har hatt slag og klarer ikke trappa hjemme. Kona mi er sliten.",
        "important": "Å komme ut i hagen igjen til våren.",
        "tried": "Fysioterapi to ganger i uka fram til jul.",
    }
    return Submission.model_validate({**given, **changes})


_RELATIVE = {
    "kind": Kind.MELDING,
    "relation": Relation.NEXT_OF_KIN,
    "sender": Party(name="Ole Ødegård", phone="90 12 34 56"),
    "person": Party(name="Åse Ødegård", birth_year=1948),
    "informed": "unknown",
    "need": NEED,
}
_NURSE = {
    "kind": Kind.KOORDINATOR,
    "relation": Relation.PROFESSIONAL,
    "sender": Party(
        name="Siri Sykepleier", phone="70 10 50 00", profession="Sykepleier", organisation="Ålesund sjukehus"
    ),
    "person": Party(name="Per Pasient", birth_year=1961),
    "language": "nn",
    "need": "Pasienten kjem heim etter hjerneslag og treng fleire tenester samtidig. Ønskjer koordinator.",
}
_CASES: list[tuple[str, float, dict[str, object], tuple[Event, ...]]] = [
    ("closed", 70, {}, (Event.RECEIVE, Event.ACCEPT, Event.CLOSE)),
    ("rejected", 50, {}, (Event.RECEIVE, Event.ASSESS, Event.REJECT)),
    ("accepted", 44, _NURSE, (Event.RECEIVE, Event.ASSESS, Event.APPOINT, Event.ACCEPT)),
    ("overdue", 40, {}, (Event.RECEIVE, Event.ASSESS)),
    ("asked", 20, {}, (Event.RECEIVE, Event.ASK)),
    ("assessed", 12, _RELATIVE, (Event.RECEIVE, Event.ASSESS)),
    ("unseen", 8, {"kind": Kind.CALLBACK, "need": "Vil snakke om avlastning."}, ()),
    ("dead", 2, _NURSE, ()),
    ("new", 0.1, _RELATIVE, ()),
]
