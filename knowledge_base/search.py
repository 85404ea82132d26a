"""Ranking: which entries, and which records beside them, a message is about.

score = (word match + question match + statement match) x place x status, plus a share of what records that belong to an entry
score. The weights were chosen on our own held-out questions (`veiviser bench search`), not on any published set.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from knowledge_base.hints import everyday
from knowledge_base.index import Floats, Group, Index
from knowledge_base.places import Places
from knowledge_base.query import Question, read_question, refused_terms

WORDS, ASKED, SAID = 1.0, 0.9, 0.6
_PER_STEP = 0.97
_COUNTRY = 0.68
"""What applies in the whole country stands behind what the place itself has."""
_INSIDE = 0.8
"""What one municipality of a region has, where the region was chosen: not everybody there lives in that one."""
_ABROAD = 0.4
"""What other countries have: examples that are told of when they are named, and nothing to apply for."""
_ELSEWHERE = 0.12
_LOCAL_WITHOUT_PLACE = 0.8
_SEVERAL, _OF_SEVERAL = 4, _COUNTRY
"""What tells of so many places at once stands behind what each of them has of its own."""
_STATUS = {"existing": 1.0, "project": 0.97, "proposed": 0.86, "ended": 0.85}
_KIND = {
    "service": 1.0,
    "topic": 0.9,
    "route": 0.8,
    "coordination": 0.8,
    "next_of_kin": 0.8,
    "term": 0.85,
    "system": 0.75,
}
_REFUSED = 0.35
"""Factor of entries that bear the name of what a person does not want."""
_SHARE = 0.3
_PRIOR = 0.12

_BESIDE_A_NAME, _FEW_NAMES = 0.5, 12
"""What everyday words weigh at most where a word of the message itself stands in a name; so few entries may bear it."""
_OWN_WORDS, _EVERYDAY_LEAST = (0.8, 1.3), 0.4
"""Where somebody's own words find an entry (score from .. to), what everyday words mean steps back, down to this share: who names an
offer means it."""


@dataclass(frozen=True)
class SearchQuery:
    """What to look for. `place` is a slug or None; `prefer` entries that the dialogue has reason to expect (id -> 0..1)."""

    text: str
    place: str | None = None
    english: bool = False
    prefer: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Hit:
    """One entry or record found. `score` lies around 0..2.7; `asked` is the cosine to its nearest known question."""

    id: str
    kind: str
    score: float
    asked: float
    services: tuple[str, ...]


@dataclass(frozen=True)
class SearchResult:
    """`services` are entries, `records` what stands beside them, best first; `words` how many words carried meaning."""

    services: list[Hit]
    records: list[Hit]
    words: int

    @property
    def best(self) -> float:
        """Score of the best entry, 0 when nothing was found."""
        return self.services[0].score if self.services else 0.0


class Searcher:
    """Ranks against one index."""

    def __init__(self, index: Index, places: Places) -> None:
        self._index = index
        self._places = places
        self._number = {identifier: number for number, identifier in enumerate(index.ids)}
        self._is_service = np.array([kind == "service" for kind in index.kinds])
        kinds = np.array([_KIND[kind] for kind in index.kinds], dtype=np.float32)
        self._static = kinds * np.array([_STATUS[status] for status in index.statuses], dtype=np.float32)
        several = np.array([len(areas) >= _SEVERAL for areas in index.areas])
        self._static[self._is_service & several] *= _OF_SEVERAL
        self._place_cache: dict[str | None, Floats] = {}
        everyday("hjelp")  # reads the shared lay words now (a second), not with the first question

    @property
    def index(self) -> Index:
        """The index that is searched."""
        return self._index

    def search(self, query: SearchQuery, limit: int = 10) -> SearchResult:
        """The best entries and records for a message. Never raises on any text."""
        question = read_question(query.text, self._index, query.english)
        found = self._search(query, limit, question.said)
        if not question.everyday.meant:
            return found
        own_words = (found.best - _OWN_WORDS[0]) / (_OWN_WORDS[1] - _OWN_WORDS[0])
        share = 1.0 - (1.0 - _EVERYDAY_LEAST) * min(1.0, max(0.0, own_words))
        if self._names_an_offer(question):
            share = min(share, _BESIDE_A_NAME)
        return self._search(query, limit, question.groups(share))

    def _names_an_offer(self, question: Question) -> bool:
        """Whether a word of the message itself stands in the names of few entries: `logoped`, and not `rehabilitering`. A word of an
        everyday phrase names none: `får ikke løftet armen`."""
        for group in question.said:
            word, weight = group.variants[0]
            if word in question.everyday.said:
                continue
            if weight >= 1.0 and 0 < int(self._is_service[self._index.named(word)].sum()) <= _FEW_NAMES:
                return True
        return False

    def _search(self, query: SearchQuery, limit: int, groups: Sequence[Group]) -> SearchResult:
        if not groups:
            return SearchResult([], [], 0)
        scores = self._index.score(groups)
        total = (WORDS * scores.words + ASKED * scores.asked + SAID * scores.said) * self._static
        total *= self._place(query.place)
        for unwanted in refused_terms(query.text):
            total[self._index.named(unwanted)] *= _REFUSED
        for identifier, strength in query.prefer.items():
            if identifier in self._number:
                total[self._number[identifier]] += _PRIOR * strength
        self._share(total)
        return SearchResult(
            self._top(total, scores.asked, self._is_service, limit),
            self._top(total, scores.asked, ~self._is_service, limit),
            len(groups),
        )

    def _share(self, total: Floats) -> None:
        records = np.nonzero((~self._is_service) & (total > 0.25))[0]
        best = records[np.argsort(-total[records])[:12]]
        gains: dict[int, float] = {}
        for number in best:
            for rank, service in enumerate(self._index.services[number][:4]):
                target = self._number.get(service)
                if target is not None:
                    gain = float(total[number]) * _SHARE / (1 + 0.5 * rank)
                    gains[target] = max(gains.get(target, 0.0), gain)
        for target, gain in gains.items():
            total[target] += gain

    def _top(self, total: Floats, asked: Floats, mask: np.ndarray, limit: int) -> list[Hit]:
        candidates = np.nonzero(mask & (total > 0.02))[0]
        if candidates.size > limit:
            candidates = candidates[np.argpartition(-total[candidates], limit)[:limit]]
        ordered = candidates[np.argsort(-total[candidates], kind="stable")]
        return [
            Hit(
                self._index.ids[n],
                self._index.kinds[n],
                float(total[n]),
                float(asked[n]),
                tuple(self._index.services[n]),
            )
            for n in ordered
        ]

    def _place(self, place: str | None) -> Floats:
        if place not in self._place_cache:
            self._place_cache[place] = self._place_factors(place)
        return self._place_cache[place]

    def _place_factors(self, place: str | None) -> Floats:
        if place is None:
            return self._index.place_weights({"norge": 1.0}, _LOCAL_WITHOUT_PLACE)
        served = {"utlandet": _ABROAD} | {
            outer: self._factor(outer, steps) for outer, steps in self._places.serving(place).items()
        }
        if self._places.all[place].kind == "region":
            served |= dict.fromkeys(self._places.inside(place), _INSIDE)
        return self._index.place_weights(served, _ELSEWHERE)

    def _factor(self, place: str, steps: int) -> float:
        return _COUNTRY if self._places.all[place].kind == "country" and steps else _PER_STEP**steps
