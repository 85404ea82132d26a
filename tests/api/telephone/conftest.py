"""The exchange over real sockets, with a scripted recogniser, a voice that remembers and a scripted bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import pytest

from api.gate import Gate, build_gate
from api.settings import Settings
from api.telephone.call import Patience
from api.telephone.exchange import Exchange
from api.voice.desk import VoiceDesk
from tests.api.fakes import ScriptedBot
from tests.postgres import free_port
from tests.voice.fakes import LoudIsSpeech, Spoken
from voice.engines import Engines
from voice.repair import Repairer
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser


class Ready(Engines):
    """Engines that lack nothing."""

    def faults(self) -> list[str]:
        return []


@dataclass
class House:
    """The exchange and everything around it in hand."""

    exchange: Exchange
    gate: Gate
    bot: ScriptedBot
    voice: Spoken
    settings: Settings

    def said(self) -> str:
        """All that the voice was given to say, until now."""
        return " ".join(text for text, _ in self.voice.said)

    def ends(self) -> dict[str, float]:
        """How many calls ended how."""
        samples = self.gate.metrics.calls.collect()[0].samples
        return {sample.labels["end"]: sample.value for sample in samples if sample.name.endswith("_total")}


OpenHouse = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture
def house(settings: Settings, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch) -> OpenHouse:
    """`async with house("words", ..., confidence=0.9, patience=..., setting=...)`."""
    monkeypatch.setattr("api.telephone.reception.SileroDetector", LoudIsSpeech)

    @asynccontextmanager
    async def opened(
        *heard: str, confidence: float = 0.9, patience: Patience | None = None, **changes: object
    ) -> AsyncIterator[House]:
        ports = {"phone_port": free_port(), "phone_agi_port": free_port()}
        own = settings.model_copy(update={"phone": "on", **ports, **changes})
        gate, voice = build_gate(own, bot), Spoken()
        script = ScriptedRecogniser([Transcript(text, confidence) for text in heard])
        desk = VoiceDesk(own, gate.catalogue, Ready(script, voice))
        desk.repairer = Repairer([], lambda _word: True)
        object.__setattr__(gate, "voice", desk)
        exchange = Exchange(gate, patience)
        await exchange.open()
        try:
            yield House(exchange, gate, bot, voice, own)
        finally:
            await exchange.close()
            assert exchange.calls == 0
            assert not desk._open
            await gate.close()

    return opened
