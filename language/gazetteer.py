"""Finds names of things (municipalities, needs, services ...) in a text by their stems, longest first.

A gazetteer is {kind: {value: [names]}}. Matching is on stems of normalised words, so `slagpasienten` needs its own name but
`Ålesunds` does not; names typed without æøå are found too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from language.normalise import ascii_form, normalise_word
from language.stems import stem
from language.words import split_words


@dataclass(frozen=True)
class Match:
    """One name found: `first` and `last` are positions in the list of words, `last` exclusive."""

    kind: str
    value: str
    first: int
    last: int


def _keys(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(ascii_form(stem(normalise_word(word))) for word in words)


class Gazetteer:
    """Looks up every run of words against the known names. Building costs about 10 µs a name."""

    def __init__(self, names: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._names: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for kind, values in names.items():
            for value, spellings in values.items():
                for spelling in spellings:
                    self._add(kind, value, spelling)
        self._longest = max((len(key) for key in self._names), default=0)

    def _add(self, kind: str, value: str, spelling: str) -> None:
        targets = self._names.setdefault(_keys(split_words(spelling)), [])
        if (kind, value) not in targets:
            targets.append((kind, value))

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Every name among lower-case `words`; of overlapping names the longest, and of equal names all values."""
        keys = _keys(words)
        first = 0
        while first < len(keys):
            last = self._longest_at(keys, first)
            for kind, value in self._names.get(keys[first:last], []):
                yield Match(kind, value, first, last)
            first = max(last, first + 1)

    def _longest_at(self, keys: tuple[str, ...], first: int) -> int:
        for last in range(min(first + self._longest, len(keys)), first, -1):
            if keys[first:last] in self._names:
                return last
        return first
