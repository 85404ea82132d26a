"""Days to come, as people name them: `fredag`, `i morgen`, `4. desember`, `4.12.`, `next Monday`, `om to uker`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from intake.reading.faults import Unreadable
from intake.reading.words import plain

_MONTHS = ("januar|january|jan", "februar|february|feb", "mars|march|mar", "april|apr", "mai|may", "juni|june|jun", "juli|july|jul",
           "august|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nov", "desember|december|des|dec")  # fmt: skip
_MONTH = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_MONTH_FIRST = _MONTH.replace("?P<m", "?P<n")
_TH = "(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(
    rf"(?:^| )(?:(?P<d>\d{{1,2}}){_TH} ?(?:of )?(?:{_MONTH})|(?:{_MONTH_FIRST}) (?P<e>\d{{1,2}}){_TH})(?: (?P<y>\d{{4}}))?(?: |$)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d))?\.?(?!\d)")
_WEEKDAYS = ("mandag|måndag|monday", "tirsdag|tysdag|tuesday", "onsdag|wednesday", "torsdag|thursday", "fredag|friday",
             "lørdag|laurdag|saturday", "søndag|sundag|sunday")  # fmt: skip
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split("|")}
_NEAR = {"i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "i morgon": 1, "tomorrow": 1, "i overmorgen": 2,
         "i overmorgon": 2,
         "day after tomorrow": 2}  # fmt: skip
_NUMBER_WORDS = {
    "en": 1,
    "ei": 1,
    "én": 1,
    "ein": 1,
    "one": 1,
    "a": 1,
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "four": 4,
}
_SPAN = re.compile(r"\b(?:om|in) (\w+) (dag(?:er|ar)?|days?|uk(?:e|er)|vek(?:e|er)|weeks?)\b")
_NEXT_WEEK = re.compile(r"\b(?:neste|next) (?:uke|veke|week)\b")
_FARTHEST = 366


def read_day(text: str, today: date) -> str:
    """The day as ISO 8601. It lies between today and a year ahead. Raises Unreadable."""
    if len(re.sub(r"\D", "", text)) >= 11:
        raise Unreadable("identity_number")
    found = _found(text, plain(text), today)
    if found is None:
        raise Unreadable("date_missing")
    if not 0 <= (found - today).days <= _FARTHEST:
        raise Unreadable("date_past" if found < today else "date_far")
    return found.isoformat()


def _found(text: str, words: str, today: date) -> date | None:
    if (iso := _ISO.search(text)) is not None:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if (named := _DAY_MONTH.search(words)) is not None:
        groups = named.groupdict()
        month = next(int(key[1:]) for key, value in groups.items() if value and key[0] in "mn")
        return _coming(int(groups["d"] or groups["e"]), month, groups["y"], today)
    if (numbers := _NUMBERS.search(text)) is not None:
        return _coming(int(numbers[1]), int(numbers[2]), numbers[3], today)
    return _relative(words, today)


def _relative(words: str, today: date) -> date | None:
    for phrase in sorted(_NEAR, key=len, reverse=True):
        if phrase in words:
            return today + timedelta(days=_NEAR[phrase])
    if (span := _SPAN.search(words)) is not None:
        return _after(span[1], span[2], today)
    weekdays = [_WEEKDAY[word] for word in words.split() if word in _WEEKDAY]
    if len(weekdays) != 1:
        return None
    ahead = (weekdays[0] - today.weekday()) % 7
    if _NEXT_WEEK.search(words):
        return today + timedelta(days=7 - today.weekday() + weekdays[0])
    return today + timedelta(days=ahead or 7)  # who means today says so


def _after(number: str, unit: str, today: date) -> date | None:
    count = int(number) if number.isdecimal() and len(number) < 4 else _NUMBER_WORDS.get(number)
    if count is None:
        return None
    return today + timedelta(days=count * (7 if unit.startswith(("uk", "vek", "week")) else 1))


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    """The day in the year that was said; without one, the next such day."""
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this = _day(today.year, month, day)
    return this if this is not None and this >= today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
