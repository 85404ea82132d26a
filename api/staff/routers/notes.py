"""Notes for the unit alone."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.problems import Problem
from api.staff.case_view import Tried, case_page
from api.staff.guard import Acting, ItemId, Visit, for_staff
from referrals.faults import Invalid, Unknown
from referrals.people import Permission
from referrals.states import Event

router = APIRouter(prefix="/ansatt/saker/{item_id}/notat")


@router.post("", openapi_extra=for_staff(Permission.ACT))
async def write(case_id: ItemId, visiting: Acting) -> Response:
    """Adds a note that the sender never sees."""
    try:
        return await run_sync(_write, visiting, case_id)
    except Unknown:
        raise Problem("not-found") from None


def _write(visit: Visit, case_id: str) -> Response:
    text = visit.form.get("note", "")
    try:
        visit.referrals.note(visit.staff, case_id, text)
    except Invalid as error:
        return case_page(visit, case_id, Tried(Event.NOTE, {"note": text}, tuple(error.faults)))
    return RedirectResponse(f"/ansatt/saker/{case_id}?gjort=note", 303)
