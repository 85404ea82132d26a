"""When what the classifier proposes does not count, and the catalogue is searched instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from answers.catalogue_answers import LOST, SURE
from answers.message import Turn
from answers.refusals import (
    doubtful,
    may_want_a_profession,
    no_abuse_told,
    no_case_told,
    no_talk_asked_for,
    nobody_asked_for,
    told_need,
)
from answers.understanding import Understanding
from knowledge_base.hints import everyday

_AFTER_AN_ANSWER = {"simplify", "repeat", "deny", "affirm"}
"""What only makes sense when something was said before: `far skjønner ikke høreapparatet` asks for no simpler answer."""
_VERY_SURE = 0.85
_BY_NAME = 1.1
"""Score from which an entry is as good as named."""


@dataclass(frozen=True)
class Known:
    """What the catalogue makes of a message: whether something fits with at least a score, and whether a word of it names an offer."""

    fits: Callable[[float], bool]
    by_name: Callable[[], bool]


def doubted(turn: Turn, understanding: Understanding, known: Known) -> bool:
    """Whether to search the catalogue instead."""
    told = everyday(turn.text, turn.language == "en").need
    if told_need(turn.text, understanding, lay_words=told):
        return True
    if told and not turn.context.last_text and understanding.intent in _AFTER_AN_ANSWER:
        return True
    if no_case_told(turn.text, understanding, need=told) or _has_none_of_its_words(turn.text, understanding):
        return True
    if may_want_a_profession(turn.text, understanding):
        return known.fits(_BY_NAME)
    if understanding.intent == "out_of_scope" and understanding.confidence < _VERY_SURE and known.by_name():
        return known.fits(LOST)
    return doubtful(turn.text, understanding) and known.fits(SURE)


def _has_none_of_its_words(text: str, understanding: Understanding) -> bool:
    return any(lacking(text, understanding) for lacking in (no_abuse_told, nobody_asked_for, no_talk_asked_for))
