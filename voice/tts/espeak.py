"""espeak-ng in a process of its own (GPL): robotic, tiny, always there. It has a bokmål voice, which reads nynorsk too."""

from __future__ import annotations

import shutil
import subprocess

from voice.audio import Sound, read_wav
from voice.tts.base import NoVoice

_VOICES = {"nb": "nb", "nn": "nb", "se": "nb", "en": "en-gb"}
_WORDS_A_MINUTE = 150
_SECONDS = 15.0


class EspeakVoice:
    """One run a sentence: about 30 ms for ten seconds of sound."""

    name = "espeak"

    def check_config(self) -> list[str]:
        """See TextToSpeech."""
        return [] if shutil.which("espeak-ng") else ["espeak-ng is missing: install Debian's package espeak-ng"]

    def say(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """See TextToSpeech. The text goes by standard input, never through a shell."""
        voice, speed = _VOICES.get(language, "nb"), str(round(_WORDS_A_MINUTE * pace))
        command = ["espeak-ng", "-v", voice, "-s", speed, "--stdout", "--stdin"]
        try:
            done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=_SECONDS)
            return read_wav(_with_length(done.stdout))
        except (OSError, subprocess.SubprocessError, EOFError, ValueError) as error:
            raise NoVoice(type(error).__name__) from None


def _with_length(wav: bytes) -> bytes:
    """espeak-ng cannot seek in a pipe, so its header claims two gigabytes; the true length goes in."""
    data = wav.find(b"data")
    if data < 0:
        return wav
    length = len(wav) - data - 8
    return wav[: data + 4] + length.to_bytes(4, "little") + wav[data + 8 :]
