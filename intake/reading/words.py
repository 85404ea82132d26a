"""Texts made comparable: lower case, no punctuation, single blanks."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w+]+")


def plain(text: str) -> str:
    """`Nei, takk!` -> `nei takk`. Letters keep their accents and rings."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def says(text: str, phrase: str) -> bool:
    """Whether `phrase` stands in `text` as whole words. Both must be plain."""
    return f" {phrase} " in f" {text} "
