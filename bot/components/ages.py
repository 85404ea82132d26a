"""Ages that people mention: `82 år`, `på 82`, `4-åring`, `14 years old`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT_YEARS = r"(?![.,:/-]\d|\s*(?:\d|%|prosent|percent|kr|uke|veke|dag|time|timar|måned|månad|minutt|plass|person|stk))"
_AGE = re.compile(
    r"(?<![\d.,])(\d{1,3})\s*[- ]?\s*(?:år(?:s|ing\w*)?|åring\w*|aar|years?(?:\s*-?\s*old)?|yrs?|y\.?o\.?)\b"
    rf"|\b(?:på|paa|aged?)\s+(\d{{1,3}})\b{_NOT_YEARS}"
    rf"|\b(?:jeg|eg|æ|æg|ej|je|han|hun|ho|hainn|i|he|she)\s*(?:er|e|am|is|'m|’m)\s+(\d{{2,3}})\b{_NOT_YEARS}",
    re.IGNORECASE,
)
_OLDEST = 115


def find_ages(text: str) -> Iterator[tuple[int, int, int]]:
    """(age in years, start, end) of each age in a text. Numbers that no person is old are left alone."""
    for match in _AGE.finditer(text):
        age = int(match.group(1) or match.group(2) or match.group(3))
        if age <= _OLDEST:
            yield age, match.start(), match.end()
