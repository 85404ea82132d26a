"""One case: the page, the same to print, and as PDF. Each reading is logged with its purpose."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import Response

from api.problems import Problem
from api.staff.case_pdf import case_as_pdf
from api.staff.case_view import about, case_page
from api.staff.guard import ItemId, Reading, Visit, for_staff
from api.staff.pages import language_at
from referrals.clock import now
from referrals.faults import Unknown
from referrals.people import Permission

router = APIRouter(prefix="/ansatt/saker/{item_id}")


@router.get("", openapi_extra=for_staff(Permission.READ))
async def show(case_id: ItemId, visiting: Reading) -> Response:
    """A case with everything the sender gave. Another unit's case is not there."""
    try:
        return await run_sync(case_page, visiting, case_id)
    except Unknown:
        raise Problem("not-found") from None


@router.get("/utskrift", openapi_extra=for_staff(Permission.READ))
async def printed(case_id: ItemId, visiting: Reading) -> Response:
    """The case on paper: no menu, no forms."""
    try:
        return await run_sync(_print, visiting, case_id)
    except Unknown:
        raise Problem("not-found") from None


@router.get("/pdf", openapi_extra=for_staff(Permission.READ))
async def as_pdf(case_id: ItemId, visiting: Reading) -> Response:
    """The case as a file, for units that still file on paper."""
    try:
        return await run_sync(_pdf, visiting, case_id)
    except Unknown:
        raise Problem("not-found") from None


def _pdf(visit: Visit, case_id: str) -> Response:
    case = visit.referrals.case(visit.staff, case_id, "pdf")
    document = case_as_pdf(case, visit.referrals.units, language_at(visit.request))
    headers = {"Content-Disposition": f'attachment; filename="{case.row.reference}.pdf"'}
    return Response(document, media_type="application/pdf", headers=headers)


def _print(visit: Visit, case_id: str) -> Response:
    case = visit.referrals.case(visit.staff, case_id, "print")
    return visit.page("case_print.html", printed_at=now(), **about(case, visit.gate))
