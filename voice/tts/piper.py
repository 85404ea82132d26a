"""Piper in a process of its own (GPL), where a voice file lies: the voice for production."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from voice.audio import Sound
from voice.tts.base import NoVoice

_SECONDS = 20.0


class PiperVoice:
    """One voice file (`<voice>.onnx` with `<voice>.onnx.json` beside it), read anew for each call by piper's own program."""

    name = "piper"

    def __init__(self, voice: Path, program: str = "piper") -> None:
        self._voice, self._program = voice, program

    def check_config(self) -> list[str]:
        """See TextToSpeech."""
        faults = [] if shutil.which(self._program) else ["piper is missing: install the package piper-tts on its own"]
        for path in (self._voice, self._settings):
            if not path.exists():
                faults.append(f"the voice file {path} is missing")
        return faults

    @property
    def _settings(self) -> Path:
        return self._voice.with_suffix(self._voice.suffix + ".json")

    def say(self, text: str, language: str, pace: float = 1.0) -> Sound:
        """See TextToSpeech. One voice has one language: `language` is not used."""
        del language
        command = [self._program, "--model", str(self._voice), "--output-raw", "--length-scale", f"{1 / pace:.2f}"]
        try:
            rate = int(json.loads(self._settings.read_text(encoding="utf-8"))["audio"]["sample_rate"])
            done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, timeout=_SECONDS)
        except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
            raise NoVoice(type(error).__name__) from None
        return Sound(done.stdout, rate)
