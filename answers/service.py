"""The public face of the room: a turn and what was understood of it go in, a reply comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from answers.boundaries import boundary, only_insults
from answers.catalogue_answers import SURE, CatalogueAnswers
from answers.comparison import Comparison
from answers.dialogue import DialogueAnswers
from answers.doubts import Known, doubted
from answers.fixed import FixedAnswers
from answers.linking import understand_without_model
from answers.message import Reply, Turn
from answers.names import asks_for_a_person, names_no_offer_of_ours
from answers.office_answers import OfficeAnswers
from answers.reading import SEARCHES, read, strange
from answers.refined import refined, speaks_as_relative
from answers.refusals import REFUSALS, asks_for_an_office_number
from answers.subject import (
    find_subject,
    names_an_offer,
    says_nothing,
    stands_in_catalogue,
)
from answers.thread import (
    asks_for_the_deadline,
    asks_for_the_first,
    asks_what_was_meant,
    wants_it_again,
    wants_simpler,
)
from answers.topical import topical_words
from answers.topics import topics
from answers.understanding import Understanding
from answers.wording import say
from knowledge_base.service import Catalogue

_STANDS_BY_ITSELF = {
    "open_referral",
    "notify_coordinating_unit",
    "human_contact",
    "case_status",
    "withdraw",
    "abuse_concern",
    "private_data",
    "switch_language",
    "inform_municipality",
    "choose_number",
    "choose_entry",
}
"""What is meant for itself even where it names only a person."""
Answerer = Callable[[Turn, Understanding], Reply]


class AnswerService:
    """Answers every intent. Stateless: what the next turn must know travels in the reply's context."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        answers = self._answers = CatalogueAnswers(catalogue)
        fixed = self._fixed = FixedAnswers(catalogue)
        dialogue = self._dialogue = DialogueAnswers(catalogue, answers)
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
        return _with_first(turn, self._answer(turn, understanding))

    def _answer(self, turn: Turn, understanding: Understanding) -> Reply:
        if (ruled := self._by_rule(turn)) is not None:
            return ruled
        understanding = read(turn, understanding, self._catalogue)
        known = self._within_the_talk(turn, understanding) or self._outside(turn, understanding)
        if known is not None:
            return known
        known_as = Known(partial(self._knows, turn), partial(names_an_offer, turn.text, self._catalogue))
        unsure = doubted(turn, understanding, known_as)
        return self._by_intent["nlu_fallback" if unsure else understanding.intent](turn, understanding)

    def _within_the_talk(self, turn: Turn, understanding: Understanding) -> Reply | None:
        """The answer to what names people, speaks of the conversation itself, or puts right or narrows what was asked before."""
        return (
            self._by_names(turn)
            or self._about_the_talk(turn)
            or self._dialogue.corrected(turn, understanding)
            or self._refined(turn, understanding)
            or self._dialogue.added(turn)
        )

    def _outside(self, turn: Turn, understanding: Understanding) -> Reply | None:
        """The answer to what holds no words, asks for the number of an office, or is about something else altogether."""
        if asks_for_an_office_number(turn.text, understanding) and self._knows(turn):
            return self._by_intent["ask_contact"](turn, understanding)
        no_words = understanding.intent in SEARCHES | REFUSALS and says_nothing(turn.text, self._catalogue)
        if no_words or self._about_something_else(turn, understanding):
            return self._answers.nothing(turn, find_subject(self._catalogue, turn, understanding))
        return None

    def _by_rule(self, turn: Turn) -> Reply | None:
        """What is answered whatever was understood."""
        key = None if turn.text.startswith("/") else boundary(turn.text)
        key = key or ("smalltalk" if only_insults(turn.text, topical_words) else None)
        return self._fixed.reply(turn, key) if key is not None else None

    def _by_names(self, turn: Turn) -> Reply | None:
        """The answer to questions after a named person, or for an offer that the catalogue does not have."""
        if turn.text.startswith("/"):
            return None
        if asks_for_a_person(turn.text, lambda word: stands_in_catalogue(word, self._catalogue)):
            return self._fixed.reply(turn, "private_data")
        if names_no_offer_of_ours(turn.text, lambda word: stands_in_catalogue(word, self._catalogue)):
            return self._answers.nothing(turn, find_subject(self._catalogue, turn, Understanding("nlu_fallback")))
        return None

    def _about_the_talk(self, turn: Turn) -> Reply | None:
        """The answer to what is said about the conversation itself, or changes whom or what the question before is about."""
        nothing = Understanding("repeat")
        if asks_for_the_first(turn.text):
            return self._dialogue.first(turn)
        if asks_for_the_deadline(turn.text, turn.context.topic):
            return self._fixed.reply(turn, "appeal_deadline")
        if asks_what_was_meant(turn.text):
            return self._dialogue.meant(turn)
        if wants_it_again(turn.text):
            return self._dialogue.repeat(turn, nothing)
        if wants_simpler(turn.text) and turn.context.last_text and not self._knows(turn):
            return self._dialogue.simplify(turn, nothing)
        return None

    def _refined(self, turn: Turn, understanding: Understanding) -> Reply | None:
        """The answer to a message that only changes for whom or where the question before is meant, or what is not wanted."""
        if understanding.intent in _STANDS_BY_ITSELF or refined(turn, self._catalogue) is None:
            return None
        again = replace(understanding, intent=self._intent_before(turn, understanding))
        return self._by_intent[again.intent](turn, again)

    def _about_something_else(self, turn: Turn, understanding: Understanding) -> bool:
        """Whether nothing in the catalogue is surely meant, and most words stand nowhere in it."""
        if understanding.intent not in SEARCHES or not strange(turn, self._catalogue):
            return False
        subject = find_subject(self._catalogue, turn, understanding)
        return not subject.follow_up and max(subject.best, subject.best_record) < SURE

    @staticmethod
    def _intent_before(turn: Turn, understanding: Understanding) -> str:
        """What was asked before, where only the person or the wish behind it changes."""
        if speaks_as_relative(turn.text):
            return "next_of_kin"
        if understanding.intent in topics():
            return understanding.intent
        return turn.context.topic if turn.context.topic in topics() else "find_offer"

    def _knows(self, turn: Turn, score: float = SURE) -> bool:
        """Whether the catalogue has something that fits the message well: then a doubtful refusal is no answer."""
        subject = find_subject(self._catalogue, turn, understand_without_model(turn, self._catalogue))
        return subject.best >= score and not subject.follow_up

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


def _with_first(turn: Turn, reply: Reply) -> Reply:
    """The reply that remembers the first answer of the conversation."""
    before, after = turn.context, reply.context
    first, shown = (
        (before.first_text, before.first_shown) if before.first_text else (after.last_text, list(after.shown))
    )
    return reply.model_copy(update={"context": after.model_copy(update={"first_text": first, "first_shown": shown})})
