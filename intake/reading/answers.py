"""From what a person wrote to the canonical value of a slot."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from intake.forms import Forms, Step
from intake.reading.choices import read_choice
from intake.reading.dates import read_day
from intake.reading.emails import read_email
from intake.reading.faults import Unreadable
from intake.reading.names import read_name
from intake.reading.phones import read_phone
from intake.reading.places import read_place
from intake.reading.texts import read_text
from intake.reading.words import plain
from intake.reading.years import read_birth_year
from intake.reading.yes_no import yes_or_no
from intake.wording import phrases
from knowledge_base.places import Places
from referrals import references

NO_INTERPRETER = "none"
_NEEDS = re.compile(
    r"^(?:(?:ja|yes|jeg|eg|æ|vi|han|hun|ho|hu|personen|she|he|i|we|they|trenger|treng|treng tolk|needs?|trengs|tolk"
    r"|interpreter|på|i|for|an|and|an?)\b[\s,.:]*)+",
    re.IGNORECASE,
)


class AnswerReader:
    """Reads answers of every kind. `today` says which day it is."""

    def __init__(self, forms: Forms, places: Places, today: Callable[[], date]) -> None:
        self._forms, self._places, self._today = forms, places, today

    def read(self, step: Step, text: str) -> str:
        """The canonical value. Raises Unreadable."""
        slot = self._forms.slots[step.slot]
        if slot.reads == "choice":
            return self._choice(step, text)
        if slot.reads == "interpreter":
            return _interpreter(text, slot.least, slot.most)
        if slot.reads == "text":
            return read_text(text, slot.least, slot.most)
        readers: dict[str, Callable[[str], str]] = {
            "place": lambda said: read_place(said, self._places),
            "day": lambda said: read_day(said, self._today()),
            "birth_year": lambda said: read_birth_year(said, self._today()),
            "name": read_name,
            "phone": read_phone,
            "email": read_email,
            "reference": read_reference,
            "secret": read_secret,
        }
        return readers[slot.reads](text)

    def _choice(self, step: Step, text: str) -> str:
        options = self._forms.options(step)
        if text.strip() in options:
            return text.strip()
        if "yes" in options and (said := yes_or_no(text)) is not None:
            return "yes" if said else "no"
        return read_choice(text, phrases(step.slot, options))


def _interpreter(text: str, least: int, most: int) -> str:
    said = yes_or_no(text)
    if said is False or plain(text) in {
        NO_INTERPRETER,
        "ingen",
        "ingen tolk",
        "trenger ikke tolk",
        "treng ikkje tolk",
        "not needed",
    }:
        return NO_INTERPRETER
    language = _NEEDS.sub("", text.strip()).strip(" .,!")
    if said or not language:
        raise Unreadable("which_language")
    return read_text(language, least, most)


_WITH_V = re.compile(r"(?<![0-9a-z])v[\s-]?[0-9a-z]{4}[\s-]?[0-9a-z]{4}(?![0-9a-z])", re.IGNORECASE)
_WITHOUT_V = re.compile(r"(?<![0-9a-z])[0-9a-z]{4}[\s-]?[0-9a-z]{4}(?![0-9a-z])", re.IGNORECASE)
_DIGIT, _HYPHENS = re.compile(r"\d"), 2
_SECRET = re.compile(
    r"(?<![0-9a-z])(?=([0-9a-z]{4}([ -])[0-9a-z]{4}(?:\2[0-9a-z]{4}){3}|[0-9a-z]{20})(?![0-9a-z]))", re.IGNORECASE
)


def find_reference(text: str) -> str | None:
    """The first reference in a text (`V-7KQ3-M9TD`), None when there is none. Check sign and digits keep words like "volunteer" out."""
    return _first_reference(_WITH_V, text, sure=True)


def read_reference(text: str) -> str:
    """What is asked for may also come without its V. Raises Unreadable."""
    found = _first_reference(_WITH_V, text, sure=False) or _first_reference(_WITHOUT_V, text, sure=False)
    if found is None:
        raise Unreadable("reference_invalid")
    return found


def _first_reference(pattern: re.Pattern[str], text: str, sure: bool) -> str | None:
    """`sure`: not by letters alone, unless they stand as they are printed."""
    secret = find_secret(text)
    rest = text.upper().replace(secret, " ") if secret else text
    matches = [match[0] for match in pattern.finditer(rest)]
    found = [match for match in matches if not sure or _DIGIT.search(match) or match.count("-") == _HYPHENS]
    return next(filter(None, map(references.read_reference, found)), None)


def find_secret(text: str) -> str | None:
    """The secret code in a text: five groups of four signs, the last such where words of four letters stand before it."""
    found = [match[1].upper() for match in _SECRET.finditer(text) if any(map(str.isdigit, match[1]))]
    return found[-1] if found else None


def read_secret(text: str) -> str:
    """Raises Unreadable."""
    if (found := find_secret(text)) is None:
        raise Unreadable("secret_invalid")
    return found
