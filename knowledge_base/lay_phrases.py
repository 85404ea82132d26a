"""The shared lay words as they are written down: what is said, each phrase with all its wordings, and what it means.

`opp stolen/sofaen` is two phrases. A word in capitals stands for a group of words, which a row of its own names: `BARN sint`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import yaml

from knowledge_base.content_files import CONTENT
from language.words import split_words


class LayRow(NamedTuple):
    """`said`: phrases as words; `meant`: words of the catalogue. `alone`: counts only where nothing else is meant."""

    said: tuple[tuple[str, ...], ...]
    meant: str
    alone: bool = False


@lru_cache(maxsize=1)
def lay_rows() -> tuple[LayRow, ...]:
    """All rows of `content/shared/lay_words.yaml`, in order."""
    raw = yaml.safe_load((CONTENT / "shared" / "lay_words.yaml").read_text(encoding="utf-8"))
    groups = {row["group"]: row["words"] for row in raw if "group" in row}
    return tuple(
        LayRow(
            tuple(words for phrase in row["said"] for words in wordings(phrase, groups)),
            row["meant"],
            row.get("alone", False),
        )
        for row in raw
        if "said" in row
    )


def wordings(phrase: str, groups: Mapping[str, Sequence[str]] | None = None) -> list[tuple[str, ...]]:
    """Every wording of a phrase, in which `/` parts words that may stand for each other and capitals name a group of such words.

    >>> wordings("opp stolen/sofaen")
    [('opp', 'stolen'), ('opp', 'sofaen')]
    >>> wordings("BARN sint", {"BARN": ["sønn", "datter"]})
    [('sønn', 'sint'), ('datter', 'sint')]
    """
    groups = groups or {}
    places = [
        [split_words(chosen) for either in place.split("/") for chosen in groups.get(either, (either,))]
        for place in phrase.split()
    ]
    return [tuple(word for words in chosen for word in words) for chosen in product(*places)]
