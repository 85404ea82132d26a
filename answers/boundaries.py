"""What is answered by rule whatever the model understood: what would be a disclosure, a prediction or a game with the machine, and
what holds no words at all."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

_CODE = re.compile(
    r"<\s*/?\s*[a-z!][^>]*>|\{\{|\$\{|\bselect\b.+\bfrom\b|\bdrop\s+table\b|\bunion\s+select\b|\.\./|\bjavascript:|[{}\[\]]\s*[\"'].*:|^\s*[∕/]\w",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SAME = re.compile(r"^(\S)\1{5,}$")
NO_WORDS = "no_words"


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    raw = yaml.safe_load((Path(__file__).parent / "boundaries.yaml").read_text(encoding="utf-8"))
    return [(key, re.compile(pattern)) for key, patterns in raw.items() for pattern in patterns]


def boundary(text: str) -> str | None:
    """The key of the fixed text that must answer, None for nearly everything that people write."""
    if not _WORD.search(text) and not _LETTERS.search(text) and not text.strip().isdigit():
        return NO_WORDS
    if _CODE.search(text) or _SAME.match(text.strip()):
        return NO_WORDS
    low = text.lower()
    return next((key for key, pattern in _patterns() if pattern.search(low)), None)
