"""A recogniser for tests and demonstrations: gives back sentences that were put in, in order."""

from __future__ import annotations

from voice.audio import Samples
from voice.stt.base import Transcript


class ScriptedRecogniser:
    """Hears `script`, one transcript an utterance, and nothing afterwards. Partials show the sentence that comes."""

    name = "scripted"

    def __init__(self, script: list[Transcript] | None = None) -> None:
        self._script = list(script or [])

    def check_config(self) -> list[str]:
        """Always ready."""
        return []

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """The next transcript; nothing for no sound."""
        del language
        if not self._script or not len(samples):
            return Transcript("", 0.0)
        return self._script[0] if quick else self._script.pop(0)

    def unload_idle(self, seconds: float) -> bool:
        """Holds nothing."""
        del seconds
        return False
