"""Text to speech: the one interface of every voice."""

from __future__ import annotations

from typing import Protocol

from voice.audio import Sound


class NoVoice(RuntimeError):
    """The engine could not speak. The text is shown all the same."""


class TextToSpeech(Protocol):
    """A voice. Blocks: call it in a thread."""

    name: str

    def check_config(self) -> list[str]:
        """What is missing, in plain words; empty when it can be used."""

    def say(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """The spoken text (already in spoken form). `pace` 1 is normal, 0.75 slower. Raises NoVoice."""
