"""The audit log: who did and who read what. Ids and field names only; of the cases themselves nothing stands here."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import Response

from api.staff.guard import Auditing, Visit, for_staff
from referrals.people import Permission
from referrals.reviewing import Reviewing
from referrals.states import Event

router = APIRouter(prefix="/ansatt/logg")
_SIZE = 100


@router.get("", openapi_extra=for_staff(Permission.AUDIT))
async def show(visiting: Auditing) -> Response:
    """The newest entries before a number; with `kontroller`, whether the chain is whole. Looking is logged too."""
    return await run_sync(_page, visiting)


def _page(visit: Visit) -> Response:
    review = Reviewing(visit.referrals.parts)
    before = visit.query.get("for", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None
    entries = review.entries(visit.staff, number, _SIZE)
    broken = review.verify(visit.staff, visit.parts.anchors) if visit.query.get("kontroller") else None
    more = len(entries) == _SIZE and entries[-1].number > 1
    older = entries[-1].number if more else None
    return visit.page(
        "audit.html", events=set(Event), entries=entries, broken=broken, older=older, newest=number is None
    )
