"""The shared lay words as they are written down: what is said, each phrase with all its wordings, and what it means."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import NamedTuple

import yaml

from knowledge_base.content_files import CONTENT
from language.words import split_words


class LayRow(NamedTuple):
    """`said`: phrases as words; `meant`: words of the catalogue."""

    said: tuple[tuple[str, ...], ...]
    meant: str


@lru_cache(maxsize=1)
def lay_rows() -> tuple[LayRow, ...]:
    """All rows of `content/shared/lay_words.yaml`, in order."""
    raw = yaml.safe_load((CONTENT / "shared" / "lay_words.yaml").read_text(encoding="utf-8"))
    return tuple(
        LayRow(tuple(words for phrase in row["said"] for words in wordings(phrase)), row["meant"]) for row in raw
    )


def wordings(phrase: str) -> list[tuple[str, ...]]:
    """Every wording of a phrase, in which `/` parts words that may stand for each other.

    >>> wordings("opp stolen/sofaen")
    [('opp', 'stolen'), ('opp', 'sofaen')]
    """
    places = [[split_words(either) for either in place.split("/")] for place in phrase.split()]
    return [tuple(word for words in chosen for word in words) for chosen in product(*places)]
