"""Fixed sentences that a person has recorded (greeting, consent, emergency); everything else another voice says."""

from __future__ import annotations

import hashlib
import wave
from pathlib import Path

from voice.audio import Sound, read_wav
from voice.tts.base import TextToSpeech


def recording_name(text: str, language: str) -> str:
    """The file name of a sentence: `nb-1f3a….wav`. `veiviser voice recordings` lists what to record."""
    return f"{language}-{hashlib.sha256(' '.join(text.split()).encode()).hexdigest()[:16]}.wav"


class RecordedVoice:
    """Plays the recording of a sentence where there is one, at normal pace; else asks the voice behind it."""

    name = "recorded"

    def __init__(self, folder: Path, behind: TextToSpeech) -> None:
        self._folder, self._behind = folder, behind

    def check_config(self) -> list[str]:
        """What the voice behind needs; recordings are optional."""
        return self._behind.check_config()

    def say(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """See TextToSpeech."""
        path = self._folder / recording_name(text, language)
        if pace == 1.0 and path.exists():
            try:
                return read_wav(path.read_bytes())
            except (OSError, wave.Error, EOFError, ValueError):
                pass  # a broken recording must not silence an emergency text
        return self._behind.say(text, language, pace)
