"""Which of several things somebody means: `den andre`, `nummer 3`, `the last one`."""

from __future__ import annotations

import re

_WORDS = {
    0: "første|fyrste|øverste|øvste|førstnevnte|first|førsten|ein|en|one|1",
    1: "andre|annen|nestøverste|second|to|two|2",
    2: "tredje|third|tre|three|3",
    -1: "siste|nederste|nedste|sistnevnte|last",
}
_PATTERN = {place: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for place, words in _WORDS.items()}


_POINTED_AT = {
    place: re.compile(rf"\b(?:den|det|dei|the|nummer|nr\.?|number|alternativ) (?:{words})\b", re.IGNORECASE)
    for place, words in {
        0: "første|fyrste|øverste|first|1",
        1: "andre|second|2",
        2: "tredje|third|3",
        -1: "siste|nederste|last",
    }.items()
}


def pointed_at(text: str) -> int | None:
    """The place of what a question points at among what was shown: `er det privat, det første?`; None when it points at none so."""
    return next((place for place, pattern in _POINTED_AT.items() if pattern.search(text)), None)


def chosen_number(text: str) -> int | None:
    """The place meant, counted from 0 (-1: the last); None when the text names none."""
    for place in (-1, 2, 1, 0):
        if _PATTERN[place].search(text):
            return place
    return None
