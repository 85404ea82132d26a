"""The recognisers that are installed, and what each hears of the same clips."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speech.clips import Clip
from benchmarks.speech.error_rate import error_rate
from veiviser.paths import ROOT
from voice.engines import DEFAULT_CHECKPOINT, SMALL_CHECKPOINT, VoiceFiles, build_recogniser
from voice.stt.base import SpeechToText

MODELS = ROOT / "var" / "voice"


@dataclass(frozen=True)
class Candidate:
    """A way to hear. `quick`: as partials are heard (base: beam 1); `live`: as a spoken turn is heard in production."""

    name: str
    folder: Path
    quick: bool = False

    @property
    def live(self) -> bool:
        """Whether whole turns are heard in this way."""
        return not self.quick

    def recogniser(self) -> SpeechToText:
        """As the product builds it."""
        return build_recogniser(VoiceFiles(self.folder))


CANDIDATES = (
    Candidate("base, beam 3 (turns)", MODELS / DEFAULT_CHECKPOINT),
    Candidate("base, beam 1 (partials)", MODELS / DEFAULT_CHECKPOINT, quick=True),
    Candidate("small q8", MODELS / SMALL_CHECKPOINT),
)


@dataclass(frozen=True)
class Heard:
    """What came out of a clip, before and after repair."""

    clip: Clip
    text: str
    repaired: str
    seconds: float
    confidence: float


def hear(candidate: Candidate, clips: list[Clip], repair: Callable[[str], str]) -> list[Heard]:
    """All clips, one after the other, after one that warms the model up. The model is given back afterwards."""
    recogniser = candidate.recogniser()
    recogniser.transcribe(clips[0].samples, "nb", candidate.quick)
    heard = []
    for clip in clips:
        began = time.perf_counter()
        found = recogniser.transcribe(clip.samples, clip.language, candidate.quick)
        took = time.perf_counter() - began
        heard.append(Heard(clip, found.text, repair(found.text), took, found.confidence))
    recogniser.unload_idle(0)
    return heard


def rates(heard: list[Heard]) -> tuple[float, float]:
    """Word error rate before and after repair."""
    raw = error_rate((each.clip.words, each.text) for each in heard)
    return raw, error_rate((each.clip.words, each.repaired) for each in heard)


def real_time_factor(heard: list[Heard]) -> float:
    """Seconds of work for a second of sound."""
    return sum(each.seconds for each in heard) / sum(each.clip.seconds for each in heard)
