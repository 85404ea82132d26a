"""How near single statements come to a question: cosine of idf-weighted terms, with the query's variants and compounds."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from knowledge_base.analysis import content_words, split_compound, term, terms
from knowledge_base.index import Group, Index
from knowledge_base.query import query_groups

_COMMON, _EVERYDAY = 0.5, 0.3
"""Weight of a word that the index does not know; how much of what everyday words mean counts here: which entry is meant, they have
told already."""


@lru_cache(maxsize=20_000)
def terms_of(text: str) -> frozenset[str]:
    """The index terms of a statement, each once. Kept: the catalogue says the same things again and again."""
    return frozenset(terms(text))


class Relevance:
    """One question, ready to be held against many statements."""

    def __init__(self, text: str, index: Index, english: bool = False) -> None:
        self._index = index
        self._groups: list[Group] = query_groups(text, index, english, _EVERYDAY)
        self._norm = sum((self._idf(group) * group.weight) ** 2 for group in self._groups) ** 0.5 or 1.0
        idf = index.idf
        self._sought = [
            ([(word, idf.get(word, 0.0) * weight) for word, weight in group.variants], group.weight)
            for group in self._groups
        ]

    def _idf(self, group: Group) -> float:
        return max((self._index.idf.get(word, 0.0) * weight for word, weight in group.variants), default=0.0)

    def of(self, text: str, apart_from: frozenset[str] = frozenset()) -> float:
        """0 (nothing in common) to about 1 (the same words). Terms of `apart_from` say nothing."""
        words = _statement_terms(text, self._index)
        shared = 0.0
        for variants, weight in self._sought:
            best = 0.0
            for word, worth in variants:
                if worth > best and word in words and word not in apart_from:
                    best = worth
            shared += best * best * weight
        own = _length(text, self._index, apart_from) if shared else 0.0
        return shared / (self._norm * own) if own else 0.0

    def best(self, texts: Sequence[str], apart_from: frozenset[str] = frozenset()) -> float:
        """The highest of several."""
        return max((self.of(text, apart_from) for text in texts), default=0.0)


@lru_cache(maxsize=20_000)
def _statement_terms(text: str, index: Index) -> frozenset[str]:
    found = {term(word) for word in content_words(text)}
    for word in content_words(text):
        found.update(split_compound(word, index))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _length(text: str, index: Index, apart_from: frozenset[str]) -> float:
    return math.sqrt(sum(index.idf.get(word, _COMMON) ** 2 for word in terms_of(text) - apart_from))
