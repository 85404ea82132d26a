"""Names that a message holds and the catalogue does not: persons asked after, and offers that do not exist."""

from __future__ import annotations

import re
from collections.abc import Callable

_CAPITAL = re.compile(r"[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?")
_RUN = re.compile(rf"{_CAPITAL.pattern}(?: {_CAPITAL.pattern})+")
_ASKED_OF_A_PERSON = re.compile(
    r"\b(?:kjent|kjend|registrert|pasient\w*|bruker|brukar|søkt|søknad\w*|vedtak\w*|plass|fått|bor|bur|ligger|ligg|innlagt|innlagd|time|diagnose\w*"
    r"|adresse\w*|\w*nummer\w*|telefon\w*|journal\w*|sak|saken|saka|hjemme|heime|hos dere|hos dykk|kjenner|snakket|known|patient|lives?|live|staying|admitted"
    r"|applied|application|decision|number|address|records?|client|resident|case|know)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"\b(?:som heter|som heiter|ved navn|ved namn|called|named)\s+(?P<name>{_CAPITAL.pattern})")
_MYSELF = re.compile(
    r"\b(?:jeg heter|eg heiter|æ heite|mitt navn|namnet mitt|navnet mitt|my name is|i am called|hilsen|mvh|helsing|regards)\b",
    re.IGNORECASE,
)
_OF_AN_OFFER = re.compile(
    r"\b[A-ZÆØÅ][a-zæøå]{3,}?(?:teamet|team|senteret|senter|klinikken|klinikk|hotellet|hotell|gruppa|gruppen|kuren|ordningen|ordninga|programmet"
    r"|stiftelsen|stiftinga|appen|hjemmet|heimen|akademiet|instituttet|metoden)\b"
    r"|\b(?:the )?(?:[A-Z][a-z]+ ){1,2}(?:Clinic|Center|Centre|Team|Foundation|Hotel|Programme|Program|Institute)\b"
)


def asks_for_a_person(text: str, known: Callable[[str], bool]) -> bool:
    """Whether somebody wants to know of a named person. `known`: whether a word stands in the catalogue or is a place."""
    if _MYSELF.search(text) or not _ASKED_OF_A_PERSON.search(text):
        return False
    if (called := _CALLED.search(text)) is not None and not known(called["name"]):
        return True
    return any(not known(first) and not known(last) for first, last in _pairs(text))


def _pairs(text: str) -> list[tuple[str, str]]:
    """Given name and surname: the last two words of each run of capitalised words."""
    return [(words[-2], words[-1]) for run in _RUN.findall(text) if (words := run.split())]


def names_no_offer_of_ours(text: str, known: Callable[[str], bool]) -> bool:
    """Whether a message names an offer that the catalogue has nothing by the name of: `hvordan søker jeg til Regnbueteamet?`."""
    named = [match.group() for match in _OF_AN_OFFER.finditer(text)]
    return bool(named) and not any(any(known(word) for word in name.split()[:-1] or [name]) for name in named)
