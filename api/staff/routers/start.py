"""`/ansatt`: on to the first page that the person's roles open."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.staff.guard import Visiting, for_staff
from api.staff.pages import NAVIGATION

router = APIRouter(prefix="/ansatt")


@router.get("", openapi_extra=for_staff())
async def start(visiting: Visiting) -> Response:
    """The first page of the menu; for roles without any, a page that says so."""
    first = next((address for address, _, needed in NAVIGATION if visiting.staff.may(needed)), None)
    return RedirectResponse(first, 303) if first else visiting.page("no_pages.html")
