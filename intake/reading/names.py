"""Names of people. What is asked for is what the person is called, so nearly everything with letters is one."""

from __future__ import annotations

import re
import unicodedata

from intake.reading.faults import Unreadable

_LEAD = re.compile(
    r"^(?:(?:ja|jo|hei|det|dette|this|is|it|it's|er|e|æ|jeg|eg|ej|i|i'm|am|heter|heiter|heite|heit|hete|hedder|navnet|namnet|navn|namn|mitt|my"
    r"|mitt|min|name|he|she|his|her|han|hun|ho|hu|hennes|hennar|hans|called|kall|kalle|meg|mæ|mæg|barnet|sitt)\b[\s,.:]*)*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d")
_LEAST, _MOST, _MOST_WORDS = 2, 120, 8


def read_name(text: str) -> str:
    """`jeg heter Kari Nordmann` -> `Kari Nordmann`. Emoji and other signs fall away. Raises Unreadable."""
    if len(re.findall(r"\d", text)) >= 6:
        raise Unreadable("identity_number" if len(re.findall(r"\d", text)) == 11 else "name_digits")
    given = _without_lead(text.strip())
    if _DIGITS.search(given):
        raise Unreadable("name_digits")
    name = _only_letters(given)
    if sum(character.isalpha() for character in name) < _LEAST:
        raise Unreadable("name_missing")
    if len(name) > _MOST or len(name.split()) > _MOST_WORDS:
        raise Unreadable("name_long", most=_MOST)
    return name


def _without_lead(text: str) -> str:
    """The text after "jeg heter"; a name that is itself such a word ("Her", "Min") stays."""
    rest = _LEAD.sub("", text)
    return rest if rest.strip(" .,!") else text


def _only_letters(text: str) -> str:
    kept = "".join(character if _belongs(character) else " " for character in text)
    return re.sub(r"\s+", " ", kept).strip(" .,'’-")


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in " .'’-"
