"""From a stream of sound to what was said in one go: where an utterance begins and where it ends."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from voice.audio import HEARING_RATE, Samples
from voice.detector import FRAME, Detector

_FRAME_SECONDS = FRAME / HEARING_RATE


@dataclass(frozen=True)
class Began:
    """Somebody began to speak."""


@dataclass(frozen=True)
class SoFar:
    """What was heard until now of an utterance that goes on."""

    samples: Samples


@dataclass(frozen=True)
class Paused:
    """A short pause, perhaps the end: time to recognise what was said, in case nothing follows."""

    samples: Samples


@dataclass(frozen=True)
class Ended:
    """A whole utterance. `why`: a pause, the button, or that it was longer than a recogniser takes."""

    samples: Samples
    why: Literal["pause", "button", "long"]


Heard: TypeAlias = Began | SoFar | Paused | Ended


@dataclass(frozen=True)
class Patience:
    """Thresholds, in seconds but for the two probabilities. Measured: 700 ms of silence ends a Norwegian turn well."""

    starts_at: float = 0.5
    stays_at: float = 0.35
    start: float = 0.1
    pause: float = 0.2
    silence: float = 0.7
    before: float = 0.4
    partial: float = 1.0
    longest: float = 25.0


@dataclass
class Utterances:
    """Cuts one stream. `hands_free`: pauses end an utterance; without it only `finish()` does (push to talk)."""

    detector: Detector
    patience: Patience = field(default_factory=Patience)
    hands_free: bool = True

    def __post_init__(self) -> None:
        self._rest: Samples = np.zeros(0, np.float32)
        self._reset()

    def _reset(self) -> None:
        self._before: deque[Samples] = deque(maxlen=round(self.patience.before / _FRAME_SECONDS))
        self._frames: list[Samples] = []
        self._loud = self._quiet = self._since_partial = 0
        self._speaking = False
        self.detector.forget()

    @property
    def speaking(self) -> bool:
        """Whether an utterance is going on."""
        return self._speaking

    def hear(self, samples: Samples) -> list[Heard]:
        """Takes any number of samples; gives back what happened in them."""
        stream = np.concatenate([self._rest, samples])
        whole = len(stream) // FRAME * FRAME
        self._rest = stream[whole:]
        happened: list[Heard] = []
        for at in range(0, whole, FRAME):
            happened += self._frame(stream[at : at + FRAME])
        return happened

    def finish(self) -> list[Heard]:
        """The button was let go: what was said so far is the utterance."""
        frames = [*self._frames, self._rest] if self._frames else []
        self._rest = np.zeros(0, np.float32)
        self._reset()
        return [Ended(np.concatenate(frames), "button")] if frames else []

    def _frame(self, frame: Samples) -> list[Heard]:
        probability = self.detector.probability(frame)
        return self._goes_on(frame, probability) if self._speaking else self._waits(frame, probability)

    def _waits(self, frame: Samples, probability: float) -> list[Heard]:
        self._before.append(frame)
        self._loud = self._loud + 1 if probability >= self.patience.starts_at else 0
        if self._loud * _FRAME_SECONDS < self.patience.start:
            return []
        self._speaking, self._frames = True, list(self._before)
        self._quiet = self._since_partial = 0
        return [Began()]

    def _goes_on(self, frame: Samples, probability: float) -> list[Heard]:
        self._frames.append(frame)
        self._quiet = 0 if probability >= self.patience.stays_at else self._quiet + 1
        self._since_partial += 1
        if self.hands_free and self._quiet == round(self.patience.pause / _FRAME_SECONDS):
            return [Paused(np.concatenate(self._frames))]
        if self.hands_free and self._quiet * _FRAME_SECONDS >= self.patience.silence:
            return [self._end("pause")]
        if len(self._frames) * _FRAME_SECONDS >= self.patience.longest:
            return [self._end("long")]
        if self._since_partial * _FRAME_SECONDS >= self.patience.partial and self._quiet == 0:
            self._since_partial = 0
            return [SoFar(np.concatenate(self._frames))]
        return []

    def _end(self, why: Literal["pause", "long"]) -> Ended:
        ended = Ended(np.concatenate(self._frames), why)
        self._reset()
        return ended
