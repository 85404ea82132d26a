"""The list: what waits for the unit, overdue on top. No names and nothing of anybody's health."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import Response

from api.staff.filters import read_wanted
from api.staff.guard import Listing, Visit, for_staff
from referrals.kinds import Kind
from referrals.people import Permission
from referrals.states import Event, State

router = APIRouter(prefix="/ansatt/saker")
_SIZE = 25


@router.get("", openapi_extra=for_staff(Permission.LIST))
async def show(visiting: Listing) -> Response:
    """A page of the units' cases, by the filters of the address."""
    return await run_sync(_page, visiting)


def _page(visit: Visit) -> Response:
    wanted, staff, places = read_wanted(visit.query), visit.staff, visit.gate.catalogue.places
    found = visit.referrals.cases(staff, wanted.as_filter(), wanted.page, _SIZE)
    units = [unit for unit in visit.referrals.units.all() if unit.id in staff.units]
    return visit.page(
        "cases.html",
        wanted=wanted,
        found=found,
        pages=max(1, -(-found.total // _SIZE)),
        units={unit.id: unit.name for unit in units},
        places={slug: places.all[slug].name for slug in sorted({unit.municipality for unit in units})},
        states=[state for state in State if state is not State.DRAFT],
        kinds=list(Kind),
        done=visit.query.get("gjort") == Event.REDIRECT,
        can_read=staff.may(Permission.READ),
        can_export=staff.may(Permission.EXPORT),
    )
