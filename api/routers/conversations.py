"""Conversations: start, read back, erase."""

from __future__ import annotations

from fastapi import APIRouter, Request

from answers.message import Language
from api.dependencies import Address, Current, TheGate
from api.forms import lines_as_shown
from api.gate import Gate
from api.messages import publish
from api.ownership import owned
from api.problems import Problem
from api.schemas import ConversationIn, ConversationOut, TranscriptOut
from api.store import Conversation
from api.texts import preferred_language
from api.threads import in_thread
from api.turn_store import FinishedTurn
from api.welcome import welcome
from knowledge_base.places import Place

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.post("", status_code=201, openapi_extra=owned("anyone"))
async def start(
    request: Request, gate: TheGate, address: Address, wanted: ConversationIn | None = None
) -> ConversationOut:
    """A new conversation, its token (shown this once) and the welcome. 422 for an unknown municipality."""
    await gate.limits.creating(address)
    wanted = wanted or ConversationIn()
    language = wanted.language or _language_of(request)
    request.state.language = language
    place = _place(gate, wanted.municipality)
    return await in_thread(_create, gate, wanted, language, place)


@router.get("/{conversation_id}", openapi_extra=owned("conversation"))
async def read(conversation: Current, gate: TheGate) -> TranscriptOut:
    """The transcript as it is stored: what the person wrote is redacted. A summary that waits for a yes is shown whole."""
    lines = await in_thread(gate.turns.transcript, conversation.id)
    return TranscriptOut(
        conversation_id=conversation.id,
        municipality=conversation.municipality,
        role=conversation.role,
        language=conversation.language,
        channel=conversation.channel,
        created_at=conversation.created_at,
        messages=lines_as_shown(lines, conversation.context),
    )


@router.delete("/{conversation_id}", status_code=204, openapi_extra=owned("conversation"))
async def erase(conversation: Current, gate: TheGate) -> None:
    """Erases the conversation and all that belongs to it, for good. A referral confirmed in it is a case of its own and stays."""
    await in_thread(gate.conversations.erase, conversation.id)


def _language_of(request: Request) -> Language:
    preferred: Language | None = preferred_language(request.headers.get("accept-language"))  # type: ignore[assignment]
    return preferred or "nb"


def _place(gate: Gate, named: str | None) -> Place | None:
    if named is None:
        return None
    if (place := gate.catalogue.places.resolve(named)) is None:
        raise Problem("unknown-municipality")
    return place


def _create(gate: Gate, wanted: ConversationIn, language: Language, place: Place | None) -> ConversationOut:
    conversation, token = gate.conversations.create(
        place.slug if place else None, wanted.role or "citizen", language, wanted.channel or "chat"
    )
    return _greet(gate, conversation, token, place.name if place else None)


def _greet(gate: Gate, conversation: Conversation, token: str, place_name: str | None) -> ConversationOut:
    greeting = welcome(conversation.language, conversation.channel, place_name)
    messages, buttons = publish(greeting, conversation.channel)
    said = FinishedTurn(said=None, messages=messages, buttons=buttons, language=conversation.language)
    gate.turns.save(conversation.id, said)
    return ConversationOut(
        conversation_id=conversation.id, token=token, municipality=conversation.municipality, messages=messages
    )
