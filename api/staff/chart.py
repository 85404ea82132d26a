"""Bars of a period's weeks as numbers for an SVG. The table beside them says the same to those who do not see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

HEIGHT, WIDTH, GAP = 120, 26, 6
"""In units of the drawing: of the highest bar, of a bar with its gap, between two bars."""


@dataclass(frozen=True)
class Bar:
    """A week's bar. `x`, `y`, `width`, `height` are in units of the drawing, with y downwards."""

    week: str
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Chart:
    """All bars, and the drawing's size without its labels."""

    bars: list[Bar]
    width: int
    height: int


def week_bars(by_week: Mapping[str, int], since: date, until: date) -> Chart:
    """A bar for every week of the period (`2026-48`), those without anything too."""
    weeks = _weeks(since, until)
    most = max([*by_week.values(), 1])
    bars = []
    for place, week in enumerate(weeks):
        count = by_week.get(week, 0)
        height = round(HEIGHT * count / most)
        bars.append(Bar(week, count, place * WIDTH + GAP // 2, HEIGHT - height, WIDTH - GAP, height))
    return Chart(bars, len(weeks) * WIDTH, HEIGHT)


def _weeks(since: date, until: date) -> list[str]:
    monday = since - timedelta(days=since.weekday())
    found = []
    while monday <= until:
        year, week, _ = monday.isocalendar()
        found.append(f"{year}-{week:02d}")
        monday += timedelta(weeks=1)
    return found
