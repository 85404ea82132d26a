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


class SpeechToText(Protocol):
    """A recogniser. Blocks: call it in a thread. Loads at first use."""

    name: str

    def check_config(self) -> list[str]:
        """What is missing, in plain words; empty when it can be used. Loads nothing."""

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """The words of 16 kHz samples. `quick`: for a partial, less exact. Empty text when nothing was said."""

    def unload_idle(self, seconds: float) -> bool:
        """Gives the model's memory back when it was not used for so long. True when it did."""
