"""Whether a transcript can be speech. Whisper makes words up out of silence, noise and music; these are the ways in which it does."""

from __future__ import annotations

import re

_SUBTITLES = re.compile(
    r"(?:under)?tekst(?:et|ing|er)? (?:av|:)|undertekster|takk for at (?:du|dere) (?:så|ser) på|ai-media|nicolai winther|"
    r"subtitles by|thanks for watching",
    re.IGNORECASE,
)
"""Credits of the subtitles that Whisper learnt from."""
_BRACKETED = re.compile(r"[(\[♪*][^)\]]*[)\]♪*]?[\s.]*")


def is_plausible(text: str) -> bool:
    """False for no letters or digits, for "(musikk)", for credits of subtitles and for one word over and over."""
    if not re.search(r"[^\W_]", text) or _BRACKETED.fullmatch(text.strip()):
        return False
    return not _SUBTITLES.match(text.strip()) and not _repeats(text)


def _repeats(text: str) -> bool:
    words = text.lower().split()
    return len(words) >= 8 and len(set(words)) <= len(words) / 5
