"""Time: stored in UTC, counted in Norwegian days. Summer time changes no deadline, because days are counted and not hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
OSLO = ZoneInfo("Europe/Oslo")
_LAST_MINUTE = time(23, 59)


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)


def oslo_day(moment: datetime) -> date:
    """The day in Norway at a moment."""
    return moment.astimezone(OSLO).date()


def end_of_day(day: date) -> datetime:
    """The last minute of a Norwegian day, in UTC."""
    return datetime.combine(day, _LAST_MINUTE, OSLO).astimezone(UTC)
