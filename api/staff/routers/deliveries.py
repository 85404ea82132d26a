"""Messages that could not be delivered to the unit, and another try."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.problems import Problem
from api.staff.guard import Delivering, ItemId, Visit, for_staff
from referrals.faults import Unknown
from referrals.people import Permission

router = APIRouter(prefix="/ansatt/leveringer")


@router.get("", openapi_extra=for_staff(Permission.DELIVERIES))
async def show(visiting: Delivering) -> Response:
    """The dead letters of the person's units."""
    return await run_sync(_page, visiting)


def _page(visit: Visit) -> Response:
    letters = visit.referrals.dead_letters(visit.staff)
    done = visit.query.get("gjort") == "igjen"
    return visit.page("deliveries.html", letters=letters, done=done, can_read=visit.staff.may(Permission.READ))


@router.post("/{item_id}/igjen", openapi_extra=for_staff(Permission.DELIVERIES))
async def retry(delivery_id: ItemId, visiting: Delivering) -> Response:
    """Puts one back in line; the worker takes it within seconds."""
    try:
        await run_sync(visiting.referrals.retry, visiting.staff, delivery_id)
    except Unknown:
        raise Problem("not-found") from None
    return RedirectResponse("/ansatt/leveringer?gjort=igjen", 303)
