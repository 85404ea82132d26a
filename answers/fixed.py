"""Answers that need no search: small talk, what lies outside, whom to turn to. All wording stands in texts/fixed.yaml."""

from __future__ import annotations

from typing import Any

from answers.compose import short_name
from answers.message import Choice, Form, Language, Message, Reply, Turn, Wish
from answers.topics import keys_of, keys_of_phrase
from answers.understanding import Understanding
from answers.wording import ours, texts
from knowledge_base.service import Catalogue

_INTENTS = (
    "greet",
    "thanks",
    "goodbye",
    "bot_challenge",
    "smalltalk",
    "medical_advice",
    "private_data",
    "abuse_concern",
    "out_of_scope",
    "human_contact",
    "case_status",
    "withdraw",
)

_ABOUT_A_CASE: dict[str, Form] = {"case_status": "status", "withdraw": "withdraw"}


class FixedAnswers:
    """Fixed answers, with the place's offices filled in."""

    names = _INTENTS

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def answer(self, turn: Turn, understanding: Understanding) -> Reply:
        """The fixed answer to an intent; of several variants the first whose cues were said. Some wish for the form of a case."""
        key = "language_switched" if understanding.intent == "switch_language" else understanding.intent
        reply = self.reply(turn, key)
        form = _ABOUT_A_CASE.get(understanding.intent)
        if form is None:
            return reply
        return reply.model_copy(update={"context": reply.context.model_copy(update={"wish": Wish(form=form)})})

    def reply(self, turn: Turn, key: str) -> Reply:
        """The text of a key as a reply. Context is kept: small talk does not lose the thread."""
        item = texts("fixed")[key]
        text: str = self._variant(item, turn.text)[ours(turn.language)]
        message = Message(
            text=text.format(**self._values(turn)),
            language=ours(turn.language),
            kind=item["kind"],
            choices=[Choice(title=one[ours(turn.language)], payload=one["payload"]) for one in item.get("choices", [])],
        )
        return Reply(messages=[message], context=turn.context)

    @staticmethod
    def _variant(item: dict[str, Any], text: str) -> dict[str, Any]:
        said = keys_of(text)
        for variant in item.get("variants", []):
            if any(keys_of_phrase(cue) <= said for cue in variant["cues"]):
                found: dict[str, Any] = variant
                return found
        return item

    def _values(self, turn: Turn) -> dict[str, str]:
        place = turn.municipality or turn.context.municipality
        offices = self._catalogue.offices.of(place)
        office = offices.allocation_office or offices.coordinating_unit
        known = self._catalogue.places.all.get(place or "norge")
        return {
            "call_name": self._name(offices.call, turn.language),
            "call_phone": self._phone(offices.call),
            "office": self._name(office, turn.language),
            "place": known.name if known else "",
        }

    def _name(self, service_id: str, language: Language) -> str:
        service = self._catalogue.service(service_id)
        return short_name(service, language) if service is not None else ""

    def _phone(self, service_id: str) -> str:
        service = self._catalogue.service(service_id)
        return (service.contact.phone or "") if service is not None and service.contact is not None else ""
