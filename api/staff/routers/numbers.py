"""Figures for the leader."""

from __future__ import annotations

from datetime import date, timedelta

from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.responses import Response

from api.staff.chart import week_bars
from api.staff.guard import Counting, Visit, for_staff
from referrals.clock import now, oslo_day
from referrals.people import Permission

router = APIRouter(prefix="/ansatt/tall")
_USUAL, _LONGEST = timedelta(weeks=12), timedelta(days=5 * 366)


@router.get("", openapi_extra=for_staff(Permission.NUMBERS))
async def show(visiting: Counting) -> Response:
    """What came in a period, and how fast it was answered. Without dates: the last twelve weeks."""
    return await run_sync(_page, visiting)


def _page(visit: Visit) -> Response:
    said = {name: visit.query.get(name, "") for name in ("fra", "til")}
    since, until, fault = _period(said["fra"], said["til"], oslo_day(now()))
    numbers = visit.referrals.numbers(visit.staff, since, until)
    chart = week_bars(numbers.by_week, since, until)
    return visit.page("numbers.html", 422 if fault else 200, numbers=numbers, chart=chart, fault_key=fault)


def _period(since: str, until: str, today: date) -> tuple[date, date, str | None]:
    """The period, or the usual one and what is wrong with the one that was asked for."""
    usual = (today - _USUAL + timedelta(days=1), today)
    try:
        first = date.fromisoformat(since) if since else usual[0]
        last = date.fromisoformat(until) if until else usual[1]
    except ValueError:
        return (*usual, "numbers.fault_date")
    if first > last:
        return (*usual, "numbers.fault_order")
    return (first, last, None) if last - first <= _LONGEST else (*usual, "numbers.fault_long")
