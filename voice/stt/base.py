"""Speech to text: the one interface of every recogniser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from voice.audio import Samples


@dataclass(frozen=True)
class Transcript:
    """What was recognised. `confidence` 0..1 is the recogniser's own; below `UNSURE` the words are read back before they count."""

    text: str
    confidence: float


UNSURE = 0.45
SHORTEST = 0.2
"""Seconds; of less nothing is recognised."""
_LANGUAGES = {"nb": "no", "nn": "no", "en": "en", "se": "no"}


def whisper_language(language: str) -> str:
    """What a Whisper model is told to hear. Never left to guess; all that is not English counts as Norwegian."""
    return _LANGUAGES.get(language, "no")


class SpeechToText(Protocol):
    """A recogniser. Blocks: call it in a thread. Loads at first use."""

    name: str

    def check_config(self) -> list[str]:
        """What is missing, in plain words; empty when it can be used. Loads nothing."""

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """The words of 16 kHz samples. `quick`: for a partial, less exact. Empty text when nothing was said."""

    def unload_idle(self, seconds: float) -> bool:
        """Gives the model's memory back when it was not used for so long. True when it did."""
