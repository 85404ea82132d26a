"""The little language of the rules: items in order, gaps between them, and finding them in a text.

    @want _2 @die          an idea from words.yaml, up to two other words, another idea
    vondt i brystet|bringa words as they stand, alternatives
    rører seg @not !så     the next word must not be `så`
    ^ brann $              the whole text; ^ and $ stand for its beginning and end, `_1 $` lets one word follow
    &9 @smell @gas !@past  all within nine words in any order, and nothing of @past; together.py

A gap never spans a negation: `vil ikke dø` is not `vil dø`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from api.safety.lexicon import Lexicon
from api.safety.together import Together

NEGATION = "@not"
_NOBODY: frozenset[int] = frozenset()
_PART = re.compile(r"[@*]?\w+[*~+]?(?:\|[@*]?\w+[*~+]?)*")


@dataclass(frozen=True)
class Reading:
    """A text as the patterns see it: its words, which sentence each stands in, where each idea stands."""

    words: list[str]
    sentences: list[int]
    places: dict[str, set[int]]

    def at(self, idea: str) -> set[int] | frozenset[int]:
        """The positions of an idea."""
        return self.places.get(idea, _NOBODY)


def read(text: str, lexicon: Lexicon) -> Reading:
    """Looks every word up once."""
    words, sentences = lexicon.read(text)
    places: dict[str, set[int]] = {}
    for place, word in enumerate(words):
        for idea in lexicon.ideas_of(word):
            places.setdefault(idea, set()).add(place)
    return Reading(words, sentences, places)


@dataclass(frozen=True)
class _Item:
    idea: str
    gap: int
    forbidden: str | None = None


@dataclass(frozen=True)
class Pattern:
    """One pattern, ready to be looked for."""

    items: tuple[_Item, ...]
    from_start: bool
    from_end: int | None
    forbidden_after: str | None
    needs: frozenset[str] = field(repr=False)

    def matches(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """First and last position of every place where the pattern stands."""
        if not self.needs <= reading.places.keys():
            return
        for start in reading.at(self.items[0].idea):
            if self.from_start and start:
                continue
            for end in self._ends(reading, 1, start):
                yield start, end

    def _ends(self, reading: Reading, number: int, place: int) -> Iterator[int]:
        if number == len(self.items):
            if self._may_end(reading, place):
                yield place
            return
        item = self.items[number]
        if item.forbidden and place + 1 in reading.at(item.forbidden):
            return
        there = reading.at(item.idea)
        for following in range(place + 1, min(place + 2 + item.gap, len(reading.words))):
            if following in there:
                yield from self._ends(reading, number + 1, following)
            if following in reading.at(NEGATION):
                return

    def _may_end(self, reading: Reading, place: int) -> bool:
        if self.from_end is not None and place < len(reading.words) - 1 - self.from_end:
            return False
        return not (self.forbidden_after and place + 1 in reading.at(self.forbidden_after))


def parse(source: str, lexicon: Lexicon) -> Pattern | Together:
    """A pattern from its line in rules.yaml. Raises KeyError for an unknown idea."""
    return _together(source, lexicon) if source.startswith("&") else _in_order(source, lexicon)


def _together(source: str, lexicon: Lexicon) -> Together:
    reach, *parts = source.split()
    for part in parts:
        _check(part.removeprefix("!"), source)
    ideas = tuple(lexicon.idea(part) for part in parts if not part.startswith("!"))
    refused = tuple(lexicon.idea(part[1:]) for part in parts if part.startswith("!"))
    return Together(ideas, int(reach[1:]), refused, frozenset(ideas))


def _in_order(source: str, lexicon: Lexicon) -> Pattern:
    items: list[_Item] = []
    gap, forbidden = 0, None
    parts = source.split()
    for part in parts:
        if part.startswith("_"):
            gap = int(part[1:])
        elif part.startswith("!"):
            forbidden = lexicon.idea(part[1:])
        elif part not in "^$":
            _check(part, source)
            items.append(_Item(lexicon.idea(part), gap, forbidden))
            gap, forbidden = 0, None
    needs = frozenset(item.idea for item in items)
    return Pattern(tuple(items), parts[0] == "^", gap if parts[-1] == "$" else None, forbidden, needs)


def _check(part: str, source: str) -> None:
    if not _PART.fullmatch(part):
        raise ValueError(f"{part!r} in {source!r} is no item of a pattern")
