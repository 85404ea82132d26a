"""Which statements an answer is made of: what the entry is, what was asked for in words, then what is nearest to the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from answers.message import Turn
from answers.relevant import Budget, Chosen, group_by_subject, rank, select
from answers.subject import Subject
from answers.topics import Topic, cued, wanted
from knowledge_base.analysis import terms
from knowledge_base.relevance import Relevance
from knowledge_base.service import Catalogue
from knowledge_base.statements import Statement

_FLOOR, _LEAST = 0.42, 50
"""Share of the best statement's score that another must reach: what hardly touches the question is left out, unless the answer has
fewer than so many words yet."""
_FACETS = 3
"""So many kinds of facts that the words ask for are in whatever else fits."""
_RELATIVE_BONUS = 0.05
Candidate = tuple[Statement, float]
"""A statement, and the factor that its entry or record gives it."""


@dataclass(frozen=True)
class Asked:
    """What the statements shall answer."""

    turn: Turn
    subject: Subject
    topic: Topic


def choose(catalogue: Catalogue, asked: Asked, candidates: list[Candidate], words: int) -> list[Chosen]:
    """The statements of an answer of at most `words` words, those about one thing together."""
    turn = asked.turn
    best_first = _weighed(catalogue, asked, candidates)
    floor = _FLOOR * best_first[0].score if best_first else 0.0
    first = [item for item in (_gist(catalogue, candidates), *_asked_for(asked, best_first)) if item]
    said = {id(item.statement) for item in first}
    ordered = [*first, *(item for item in best_first if id(item.statement) not in said)]
    return group_by_subject(select(ordered, Budget(words, floor, _LEAST), turn.language))


def _weighed(catalogue: Catalogue, asked: Asked, candidates: list[Candidate]) -> list[Chosen]:
    turn, subject = asked.turn, asked.subject
    english = turn.language == "en"
    relevance = Relevance(subject.question or turn.text, catalogue.searcher().index, english)
    bonus = wanted(asked.topic, turn.text)
    if turn.role == "relative":
        bonus = {**bonus, "next_of_kin": bonus.get("next_of_kin", 0.0) + _RELATIVE_BONUS}
    places = _place_terms(catalogue, subject)
    ranked = rank([statement for statement, _ in candidates], relevance, bonus, english, places)
    factors = {id(statement): factor for statement, factor in candidates}
    weighed = [Chosen(item.statement, item.score * factors[id(item.statement)]) for item in ranked]
    return sorted(weighed, key=lambda item: -item.score)


def _gist(catalogue: Catalogue, candidates: list[Candidate]) -> Chosen | None:
    """What the first entry is, in one sentence: the first of its description. Always said, and first."""
    for statement, _ in candidates:
        if statement.about == "what" and not statement.curated and catalogue.service(statement.subject):
            return Chosen(statement, math.inf)
    return None


def _asked_for(asked: Asked, best_first: Sequence[Chosen]) -> list[Chosen]:
    """The first entry's best statement of each kind that the words themselves ask for ("how long, and who decides?"): none of two
    questions in one goes without its answer."""
    hits = asked.subject.hits
    own = [item for item in best_first if hits and item.statement.subject == hits[0].id]
    found = [next((item for item in own if item.statement.about == about), None) for about in cued(asked.turn.text)]
    return [Chosen(item.statement, math.inf) for item in found if item is not None][:_FACETS]


def _place_terms(catalogue: Catalogue, subject: Subject) -> frozenset[str]:
    """Words for where the first entry is: no statement about it is nearer to the question for naming its place."""
    first = catalogue.service(subject.hits[0].id) if subject.hits else None
    if first is None:
        return frozenset()
    names = [first.area_text or "", *(catalogue.places.all[slug].name for slug in first.areas)]
    return frozenset(found for name in names for found in terms(name))
