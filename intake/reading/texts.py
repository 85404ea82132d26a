"""Free text: a need in a person's own words. It is kept as it was written, within bounds, without identity numbers."""

from __future__ import annotations

import re

from intake.reading.faults import Unreadable

MASK = "[fødselsnummer]"
_ELEVEN = re.compile(r"(?<![\d+])\d{6}[ .-]?\d{5}(?!\d)")


def read_text(text: str, least: int, most: int) -> str:
    """The text with identity numbers masked. Raises Unreadable when it is too short or too long."""
    kept = mask_identity(text.strip())
    if sum(character.isalnum() for character in kept) < least:
        raise Unreadable("text_short", least=least)
    if len(kept) > most:
        raise Unreadable("text_long", most=most, now=len(kept))
    return kept


def mask_identity(text: str) -> str:
    """Eleven digits in the shape of a fødselsnummer become a label, whatever their check digits say."""
    return _ELEVEN.sub(MASK, text)


def holds_identity(text: str) -> bool:
    """Whether somebody wrote what looks like a fødselsnummer."""
    return bool(_ELEVEN.search(text))
