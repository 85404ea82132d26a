"""The gate as a voice sees it: words go the way of every written message, safety and masking included."""

from __future__ import annotations

from uuid import uuid4

from anyio.to_thread import run_sync

from api.gate import Gate
from api.schemas import AnswerOut, MessageIn
from api.voice.hearing import worded_for_the_ear
from voice.commands import plain
from voice.ports import Said
from voice.spoken.digits import digits_for_words


class GateAssistant:
    """One conversation. Raises Problem where the gate does."""

    def __init__(self, gate: Gate, conversation_id: str, language: str) -> None:
        self._gate, self._id, self._language = gate, conversation_id, language
        self._buttons: dict[str, str] = {}

    async def answer(self, text: str) -> Said:
        """The answer to spoken words; said digits are written as digits first, so that masking sees them."""
        conversation = await run_sync(self._gate.conversations.load, self._id)
        answer = await self._gate.turn_service.answer(conversation, self._incoming(text))
        self._language = answer.language
        self._buttons = {plain(button.title): button.id for button in answer.messages[-1].buttons}
        return as_said(answer)

    def _incoming(self, text: str) -> MessageIn:
        """Who says just what a choice is called has chosen it."""
        if (button := self._buttons.get(plain(text))) is not None:
            return MessageIn(button=button, message_id=uuid4().hex)
        return MessageIn(text=digits_for_words(text)[: self._gate.settings.max_text], message_id=uuid4().hex)

    def in_danger(self, text: str) -> bool:
        """See voice.ports.Assistant."""
        return self._gate.turn_service.safety.check(text) is not None

    def language(self) -> str:
        """See voice.ports.Assistant."""
        return self._language


def as_said(answer: AnswerOut) -> Said:
    """An answer of the contract, as the voice wants it."""
    last = answer.messages[-1]
    return Said(
        spoken=[message.spoken or worded_for_the_ear(message) for message in answer.messages],
        language=answer.language,
        waits_for=last.asks.slot if last.asks else None,
        choices=[button.title for button in last.buttons],
        kind=last.kind,
        shown=answer.model_dump(mode="json", by_alias=True),
    )
