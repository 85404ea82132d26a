"""A detector that hears loud samples as speech, an assistant that remembers, and a line that keeps what came over it."""

from __future__ import annotations

from typing import Any

import numpy as np

from voice.audio import HEARING_RATE, Samples, Sound, to_pcm
from voice.ports import Said
from voice.tts.base import NoVoice


class LoudIsSpeech:
    """Speech is whatever is louder than a whisper."""

    def probability(self, frame: Samples) -> float:
        return 1.0 if float(np.abs(frame).max(initial=0)) > 0.1 else 0.0

    def forget(self) -> None:
        pass


class Asked:
    """Answers everything with the same, and says what it was asked."""

    def __init__(self, waits_for: str | None = None, danger: str = "") -> None:
        self.asked: list[str] = []
        self.waits_for, self.danger = waits_for, danger

    async def answer(self, text: str) -> Said:
        self.asked.append(text)
        return Said(
            ["Kommunen har det. Ring 113."], "nb", self.waits_for, ["Hvordan søker jeg", "Kontakt"], {"text": text}
        )

    def in_danger(self, text: str) -> bool:
        return bool(self.danger) and self.danger in text

    def language(self) -> str:
        return "nb"


class Kept:
    """A line."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.sounds: list[Sound] = []

    async def event(self, kind: str, **values: Any) -> None:
        self.events.append((kind, values))

    async def sound(self, sound: Sound) -> None:
        self.sounds.append(sound)

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.events]


class Spoken:
    """A voice whose sound is the text."""

    name = "spoken"

    def __init__(self, broken: bool = False) -> None:
        self.said: list[tuple[str, float]] = []
        self._broken = broken

    def check_config(self) -> list[str]:
        return []

    def say(self, text: str, language: str, pace: float = 1.0) -> Sound:
        if self._broken:
            raise NoVoice("broken")
        self.said.append((text, pace))
        return Sound(text.encode("utf-16-le"), HEARING_RATE)


def speech(seconds: float) -> bytes:
    """A tone, as loud as speech."""
    times = np.arange(round(seconds * HEARING_RATE), dtype=np.float32) / HEARING_RATE
    return to_pcm((0.5 * np.sin(440 * 2 * np.pi * times)).astype(np.float32))


def silence(seconds: float) -> bytes:
    """Nothing."""
    return bytes(round(seconds * HEARING_RATE) * 2)
