"""Years of birth, also by two digits or by age."""

from __future__ import annotations

import re
from datetime import date

from intake.reading.faults import Unreadable

_OLDEST = 115
_FULL = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_AGE = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:år|års|åring|åringen|years?|yrs?|y/o)\b|\b(?:age|alder(?:en)?)\D{0,6}(\d{1,3})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"(?<!\d)\d{1,2}\s*(?:måneder|månader|mnd|months?|uker|veker|weeks?|dager|dagar|days?)\b", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![\d.])['’]?(\d\d)(?![\d.])")
_DATE = re.compile(r"(?<!\d)\d{1,2}[./ -]\d{1,2}[./ -](\d{4}|\d\d)(?!\d)")


def read_birth_year(text: str, today: date) -> str:
    """`1953`, `53`, `født i 53`, `3.4.1953` and `83 år` -> four digits. Raises Unreadable."""
    if len(re.sub(r"\D", "", text)) >= 11:
        raise Unreadable("identity_number")
    year = _found(text, today)
    if year is None:
        raise Unreadable("birth_year_missing")
    if not today.year - _OLDEST <= year <= today.year:
        raise Unreadable("birth_year_invalid", first=today.year - _OLDEST, last=today.year)
    return str(year)


def _found(text: str, today: date) -> int | None:
    if (dated := _DATE.search(text)) is not None:
        return _whole(dated.group(1), today)
    if full := _FULL.findall(text):
        return int(full[0]) if len(set(full)) == 1 else None
    if (age := _AGE.search(text)) is not None:
        return today.year - int(age.group(1) or age.group(2))
    if _MONTHS.search(text):
        return today.year
    short = _SHORT.findall(text)
    return _whole(short[0], today) if len(short) == 1 else None


def _whole(digits: str, today: date) -> int:
    """Two digits are the latest such year that has been: `53` -> 1953, `19` -> 2019."""
    year = int(digits)
    if year > 99:
        return year
    return year + (2000 if year <= today.year % 100 else 1900)
