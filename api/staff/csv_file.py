"""Rows for a spreadsheet: UTF-8 with a byte order mark, semicolons as Norwegian spreadsheets expect, and no cell that is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime

from api.staff.wording import Words
from referrals.clock import OSLO
from referrals.views import CaseRow
from referrals.wording import name_of

COLUMNS = (
    "reference",
    "kind",
    "status",
    "place",
    "unit",
    "relation",
    "submitted",
    "received",
    "answered",
    "due",
    "overdue",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: Iterable[CaseRow], unit_names: Mapping[str, str], words: Words) -> bytes:
    """The file, with a head in the language. Of what a case is about there is nothing in it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([words(f"export.{name}") for name in COLUMNS])
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in _cells(row, unit_names, words)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def safe_cell(cell: str) -> str:
    """The cell as text: with an apostrophe before whatever a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _cells(row: CaseRow, unit_names: Mapping[str, str], words: Words) -> list[str]:
    language = words.language
    return [
        row.reference,
        name_of("kinds", row.kind.value, language),
        name_of("states", row.state.value, language),
        row.area,
        unit_names.get(row.unit, row.unit),
        name_of("relations", row.relation, language),
        *(_time(moment) for moment in (row.submitted_at, row.received_at, row.answered_at, row.due_at)),
        words("common.yes" if row.overdue else "common.no"),
    ]


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(OSLO):%Y-%m-%d %H:%M}" if moment else ""
