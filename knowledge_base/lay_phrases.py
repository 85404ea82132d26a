"""The shared lay words as they are written down: what is said, each phrase with all its wordings, and what it means.

`opp stolen/sofaen` is said in two ways. A word in capitals stands for a group of words, which a row of its own names: `BARN sint`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

import yaml

from knowledge_base.content_files import CONTENT
from language.words import split_words

Choice = tuple[str, ...]
"""Words that may stand for each other at one place of a phrase."""


class LayRow(NamedTuple):
    """`said`: phrases, each as the choices of its places; `meant`: words of the catalogue. `alone`: counts only where nothing else is
    meant."""

    said: tuple[tuple[Choice, ...], ...]
    meant: str
    alone: bool = False

    def words(self) -> Iterator[str]:
        """All words that stand in its phrases."""
        return (word for phrase in self.said for choice in phrase for word in choice)


@lru_cache(maxsize=1)
def lay_rows() -> tuple[LayRow, ...]:
    """All rows of `content/shared/lay_words.yaml`, in order."""
    raw = yaml.load((CONTENT / "shared" / "lay_words.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    groups = {row["group"]: row["words"] for row in raw if "group" in row}
    return tuple(_row(row, groups) for row in raw if "said" in row)


def _row(row: dict[str, Any], groups: Mapping[str, Sequence[str]]) -> LayRow:
    said = tuple(found for phrase in row["said"] for found in wordings(phrase, groups))
    return LayRow(said, row["meant"], row.get("alone", False))


def wordings(phrase: str, groups: Mapping[str, Sequence[str]] | None = None) -> list[tuple[Choice, ...]]:
    """The choices at the places of a phrase, in which `/` parts words that may stand for each other and capitals name a group of such
    words. A choice of two words (`mc-ulykke`) makes a phrase of its own.

    >>> wordings("opp stolen/sofaen")
    [(('opp',), ('stolen', 'sofaen'))]
    >>> wordings("BARN sint", {"BARN": ["sønn", "datter"]})
    [(('sønn', 'datter'), ('sint',))]
    >>> wordings("på mc-ulykke/sykkel")
    [(('på',), ('sykkel',)), (('på',), ('mc',), ('ulykke',))]
    """
    places = [_choices(place, groups or {}) for place in phrase.split()]
    return [tuple(choice for chosen in found for choice in chosen) for found in product(*places)]


def _choices(place: str, groups: Mapping[str, Sequence[str]]) -> list[tuple[Choice, ...]]:
    """What may stand at a place: all single words together, and everything of several words by itself."""
    parts = [split_words(word) for either in place.split("/") for word in groups.get(either, (either,))]
    single: Choice = tuple(words[0] for words in parts if len(words) == 1)
    several: list[tuple[Choice, ...]] = [tuple((word,) for word in words) for words in parts if len(words) > 1]
    return [(single,), *several] if single else several
