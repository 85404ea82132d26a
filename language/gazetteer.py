"""Finds names of things (municipalities, needs, services ...) in a text by their stems, longest first.

A gazetteer is {kind: {value: [names]}}. Matching is on stems of normalised words, names of places word for word; names typed
without æøå are found too.
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


def _exact_keys(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(ascii_form(word) for word in words)


_Names = dict[tuple[str, ...], list[tuple[str, str]]]


class Gazetteer:
    """Looks up every run of words against the known names. Building costs about 10 µs a name.

    Names of the kinds in `exact` must stand as they are, a genitive s allowed: the stem of `Alta` is also that of `alt` (everything).
    """

    def __init__(
        self, names: Mapping[str, Mapping[str, Sequence[str]]], exact: Sequence[str] = ("municipality",)
    ) -> None:
        self._stemmed: _Names = {}
        self._exact: _Names = {}
        for kind, values in names.items():
            for value, spellings in values.items():
                for spelling in spellings:
                    self._add(kind, value, split_words(spelling), kind in exact)
        self._longest = max((len(key) for key in (*self._stemmed, *self._exact)), default=0)

    def _add(self, kind: str, value: str, words: list[str], exact: bool) -> None:
        keys = _exact_keys(words) if exact else _keys(words)
        table = self._exact if exact else self._stemmed
        genitive = [(*keys[:-1], keys[-1] + "s")] if exact and keys and not keys[-1].endswith("s") else []
        for key in (keys, *genitive):
            targets = table.setdefault(key, [])
            if (kind, value) not in targets:
                targets.append((kind, value))

    def find(self, words: Sequence[str]) -> Iterator[Match]:
        """Every name among lower-case `words`; of overlapping names the longest, and of equal names all values."""
        stems, plain = _keys(words), _exact_keys(words)
        first = 0
        while first < len(words):
            last, targets = self._longest_at(stems, plain, first)
            for kind, value in targets:
                yield Match(kind, value, first, last)
            first = max(last, first + 1)

    def _longest_at(
        self, stems: tuple[str, ...], plain: tuple[str, ...], first: int
    ) -> tuple[int, list[tuple[str, str]]]:
        for last in range(min(first + self._longest, len(stems)), first, -1):
            found = [*self._exact.get(plain[first:last], []), *self._stemmed.get(stems[first:last], [])]
            if found:
                return last, found
        return first, []
