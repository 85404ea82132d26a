"""What a person puts right: `nei, jeg mente ergoterapeut`, `Bodø. Nei, Kristiansund!`, `eg meinte kvardagsrehabilitering`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MEANT = re.compile(
    r"^.*\b(?:mente|meinte|mener|meiner|tenkte på|meant|mean|was thinking of)\b\s*(?!ikke|ikkje|not)"
    r"(?:å si|å seie|at|det|to say)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_NO = re.compile(
    r"\b(?:nei|nej|næ|neida|no|not|ikke|ikkje|mente|meinte|meant|beklager|orsak|sorry|unnskyld|feil|wrong)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^\W*(?:(?:nei|neida|næ|no|vent|wait|beklager|orsak|sorry|unnskyld|oi|oops|men|but)\b[\s,.!:–-]*)+", re.IGNORECASE
)
COURTESY = frozenset(
    (
        "beklager",
        "orsak",
        "sorry",
        "unnskyld",
        "vent",
        "wait",
        "oi",
        "oops",
        "mente",
        "meinte",
        "meant",
        "jo",
        "altså",
        "altso",
        "faktisk",
        "actually",
        "well",
        "live",
        "bor",
        "bur",
        "hei",
        "takk",
        "please",
        "way",
        "btw",
        "forresten",
        "nei",
        "no",
        "egentlig",
    )
)
"""Words around a correction that name nothing."""


def put_right(text: str) -> str | None:
    """What stands instead of what was said before; None when nothing is put right.

    >>> put_right("nei vent, jeg mente støttekontakt")
    'støttekontakt'
    """
    if not _NO.search(text):
        return None
    rest = _MEANT.sub("", text) if _MEANT.match(text) else _BEFORE.sub("", text)
    rest = rest.strip(" ,.!?:–-")
    return rest if rest and rest != text.strip(" ,.!?:–-") else None


def meant_instead(text: str) -> str | None:
    """What was meant, where somebody says so in words; None where it is only denied.

    >>> meant_instead("eg meinte det ambulante teamet")
    'ambulante teamet'
    """
    return put_right(text) if _MEANT.match(text) else None


def last_said(text: str, named: Sequence[str]) -> list[str]:
    """Places in the order in which they count: the last one first where one is put right by the next, else as they were named."""
    return [*named[-1:], *named[:-1]] if len(named) > 1 and _NO.search(text) else list(named)
