"""Which statements answer the question: those near its words, of the wanted kind, without saying a thing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from answers.message import Language
from knowledge_base.relevance import Relevance, terms_of
from knowledge_base.schema import Text
from knowledge_base.statements import Statement

_BOTH = 0.3
"""What it adds that both a statement's words and the words people ask for it with are near."""
_CURATED = 0.06
_ORDER = 0.02
_WORTH = {"what": -0.06, "decision": -0.06, "referral": 0.06, "waiting": 0.06, "staff": 0.06}
"""What kinds of statements gain whatever is asked: what an entry is has been said before them, and who decides is said everywhere."""
_SAME, _SAME_WITH_NUMBERS = 0.77, 0.55


@dataclass(frozen=True)
class Chosen:
    """A statement and how well it answers (about 0..1.5)."""

    statement: Statement
    score: float


def in_language(text: Text, language: Language) -> tuple[str, bool]:
    """The text in the language, and whether it is the language itself and not bokmål in its place."""
    wanted = text.in_language(language)
    return (wanted, True) if wanted else (text.nb, language == "nb")


def _similar(first: str, second: str) -> bool:
    """Whether one says what the other says: nearly all its words, or most of them and the same numbers."""
    one, two = terms_of(first), terms_of(second)
    if not one or not two:
        return False
    shared = len(one & two) / min(len(one), len(two))
    numbers = {word for word in one if word.isdigit()}
    same_numbers = bool(numbers) and numbers == {word for word in two if word.isdigit()}
    return shared >= (_SAME_WITH_NUMBERS if same_numbers else _SAME)


def _near(relevance: Relevance, texts: Sequence[str], asked: Sequence[str], apart_from: frozenset[str]) -> float:
    said, wanted = relevance.best(texts, apart_from), relevance.best(asked, apart_from)
    return max(said, wanted) + _BOTH * min(said, wanted)


def rank(
    statements: Sequence[Statement],
    relevance: Relevance,
    bonus: dict[str, float],
    english: bool,
    apart_from: frozenset[str] = frozenset(),
) -> list[Chosen]:
    """All statements with their scores, best first. Order in the entry counts a little: editors put the important first. Terms of
    `apart_from` (the place that all of them are about) make none of them nearer."""
    chosen = []
    places: Counter[str] = Counter()
    for statement in statements:
        texts = [statement.text.nb, statement.text.en] if english and statement.text.en else [statement.text.nb]
        near = _near(relevance, [text for text in texts if text], statement.asked, apart_from)
        wanted = bonus.get(statement.about, 0.0) + _WORTH.get(statement.about, 0.0)
        extra = _CURATED * statement.curated - _ORDER * min(places[statement.subject], 12)
        places[statement.subject] += 1
        if statement.about == "missing":
            wanted = bonus.get("missing", 0.0) if near > 0.05 else 0.0
        chosen.append(Chosen(statement, near + wanted + extra))
    return sorted(chosen, key=lambda item: -item.score)


@dataclass(frozen=True)
class Budget:
    """How much an answer may hold: `words` in all; statements scored under `floor` only fill up to `least` words."""

    words: int
    floor: float = 0.0
    least: int = 0
    at_most: int = 8


def select(ranked: Sequence[Chosen], budget: Budget, language: Language) -> list[Chosen]:
    """The best statements that fit, none saying what another says."""
    taken: list[Chosen] = []
    used = 0
    for item in ranked:
        text, _ = in_language(item.statement.text, language)
        length = len(text.split())
        if (item.score < budget.floor and used >= budget.least) or (taken and used + length > budget.words):
            continue
        if any(_similar(item.statement.text.nb, other.statement.text.nb) for other in taken):
            continue
        taken.append(item)
        used += length
        if len(taken) >= budget.at_most:
            break
    return taken


def group_by_subject(chosen: Sequence[Chosen]) -> list[Chosen]:
    """The same statements, those about one thing next to each other, in the order in which things are first mentioned."""
    order = {subject: number for number, subject in enumerate(dict.fromkeys(item.statement.subject for item in chosen))}
    return sorted(chosen, key=lambda item: order[item.statement.subject])
