"""What was said, as one would have written it where a form asks: years, days and telephones in figures, spelled names as words."""

from __future__ import annotations

import re
from functools import partial

from voice.spoken.digits import digits_for_words
from voice.spoken.numbers import value_of
from voice.spoken.words import words

NAMES = frozenset({"name", "person_name"})
YEARS = frozenset({"birth_year", "person_birth_year"})
PHONES = frozenset({"phone", "person_phone"})
DAYS = frozenset({"discharge_on"})
_WORD = re.compile(r"[^\W_]+")
_GLUE = re.compile(r"(?:[\s,-]|hundre|\bog\b|\band\b)*", re.IGNORECASE)
_SPELLED = re.compile(r"(?<!\w)[^\W\d_](?:(?:\s*[,.-]\s*|\s+)[^\W\d_](?!\w))+")
_LEAST_LETTERS = 3


def as_written(text: str, slot: str | None) -> str:
    """The words that answer a question for `slot`; as they are where the slot takes free words."""
    if slot in YEARS:
        return year_in_figures(text)
    if slot in DAYS:
        return days_in_figures(text)
    if slot in PHONES:
        return digits_for_words(text)
    return spelled_joined(text) if slot in NAMES else text


def year_in_figures(text: str) -> str:
    """ "nitten førtiåtte", "nitten hundre og førti åtte", "to tusen og ti", "19 48" -> four figures; other words stay."""
    found = list(_WORD.finditer(text))
    for at, word in enumerate(found):
        century, next_at = _century(found, at, text)
        if century is None:
            continue
        rest, end = _under_hundred(found, next_at, text)
        if rest is not None:
            return f"{text[: word.start()]}{century * 100 + rest}{text[end:]}"
    return text


def _century(found: list[re.Match[str]], at: int, text: str) -> tuple[int | None, int]:
    """The century that begins with this word (18 to 20), and the place of the word after it."""
    value = _value(found[at][0])
    if value is not None and 18 <= value <= 20:
        return value, at + 1
    if found[at][0].lower() in ("totusen", "twothousand"):
        return 20, at + 1
    following = found[at + 1][0].lower() if at + 1 < len(found) else ""
    joined = at + 1 < len(found) and text[found[at].end() : found[at + 1].start()].isspace()
    return (20, at + 2) if value == 2 and joined and following in ("tusen", "thousand") else (None, at)


def _under_hundred(found: list[re.Match[str]], at: int, text: str) -> tuple[int | None, int]:
    """0 to 99 in one word or two ("førti åtte", "null fem"), and its end in the text; None when no such number follows closely."""
    while at < len(found) and found[at][0].lower() in ("hundre", "og", "and"):
        at += 1
    if not 0 < at < len(found) or not _GLUE.fullmatch(text[found[at - 1].end() : found[at].start()]):
        return None, 0
    value = _value(found[at][0])
    if value is None:
        return None, 0
    splits = value % 10 == 0 and value != 10 and at + 1 < len(found)
    unit = _value(found[at + 1][0]) if splits else None
    if unit is not None and 0 < unit < 10:
        return value + unit, found[at + 1].end()
    return value, found[at].end()


def _value(word: str) -> int | None:
    if word.isdecimal() and len(word) <= 2:
        return int(word)
    return value_of(word)


def days_in_figures(text: str) -> str:
    """ "fjerde desember" -> "4. desember" in any of the three languages; an ordinal without its month stays."""
    for language in ("nb", "nn", "en"):
        ordinals, months = words(language).ordinals, words(language).months
        number = {ordinal: str(at) for at, ordinal in enumerate(ordinals, 1)}
        days = "|".join(sorted(ordinals, key=len, reverse=True))
        pattern = rf"\b(?:den\s+|the\s+)?({days})\s+(?:i\s+|of\s+)?({'|'.join(months)})\b"
        text = re.sub(pattern, partial(_day, number), text, flags=re.IGNORECASE)
    return text


def _day(number: dict[str, str], match: re.Match[str]) -> str:
    return f"{number[match[1].lower()]}. {match[2]}"


def spelled_joined(text: str) -> str:
    """ "Ø D E G Å R D" and "ø-d-e-g-å-r-d" -> "Ødegård". Two letters ("J. K.") stay: they are initials."""

    def joined(match: re.Match[str]) -> str:
        letters = re.sub(r"[^\w]", "", match[0])
        return letters.capitalize() if len(letters) >= _LEAST_LETTERS else match[0]

    return _SPELLED.sub(joined, text)
