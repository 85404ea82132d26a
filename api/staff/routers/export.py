"""The list as a file for a spreadsheet."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import Response

from api.staff.csv_file import as_csv
from api.staff.filters import read_wanted
from api.staff.guard import Exporting, Visit, for_staff
from api.staff.pages import language_at
from api.staff.wording import Words
from referrals.people import Permission

router = APIRouter(prefix="/ansatt/saker.csv")


@router.get("", openapi_extra=for_staff(Permission.EXPORT))
async def download(visiting: Exporting) -> Response:
    """All rows of the list with the same filters. That it was taken out stands in the log."""
    body = await run_sync(_file, visiting)
    headers = {"Content-Disposition": 'attachment; filename="saker.csv"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _file(visit: Visit) -> bytes:
    names = {unit.id: unit.name for unit in visit.referrals.units.all()}
    rows = visit.referrals.export_rows(visit.staff, read_wanted(visit.query).as_filter())
    return as_csv(rows, names, Words(language_at(visit.request)))
