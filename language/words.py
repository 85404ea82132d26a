"""From typed text to words: cleaning of Unicode tricks, lower case, one regular expression for what a word is."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’´][^\W\d_]+)*\d*")
_CLUNG_NOT = re.compile(r"(?<=[^\W\d_])['’´](?:i?kk?j?e|itj|ke)\b")
"""The negation that clings to its verb in speech: `klarer'kje`, `vet'ke`."""
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The same text in NFKC without invisible characters, with single blanks. Letters keep their case."""
    visible = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", visible).strip()


def split_words(text: str) -> list[str]:
    """Lower-case words and numbers of a text, in order; punctuation and hyphens part words ("re-/habilitering" -> 2)."""
    return _WORD.findall(_CLUNG_NOT.sub(" ikke", clean(text).lower()))
