"""Weighs the words of a text where no rule knows them: parts of words, words, ideas and what follows on what each have a weight for every group.

The rules know what was thought of; this net below them catches what is like it. The weights are numbers in weights.npz, learned once from
the sentences of the tests and the catalogue's questions by `python -m veiviser.weights`; here they are only added up. No chance is left
in it: the same words weigh the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).parent / "weights.npz"
SIZE = 1 << 16
NOTHING = "nothing"
_SHORTEST_PART, _LONGEST_PART = 3, 5
_LONGEST_WORD = 24
_STRETCH, _STEP = 24, 12
_FEWEST_WORDS = 3
_FIRST_IDEAS = ("@not", "@i", "@now", "@kin", "@who")


class Scales:
    """Groups and their weights; `limit` is the certainty from which a text counts. Safe to share between threads."""

    def __init__(self, path: Path = PATH) -> None:
        with np.load(path) as stored:
            self.groups = [str(name) for name in stored["groups"]]
            self._weights = stored["weights"].astype(np.float32) * float(stored["scale"])
            self._base = stored["base"].astype(np.float32)
            self.limit = float(stored["limit"])

    def weigh(self, words: list[str], ideas: list[set[str]]) -> tuple[str, float]:
        """The group that a text is most like and how certain it is that it tells of any danger; a long text by its worst stretch."""
        starts = range(0, max(len(words) - _STRETCH + _STEP, 1), _STEP)
        found = [self._of(words[start : start + _STRETCH], ideas[start : start + _STRETCH]) for start in starts]
        return max(found, key=lambda pair: pair[1])

    def _of(self, words: list[str], ideas: list[set[str]]) -> tuple[str, float]:
        places = features(words, ideas)
        if not places or len(words) < _FEWEST_WORDS:
            return NOTHING, 0.0
        scores = self._weights[places].sum(0) / np.sqrt(len(places)) + self._base
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        calm = self.groups.index(NOTHING)
        danger = 1.0 - float(chances[calm])
        chances[calm] = 0
        return self.groups[int(chances.argmax())], danger


def features(words: list[str], ideas: list[set[str]]) -> list[int]:
    """The places of everything that has a weight, each once."""
    found: set[int] = set()
    plain: list[str] = []
    for word, meant in zip(words, ideas, strict=True):
        found.update(_of_word(word))
        found.update(_place(f"i {idea}") for idea in meant)
        plain.append(next((idea for idea in _FIRST_IDEAS if idea in meant), word[:_LONGEST_WORD]))
    found.update(_place(feature) for feature in _neighbours(words, plain))
    return sorted(found)


def _neighbours(words: list[str], plain: list[str]) -> Iterator[str]:
    for place, word in enumerate(plain):
        following = plain[place + 1 : place + 4]
        if following:
            yield f"2 {words[place]} {words[place + 1]}"
            yield f"p {word} {following[0]}"
        if len(following) > 1:
            yield f"3 {words[place]} {words[place + 1]} {words[place + 2]}"
            yield f"q {word} {following[0]} {following[1]}"
        for after in following[1:]:
            yield f"s {word} {after}"


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> frozenset[int]:
    marked = f"<{word[:_LONGEST_WORD]}>"
    parts = {f"w {word}"}
    for length in range(_SHORTEST_PART, _LONGEST_PART + 1):
        parts.update(f"c {marked[start : start + length]}" for start in range(len(marked) - length + 1))
    return frozenset(_place(part) for part in parts)


def _place(feature: str) -> int:
    return crc32(feature.encode()) % SIZE
