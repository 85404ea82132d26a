"""The gate as a caller hears it: whatever fails, something is said, and a danger is answered without database, bot or catalogue."""

from __future__ import annotations

from dataclasses import replace

from anyio.to_thread import run_sync

from api.gate import Gate
from api.logs import log, where
from api.problems import Problem
from api.texts import in_language, load_texts
from api.voice.assistant import GateAssistant
from voice.ports import Said
from voice.wording import sentence


class TelephoneAssistant:
    """One call. Never raises."""

    def __init__(self, gate: Gate, conversation_id: str, language: str, transfers: bool) -> None:
        self._gate, self._id, self._transfers = gate, conversation_id, transfers
        self._inner = GateAssistant(gate, conversation_id, language)

    async def answer(self, text: str) -> Said:
        """See voice.ports.Assistant. How to reach a person comes with the offer to be put through."""
        try:
            said = await self._inner.answer(text)
        except Problem as problem:
            return self._problem(text, problem.slug)
        except Exception as error:  # the database is away: the call is not
            log.error("telephone_unanswered", error=type(error).__name__, where=where(error))
            return self._without_gate(text)
        return self._on_a_telephone(said)

    def in_danger(self, text: str) -> bool:
        """See voice.ports.Assistant."""
        return self._inner.in_danger(text)

    def language(self) -> str:
        """See voice.ports.Assistant."""
        return self._inner.language()

    async def municipality(self) -> str | None:
        """Which one the caller spoke of; None when that is not known or cannot be read."""
        try:
            return (await run_sync(self._gate.conversations.load, self._id)).municipality
        except Exception as error:
            log.warning("telephone_place_unknown", error=type(error).__name__)
            return None

    def _on_a_telephone(self, said: Said) -> Said:
        if said.kind == "safety":
            return replace(said, spoken=[*said.spoken, sentence("hang_up_and_call", said.language, screen=False)])
        if said.kind == "handover" and self._transfers:
            return replace(said, spoken=[*said.spoken, sentence("transfer_offered", said.language, screen=False)])
        return said

    def _problem(self, text: str, slug: str) -> Said:
        texts = load_texts("problems")[slug]
        language = self.language()
        told = [in_language(texts[part], language) for part in ("title", "detail")]
        return self._danger(text) or Said([f"{told[0]}. {told[1]}"], language)

    def _without_gate(self, text: str) -> Said:
        language = self.language()
        return self._danger(text) or Said([in_language(load_texts("last_resort")["text"], language)], language)

    def _danger(self, text: str) -> Said | None:
        """Whom to call now, by the rules alone."""
        safety, language = self._gate.turn_service.safety, self.language()
        if (hit := safety.check(text)) is None:
            return None
        message = safety.message(hit, language, None)  # type: ignore[arg-type]  # one of ours
        return self._on_a_telephone(Said([message.spoken or message.text], language, kind="safety"))
