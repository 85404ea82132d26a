"""A trained model in the shape that answers one message fast: the same chances as scikit-learn's pipeline, a tenth of the work.

scikit-learn builds sparse matrices and checks itself for every message; that was a third of Rasa's time in a turn
(docs/decisions/0012). Here the weights of the features that a message has are added up, nothing else.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline

Floats = NDArray[np.float32]
_WORDS_KEPT = 20_000
"""Words whose runs of letters are remembered, the latest ones."""


@dataclass
class _Block:
    """The features of one vectorizer (sublinear TF-IDF of length 1), with the weights of each for every intent."""

    vectorizer: TfidfVectorizer
    idf: Floats
    weights: Floats

    def __post_init__(self) -> None:
        self._known: dict[str, int] = self.vectorizer.vocabulary_
        self._analyse: Callable[[Any], list[str]] = self.vectorizer.build_analyzer()
        self._of_word = lru_cache(maxsize=_WORDS_KEPT)(self._places_of_word)

    def __getstate__(self) -> dict[str, Any]:
        return {"vectorizer": self.vectorizer, "idf": self.idf, "weights": self.weights}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def score(self, sample: Any) -> Floats | float:
        counts = Counter(self._places(sample))
        if not counts:
            return 0.0
        places = np.fromiter(counts, dtype=np.intp, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(times)) * self.idf[places]
        scores: Floats = (values / math.sqrt(values @ values)) @ self.weights[places]
        return scores

    def _places(self, sample: Any) -> Iterator[int]:
        """Where each feature of a sample stands, as often as it occurs; features that training did not see are left out."""
        if self.vectorizer.analyzer == "char_wb":
            return chain.from_iterable(map(self._of_word, self.vectorizer.preprocessor(sample).split()))
        known = self._known
        return (known[name] for name in self._analyse(sample) if name in known)

    def _places_of_word(self, word: str) -> tuple[int, ...]:
        """Runs of letters never cross a blank, so those of a word are the same in every message."""
        return tuple(self._known[run] for run in self.vectorizer._char_wb_ngrams(word) if run in self._known)


class CompactModel:
    """Chances of every intent for one sample. `classes` in the order of the chances."""

    def __init__(self, trained: Pipeline) -> None:
        union, classifier = (step for _, step in trained.steps)
        self.classes: list[str] = [str(name) for name in classifier.classes_]
        self._intercept = classifier.intercept_.astype(np.float32)
        weights = classifier.coef_.T.astype(np.float32)
        self._blocks, start = [], 0
        for _, vectorizer in union.transformer_list:
            end = start + len(vectorizer.vocabulary_)
            self._blocks.append(_Block(vectorizer, vectorizer.idf_.astype(np.float32), weights[start:end].copy()))
            start = end

    def chances(self, sample: Any) -> NDArray[np.float64]:
        """As `predict_proba` of one intent against the rest: each by itself, then scaled to a sum of 1."""
        scores = np.asarray(sum((block.score(sample) for block in self._blocks), start=self._intercept), dtype=float)
        single = 1 / (1 + np.exp(-scores))
        return np.array([1 - single[0], single[0]]) if len(single) == 1 else single / single.sum()
