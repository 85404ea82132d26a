"""The public face of the room: a turn and what was understood of it go in, a reply comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from answers.boundaries import boundary, only_insults
from answers.catalogue_answers import SURE, CatalogueAnswers
from answers.comparison import Comparison
from answers.correction import last_said
from answers.dialogue import DialogueAnswers
from answers.fixed import FixedAnswers
from answers.linking import understand_without_model
from answers.message import Reply, Turn
from answers.office_answers import OfficeAnswers
from answers.refusals import (
    asks_for_an_office_number,
    doubtful,
    no_abuse_told,
    no_case_told,
    nobody_asked_for,
    told_need,
)
from answers.subject import find_subject, topical_words
from answers.topics import topics
from answers.understanding import Understanding
from answers.wishes import wants_a_call
from answers.wording import say
from knowledge_base.hints import everyday
from knowledge_base.service import Catalogue

_MAY_BE_A_CALL = {"find_offer", "how_to_get_in", "next_of_kin", "ask_contact", "nlu_fallback"}
_AFTER_AN_ANSWER = {"simplify", "repeat", "deny", "affirm"}
"""What only makes sense when something was said before: `far skjønner ikke høreapparatet` asks for no simpler answer."""
Answerer = Callable[[Turn, Understanding], Reply]


class AnswerService:
    """Answers every intent. Stateless: what the next turn must know travels in the reply's context."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        answers = CatalogueAnswers(catalogue)
        fixed = self._fixed = FixedAnswers(catalogue)
        dialogue = DialogueAnswers(catalogue, answers)
        offices = OfficeAnswers(catalogue, answers)
        self._by_intent: dict[str, Answerer] = {
            **dict.fromkeys(topics(), answers.answer),
            **dict.fromkeys(fixed.names, fixed.answer),
            "compare": Comparison(catalogue, answers).answer,
            "who_coordinates": offices.coordinator,
            "individual_plan": offices.coordinator,
            "ask_contact": offices.contact,
            "notify_coordinating_unit": offices.referral,
            "open_referral": offices.referral,
            "choose_entry": dialogue.choose,
            "inform_municipality": dialogue.municipality,
            "affirm": dialogue.affirm,
            "deny": dialogue.deny,
            "choose_number": dialogue.choose_number,
            "simplify": dialogue.simplify,
            "repeat": dialogue.repeat,
            "switch_language": fixed.answer,
            "nlu_fallback": dialogue.unsure,
        }

    def answer(self, turn: Turn, understanding: Understanding) -> Reply:
        """The reply to a turn. Raises KeyError for an intent that the domain does not have."""
        if not turn.text.startswith("/") and (key := boundary(turn.text)) is not None:
            return self._fixed.reply(turn, key)
        if only_insults(turn.text, topical_words):
            return self._fixed.reply(turn, "smalltalk")
        understanding = self._read(turn, understanding)
        if asks_for_an_office_number(turn.text, understanding) and self._knows(turn):
            return self._by_intent["ask_contact"](turn, understanding)
        told = everyday(turn.text, turn.language == "en").need
        need = told_need(turn.text, understanding, lay_words=told) or (
            told and not turn.context.last_text and understanding.intent in _AFTER_AN_ANSWER
        )
        told_otherwise = (
            no_abuse_told(turn.text, understanding)
            or nobody_asked_for(turn.text, understanding)
            or no_case_told(turn.text, understanding, need=told)
        )
        if need or told_otherwise or (doubtful(turn.text, understanding) and self._knows(turn)):
            return self._by_intent["nlu_fallback"](turn, understanding)
        return self._by_intent[understanding.intent](turn, understanding)

    @staticmethod
    def _read(turn: Turn, understanding: Understanding) -> Understanding:
        """What was understood, with what the words themselves tell more surely: a bare number, the place that was put right, a call."""
        text = turn.text.strip()
        if text.isdigit():
            return Understanding("choose_number")
        if understanding.intent in _MAY_BE_A_CALL and wants_a_call(text):
            return Understanding("human_contact")
        places = understanding.entities.get("municipality", [])
        ordered = (
            {**understanding.entities, "municipality": last_said(text, places)} if places else understanding.entities
        )
        return replace(understanding, entities=ordered)

    def _knows(self, turn: Turn) -> bool:
        """Whether the catalogue has something that fits the message well: then a doubtful refusal is no answer."""
        subject = find_subject(self._catalogue, turn, understand_without_model(turn, self._catalogue))
        return subject.best >= SURE and not subject.follow_up

    def answer_without_bot(self, turn: Turn) -> Reply:
        """The reply when Rasa does not answer: catalogue search and contact, by rules alone."""
        reply = self.answer(turn, understand_without_model(turn, self._catalogue))
        last = reply.messages[-1]
        noted = last.model_copy(update={"text": f"{last.text} {say('degraded', turn.language)}"})
        return reply.model_copy(update={"messages": [*reply.messages[:-1], noted]})

    @property
    def intents(self) -> set[str]:
        """All intents of the domain that can be answered."""
        return set(self._by_intent) - {"choose_number"}
