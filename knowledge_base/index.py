"""The search index in memory: postings as NumPy arrays, ranking by BM25F and by the nearest passage.

Decision (docs/decisions/0003): the database holds the analysed catalogue, every process keeps these arrays. A query over 100,000
entries then costs a few milliseconds on SQLite and PostgreSQL alike, and no database feature differs between the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import local

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from knowledge_base.indexing import Analysed

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

_K1 = 2.0
_FUZZY_CUTOFF = 82
_FUZZY_MIN = 5
_SHORTEST_SWAPPED, _SWAPPED = 4, 0.7
_NAME_WEIGHT = 3.0
_PROMISING = 2_500
"""Documents whose passages are compared. Every catalogue up to this size is compared whole."""


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
    """Passages of one kind: cosine of idf-weighted term sets, the best per document.

    A document's passages stand next to each other, and a posting's weight is already divided by its passage's length: the best per
    document is then one `maximum.reduceat` over all passages, with nothing to look up (docs/performance.md).
    """

    def __init__(self, per_document: Sequence[Sequence[Sequence[str]]], idf: Mapping[str, float]) -> None:
        flat = [passage for passages in per_document for passage in passages]
        self._counts = np.array([len(passages) for passages in per_document], dtype=np.int64)
        self._first = np.cumsum(self._counts) - self._counts
        self._with = np.nonzero(self._counts)[0]
        self._starts = self._first[self._with]
        self._postings = _Postings(_scaled(passage, idf) for passage in flat)
        self._size = len(flat)
        self._scratch = local()
        self._documents = len(per_document)

    def best(self, groups: Sequence[Group], query_norm: float, among: Ints | None) -> Floats:
        """The cosine of each document's nearest passage, 0 where none has a word of the query. `among`: only these, in order."""
        best = np.zeros(self._documents, dtype=np.float32)
        if not self._size:
            return best
        near, touched = self._cleared(), []
        for group in groups:
            for numbers, weights in _strongest(group, self._postings):
                near[numbers] += weights * np.float32(group.weight)
                touched.append(numbers)
        if among is None:
            best[self._with] = np.maximum.reduceat(near, self._starts)
        else:
            self._best_among(near, among[self._counts[among] > 0], best)
        for numbers in touched:
            near[numbers] = 0
        return best / np.float32(max(query_norm, 1e-6))

    def _cleared(self) -> Floats:
        """This thread's array of zeros, one place a passage: millions of zeros are not made anew for each query."""
        if not hasattr(self._scratch, "near"):
            self._scratch.near = np.zeros(self._size, dtype=np.float32)
        near: Floats = self._scratch.near
        return near

    def _best_among(self, near: Floats, documents: Ints, best: Floats) -> None:
        if not documents.size:
            return
        counts = self._counts[documents]
        firsts = np.cumsum(counts) - counts
        places = np.repeat(self._first[documents] - firsts, counts) + np.arange(counts.sum())
        best[documents] = np.maximum.reduceat(near[places], firsts)


def _swaps(word: str) -> list[str]:
    """The word with two neighbouring letters changed about, the first letter left."""
    if len(word) < _SHORTEST_SWAPPED:
        return []
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)]


def _scaled(passage: Sequence[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Squared idf of each term over the passage's length."""
    length = sum(idf[word] ** 2 for word in passage) ** 0.5
    return {word: idf[word] ** 2 / length for word in passage}


def _strongest(group: Group, postings: _Postings) -> list[tuple[Ints, Floats]]:
    """Postings of a group: of several variants that meet in one place only the strongest counts."""
    found = [(hit, weight) for word, weight in group.variants if (hit := postings.get(word)) is not None]
    weighed = [(numbers, weights * np.float32(weight)) for (numbers, weights), weight in found]
    if len(weighed) <= 1:
        return weighed
    together, places = np.unique(np.concatenate([numbers for numbers, _ in weighed]), return_inverse=True)
    merged = np.zeros(len(together), dtype=np.float32)
    np.maximum.at(merged, places, np.concatenate([weights for _, weights in weighed]))
    return [(together, merged)]


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
        """Known terms that `word` may be a misspelling of, with a weight below 1: short ones with two letters swapped only."""
        if len(word) < _FUZZY_MIN:
            return [(form, _SWAPPED) for form in _swaps(word) if form in self._words]
        found = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_FUZZY_CUTOFF, limit=3)
        return [(match, 0.85 * (score / 100) ** 2) for match, score, _ in found]

    def named(self, word: str) -> Ints:
        """Numbers of the documents that bear a term in their name: only names give a term such a weight."""
        found = self._words.get(word)
        return found[0][found[1] >= _NAME_WEIGHT] if found is not None else np.array([], dtype=np.int32)

    def score(self, groups: Sequence[Group]) -> Scores:
        """Scores of every document for a query."""
        words = np.zeros(len(self), dtype=np.float32)
        possible = 0.0
        squared = 0.0
        for group in groups:
            idf = max((self.idf.get(word, 0.0) * weight for word, weight in group.variants), default=0.0) or 4.0
            possible += idf * group.weight
            squared += (idf * group.weight) ** 2
            for numbers, weights in _strongest(group, self._words):
                words[numbers] += idf * group.weight * weights / (weights + _K1)
        norm = float(squared**0.5)
        among = self._promising(words)
        asked, said = self._asked.best(groups, norm, among), self._said.best(groups, norm, among)
        return Scores(words / max(possible, 1e-6), asked, said)

    def _promising(self, words: Floats) -> Ints | None:
        """In a large catalogue, the documents whose words match best: whatever has a near passage has its words too."""
        if len(words) <= _PROMISING:
            return None
        return np.sort(np.argpartition(-words, _PROMISING)[:_PROMISING]).astype(np.int32)

    def place_weights(self, served: Mapping[str, float], elsewhere: float) -> Floats:
        """A factor per document: the highest of the places it covers; `elsewhere` when it covers none of them."""
        factors = np.full(len(self), elsewhere, dtype=np.float32)
        for place, factor in sorted(served.items(), key=lambda item: item[1]):
            numbers = self._places.get(place)
            if numbers is not None:
                factors[numbers] = factor
        return factors
