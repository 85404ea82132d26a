"""Whisper and NB-Whisper checkpoints in CTranslate2 form, through faster-whisper. The language is always forced: of 62 short
Norwegian turns Whisper base took 46 for another language when it was left to guess."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from voice.audio import HEARING_RATE, Samples
from voice.checkpoints import sha256_of
from voice.stt.base import SHORTEST, Transcript, whisper_language
from voice.stt.plausible import is_plausible
from voice.stt.resting import Resting
from voice.stt.window import Decoded, decode

_NOBODY = ((0.85, -0.5), (0.6, -1.2))
"""Nobody spoke where Whisper holds that likelier than the first and its words are less certain than the second of a pair.

The detector has heard speech before, so only clear cases count: silence; noise and tones.
"""


class WhisperRecogniser:
    """One checkpoint, loaded lazily and given back when idle. `beam`: 5 is a little more exact, 1 a little quicker; partials always
    take 1."""

    name = "whisper"

    def __init__(self, folder: Path, digest: str | None = None, threads: int = 2, beam: int = 3) -> None:
        self._folder, self._digest, self._threads, self._beam = folder, digest, threads, beam
        self._model: Resting[Any] = Resting(self._load)

    def check_config(self) -> list[str]:
        """See SpeechToText. With a digest the model file is read and compared."""
        model = self._folder / "model.bin"
        if not model.exists():
            return [f"no recogniser in {self._folder}: run `veiviser voice install`"]
        if self._digest and sha256_of(model) != self._digest:
            return [f"{model} is not the file that is pinned"]
        return []

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """See SpeechToText."""
        if len(samples) < SHORTEST * HEARING_RATE:
            return Transcript("", 0.0)
        with self._model.awake() as model:
            decoded = decode(model, samples, whisper_language(language), 1 if quick else self._beam)
        if not is_plausible(decoded.text) or _made_up(decoded):
            return Transcript("", 0.0)
        return Transcript(decoded.text, min(1.0, math.exp(decoded.mean_logprob)))

    def unload_idle(self, seconds: float) -> bool:
        """See SpeechToText."""
        return self._model.unload_idle(seconds)

    def _load(self) -> Any:
        from faster_whisper import WhisperModel  # noqa: PLC0415 - optional, and heavy

        return WhisperModel(
            str(self._folder),
            device="cpu",
            compute_type="int8",
            cpu_threads=self._threads,
            local_files_only=True,
        )


def _made_up(decoded: Decoded) -> bool:
    return any(decoded.no_speech > likely and decoded.mean_logprob < sure for likely, sure in _NOBODY)
