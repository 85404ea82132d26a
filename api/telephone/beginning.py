"""A call begins a conversation of the gate, as a browser does, and greets. Blocks: run it in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from answers.message import Language
from api.gate import Gate
from api.messages import publish
from api.turn_store import FinishedTurn
from api.welcome import welcome_by_telephone

FIRST_LANGUAGE: Language = "nb"


@dataclass(frozen=True)
class Begun:
    """The new conversation and what is said first."""

    conversation_id: str
    greeting: str


def begin(gate: Gate) -> Begun:
    """Nobody is known: the exchange tells no number, and the token is thrown away, so nobody can read the conversation back."""
    settings = gate.settings
    place = gate.catalogue.places.resolve(settings.phone_municipality) if settings.phone_municipality else None
    conversation, _ = gate.conversations.create(place.slug if place else None, "citizen", FIRST_LANGUAGE, "voice")
    greeting = welcome_by_telephone(FIRST_LANGUAGE, place.name if place else None)
    messages, buttons = publish([greeting], "voice")
    said = FinishedTurn(said=None, messages=messages, buttons=buttons, language=FIRST_LANGUAGE)
    gate.turns.save(conversation.id, said)
    return Begun(conversation.id, greeting.text)
