"""Whisper and NB-Whisper checkpoints in CTranslate2 form, through faster-whisper. The language is always forced: of 62 short
Norwegian turns Whisper base took 46 for another language when it was left to guess."""

from __future__ import annotations

import hashlib
import math
import time
from pathlib import Path
from threading import Lock
from typing import Any

from voice.audio import HEARING_RATE, Samples
from voice.stt.base import Transcript

_LANGUAGES = {"nb": "no", "nn": "no", "en": "en", "se": "no"}
_SHORTEST = 0.2


class WhisperRecogniser:
    """One checkpoint, loaded lazily and given back when idle. Calls from several threads wait for each other."""

    name = "whisper"

    def __init__(self, folder: Path, digest: str | None = None, threads: int = 2) -> None:
        self._folder, self._digest, self._threads = folder, digest, threads
        self._model: Any = None
        self._used = 0.0
        self._lock = Lock()

    def check_config(self) -> list[str]:
        """See SpeechToText. With a digest the model file is read and compared."""
        model = self._folder / "model.bin"
        if not model.exists():
            return [f"no recogniser in {self._folder}: run `veiviser voice install`"]
        if self._digest and _sha256(model) != self._digest:
            return [f"{model} is not the file that is pinned"]
        return []

    def transcribe(self, samples: Samples, language: str, quick: bool = False) -> Transcript:
        """See SpeechToText."""
        if len(samples) < _SHORTEST * HEARING_RATE:
            return Transcript("", 0.0)
        with self._lock:
            segments, _ = self._loaded().transcribe(
                samples,
                language=_LANGUAGES.get(language, "no"),
                beam_size=1 if quick else 5,
                temperature=0.0,
                condition_on_previous_text=False,
                without_timestamps=True,
            )
            found = list(segments)
            self._used = time.monotonic()
        return _joined(found)

    def unload_idle(self, seconds: float) -> bool:
        """See SpeechToText."""
        with self._lock:
            if self._model is None or time.monotonic() - self._used < seconds:
                return False
            self._model = None
            return True

    def _loaded(self) -> Any:
        if self._model is None:
            from faster_whisper import WhisperModel  # noqa: PLC0415 - optional, and heavy

            self._model = WhisperModel(
                str(self._folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=self._threads,
                local_files_only=True,
            )
        return self._model


def _joined(segments: list[Any]) -> Transcript:
    """One transcript; nothing where Whisper itself hears no speech (it makes words up out of silence and music)."""
    spoken = [segment for segment in segments if segment.no_speech_prob < 0.6 or segment.avg_logprob > -0.5]
    text = " ".join(segment.text.strip() for segment in spoken).strip()
    if not text or _repeats(text):
        return Transcript("", 0.0)
    mean = sum(segment.avg_logprob for segment in spoken) / len(spoken)
    return Transcript(text, min(1.0, math.exp(mean)))


def _repeats(text: str) -> bool:
    """Whisper's loops: one word over and over."""
    words = text.lower().split()
    return len(words) >= 8 and len(set(words)) <= len(words) / 5


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
