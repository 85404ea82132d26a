"""The public face of the room: a turn and what was understood of it go in, a reply comes out."""

from __future__ import annotations

from collections.abc import Callable

from answers.catalogue_answers import CatalogueAnswers
from answers.dialogue import DialogueAnswers
from answers.fixed import FixedAnswers
from answers.linking import understand_without_model
from answers.message import Reply, Turn
from answers.topics import topics
from answers.understanding import Understanding
from knowledge_base.service import Catalogue

Answerer = Callable[[Turn, Understanding], Reply]


class AnswerService:
    """Answers every intent. Stateless: what the next turn must know travels in the reply's context."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        answers = CatalogueAnswers(catalogue)
        fixed = FixedAnswers(catalogue)
        dialogue = DialogueAnswers(catalogue, answers)
        self._by_intent: dict[str, Answerer] = {
            **dict.fromkeys(topics(), answers.answer),
            **dict.fromkeys(fixed.names, fixed.answer),
            "compare": answers.compare,
            "who_coordinates": answers.coordinator,
            "individual_plan": answers.coordinator,
            "ask_contact": answers.contact,
            "notify_coordinating_unit": answers.referral,
            "open_referral": answers.referral,
            "choose_entry": answers.answer,
            "inform_municipality": dialogue.municipality,
            "affirm": dialogue.affirm,
            "simplify": dialogue.simplify,
            "repeat": dialogue.repeat,
            "switch_language": fixed.answer,
            "nlu_fallback": dialogue.unsure,
        }

    def answer(self, turn: Turn, understanding: Understanding) -> Reply:
        """The reply to a turn. Raises KeyError for an intent that the domain does not have."""
        return self._by_intent[understanding.intent](turn, understanding)

    def answer_without_bot(self, turn: Turn) -> Reply:
        """The reply when Rasa does not answer: catalogue search and contact, by rules alone."""
        return self.answer(turn, understand_without_model(turn, self._catalogue))

    @property
    def intents(self) -> set[str]:
        """All intents that can be answered."""
        return set(self._by_intent)
