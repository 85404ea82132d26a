"""The search index in memory: postings as NumPy arrays, ranking by BM25F and by the nearest passage.

Decision (docs/decisions/0003): the database holds the analysed catalogue, every process keeps these arrays. A query over 100,000
entries then costs a few milliseconds on SQLite and PostgreSQL alike, and no database feature differs between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge_base.indexing import Analysed

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_K1 = 2.0
_FUZZY_CUTOFF = 82
_FUZZY_MIN = 5


@dataclass(frozen=True)
class Group:
    """One word of a query with the terms it may stand for, each with a weight up to 1."""

    variants: tuple[tuple[str, float], ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Scores:
    """Scores of all documents for one query: word match (0..1), nearest question or lay word (cosine), nearest statement (cosine)."""

    words: Floats
    asked: Floats
    said: Floats


class _Postings:
    """term -> (document or passage numbers, weights), all terms in two flat arrays."""

    def __init__(self, entries: Iterable[Mapping[str, float]]) -> None:
        numbers: dict[str, list[int]] = {}
        weights: dict[str, list[float]] = {}
        for number, entry in enumerate(entries):
            for word, weight in entry.items():
                numbers.setdefault(word, []).append(number)
                weights.setdefault(word, []).append(weight)
        self._found: dict[str, tuple[Ints, Floats]] = {
            word: (np.array(numbers[word], dtype=np.int32), np.array(weights[word], dtype=np.float32))
            for word in numbers
        }

    def get(self, word: str) -> tuple[Ints, Floats] | None:
        return self._found.get(word)

    def __contains__(self, word: str) -> bool:
        return word in self._found

    def words(self) -> list[str]:
        return list(self._found)


class _Passages:
    """Passages of one kind: cosine of idf-weighted term sets, the best per document."""

    def __init__(self, per_document: Sequence[Sequence[Sequence[str]]], idf: Mapping[str, float]) -> None:
        flat = [(number, passage) for number, passages in enumerate(per_document) for passage in passages]
        self._owner = np.array([number for number, _ in flat], dtype=np.int32)
        norms = [sum(idf[word] ** 2 for word in passage) ** 0.5 for _, passage in flat]
        self._norms = np.array(norms, dtype=np.float32)
        self._postings = _Postings({word: idf[word] ** 2 for word in passage} for _, passage in flat)
        self._documents = len(per_document)

    def best(self, groups: Sequence[Group], query_norm: float) -> Floats:
        best = np.zeros(self._documents, dtype=np.float32)
        dots = np.zeros(len(self._owner), dtype=np.float32)
        for group in groups:
            for number, weight in _strongest(group, self._postings, len(dots)):
                dots[number] += weight * group.weight
        touched = np.nonzero(dots)[0]
        if touched.size:
            np.maximum.at(best, self._owner[touched], dots[touched] / (self._norms[touched] * max(query_norm, 1e-6)))
        return best


def _strongest(group: Group, postings: _Postings, size: int) -> list[tuple[Ints, Floats]]:
    """Postings of a group: of several variants that meet in one document only the strongest counts."""
    found = [(hit, weight) for word, weight in group.variants if (hit := postings.get(word)) is not None]
    if len(found) <= 1:
        return [(numbers, weights * np.float32(weight)) for (numbers, weights), weight in found]
    merged = np.zeros(size, dtype=np.float32)
    for (numbers, weights), weight in found:
        merged[numbers] = np.maximum(merged[numbers], weights * np.float32(weight))
    touched = np.nonzero(merged)[0].astype(np.int32)
    return [(touched, merged[touched])]


class Index:
    """All documents of the catalogue. Building 439 entries takes under half a second; a query well under 10 ms."""

    def __init__(self, documents: Sequence[Analysed]) -> None:
        self.ids = [document.id for document in documents]
        self.kinds = [document.kind for document in documents]
        self.services = [document.services for document in documents]
        self.statuses = [document.status for document in documents]
        self.areas = [document.areas for document in documents]
        self._words = _Postings(document.weights for document in documents)
        self.idf = self._inverse_frequencies(documents)
        self._asked = _Passages([document.asked for document in documents], self.idf)
        self._said = _Passages([document.said for document in documents], self.idf)
        self._vocabulary = [word for word in self._words.words() if len(word) >= _FUZZY_MIN]
        self._places: dict[str, Ints] = self._by_place(documents)

    def _inverse_frequencies(self, documents: Sequence[Analysed]) -> dict[str, float]:
        total = len(documents)
        counts: dict[str, int] = {}
        for document in documents:
            terms = set(document.weights).union(*document.asked, *document.said)
            for word in terms:
                counts[word] = counts.get(word, 0) + 1
        return {word: float(np.log(1 + (total - n + 0.5) / (n + 0.5))) for word, n in counts.items()}

    @staticmethod
    def _by_place(documents: Sequence[Analysed]) -> dict[str, Ints]:
        found: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            for place in document.areas:
                found.setdefault(place, []).append(number)
        return {place: np.array(numbers, dtype=np.int32) for place, numbers in found.items()}

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, word: object) -> bool:
        return word in self.idf

    def near(self, word: str) -> list[tuple[str, float]]:
        """Known terms that `word` may be a misspelling of, with a weight below 1. Empty for short words."""
        if len(word) < _FUZZY_MIN:
            return []
        found = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=3)
        return [(match, 0.85 * (score / 100) ** 2) for match, score, _ in found]

    def score(self, groups: Sequence[Group]) -> Scores:
        """Scores of every document for a query."""
        words = np.zeros(len(self), dtype=np.float32)
        possible = 0.0
        squared = 0.0
        for group in groups:
            idf = max((self.idf.get(word, 0.0) * weight for word, weight in group.variants), default=0.0) or 4.0
            possible += idf * group.weight
            squared += (idf * group.weight) ** 2
            for numbers, weights in _strongest(group, self._words, len(self)):
                words[numbers] += idf * group.weight * weights / (weights + _K1)
        norm = float(squared**0.5)
        return Scores(words / max(possible, 1e-6), self._asked.best(groups, norm), self._said.best(groups, norm))

    def place_weights(self, served: Mapping[str, float], elsewhere: float) -> Floats:
        """A factor per document: the highest of the places it covers; `elsewhere` when it covers none of them."""
        factors = np.full(len(self), elsewhere, dtype=np.float32)
        for place, factor in sorted(served.items(), key=lambda item: item[1]):
            numbers = self._places.get(place)
            if numbers is not None:
                factors[numbers] = factor
        return factors
