"""A case as the page shows it: what was sent, what happened, and the forms of what can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response

from api.gate import Gate
from api.staff.guard import Visit
from api.staff.wording import Words
from referrals.clock import now, oslo_day
from referrals.faults import Fault
from referrals.people import Permission
from referrals.service import ReferralService
from referrals.states import Event
from referrals.views import Case
from referrals.wording import next_step

FIELDS: dict[Event, tuple[str, ...]] = {
    Event.RECEIVE: (),
    Event.ASSESS: ("note",),
    Event.ASK: ("note",),
    Event.APPOINT: ("coordinator", "coordinator_phone", "note"),
    Event.ACCEPT: ("note",),
    Event.REDIRECT: ("unit", "note"),
    Event.REJECT: ("note",),
    Event.RECONSIDER: ("note",),
    Event.CLOSE: ("note",),
    Event.NOTE: ("note",),
}
"""The forms and their fields, in the order in which they stand on the page."""
DEMANDED = frozenset(
    {
        (Event.ASK, "note"),
        (Event.REJECT, "note"),
        (Event.NOTE, "note"),
        (Event.APPOINT, "coordinator"),
        (Event.REDIRECT, "unit"),
    }
)


@dataclass(frozen=True)
class Tried:
    """A form that could not be carried out: what was typed, and why. `changed`: the case is no longer as the page showed it."""

    event: Event
    values: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    changed: bool = False


def case_page(visit: Visit, case_id: str, tried: Tried | None = None) -> Response:
    """The page; reading it is logged. Raises Unknown."""
    case = visit.referrals.case(visit.staff, case_id)
    done = visit.query.get("gjort")
    return visit.page(
        "case.html",
        200 if tried is None else 409 if tried.changed else 422,
        forms=_forms(case) if visit.staff.may(Permission.ACT) else [],
        fields=FIELDS,
        demanded=DEMANDED,
        units=_other_units(visit.referrals, case),
        appeal=_appeal(visit.referrals, case),
        tried=tried,
        done=done if done in FIELDS else None,
        **about(case, visit.gate),
    )


def about(case: Case, gate: Gate) -> dict[str, Any]:
    """What the page and the print show of a case."""
    service = gate.catalogue.service(case.row.service) if case.row.service else None
    place = gate.catalogue.places.all.get(case.row.area)
    return {
        "case": case,
        "row": case.row,
        "sent": case.submission,
        "service": service.name.nb if service else None,
        "place": place.name if place else case.row.area,
    }


def _forms(case: Case) -> list[Event]:
    return [event for event in FIELDS if event in case.possible or event is Event.NOTE]


def _other_units(referrals: ReferralService, case: Case) -> list[tuple[str, str]]:
    """The units of the same place first: that is where a case belongs most often."""
    others = [unit for unit in referrals.units.all() if unit.id != case.row.unit]
    ordered = sorted(others, key=lambda unit: (unit.municipality != case.row.area, unit.municipality, unit.name))
    return [(unit.id, unit.name) for unit in ordered]


def _appeal(referrals: ReferralService, case: Case) -> str | None:
    """What the sender will read about appealing, in the sender's language, were the case rejected today."""
    at = now()
    rule = referrals.parts.deadlines.appeal(case.row.kind, case.row.area, at)
    if rule is None or rule.law is None:
        return None
    words = Words(case.submission.language)
    return next_step("appeal", words.language, appeal_by=words.day(rule.ends(oslo_day(at))), law=rule.law)
