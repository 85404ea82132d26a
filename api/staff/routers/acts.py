"""What a caseworker does with a case, one form each. What cannot be done comes back with its reason and the text still in it."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.problems import Problem
from api.staff.case_view import FIELDS, Tried, case_page
from api.staff.guard import Acting, ItemId, Visit, for_staff
from referrals.faults import Invalid, Unknown
from referrals.people import Permission
from referrals.states import Event, Forbidden
from referrals.views import ActDetails

router = APIRouter(prefix="/ansatt/saker/{item_id}/handling")


@router.post("/{event}", openapi_extra=for_staff(Permission.ACT))
async def act(case_id: ItemId, event: Event, visiting: Acting) -> Response:
    """Carries out one act, then shows the case again."""
    if event not in FIELDS or event is Event.NOTE:
        raise Problem("not-found")
    try:
        return await run_sync(_act, visiting, case_id, event)
    except Unknown:
        raise Problem("not-found") from None


def _act(visit: Visit, case_id: str, event: Event) -> Response:
    values = {name: visit.form.get(name, "") for name in FIELDS[event]}
    said: dict[str, Any] = {name: value or None for name, value in values.items()}
    details = ActDetails(**said)
    try:
        case = visit.referrals.act(visit.staff, case_id, event, details)
    except Invalid as error:
        return case_page(visit, case_id, Tried(event, values, tuple(error.faults)))
    except Forbidden:
        return case_page(visit, case_id, Tried(event, values, changed=True))
    if case.row.unit not in visit.staff.units:  # handed over: it is another unit's now
        return RedirectResponse(f"/ansatt/saker?gjort={event.value}", 303)
    return RedirectResponse(f"/ansatt/saker/{case_id}?gjort={event.value}", 303)
