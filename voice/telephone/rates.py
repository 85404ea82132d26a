"""From the telephone's 8,000 samples a second to the recogniser's 16,000, piece by piece, and from any voice's rate down to 8,000.

Windowed sinc (Kaiser), which is what resampling libraries do; numpy is there already, and both directions are some forty lines. The
linear interpolation of `voice.audio` would fold what lies above 4 kHz into a telephone's narrow band, as hissing.
"""

from __future__ import annotations

from functools import lru_cache
from math import gcd

import numpy as np
from numpy.typing import NDArray

from voice.audio import HEARING_RATE, Samples, Sound, to_pcm, to_samples
from voice.telephone.frames import RATE

_HALF = 16
"""Samples of the lower rate on each side that a sample is made of."""
_BETA, _PASSES = 8.0, 0.92
"""Kaiser's window, and how much of the lower rate's band passes."""


def _weights(distances: Samples, cutoff: float) -> Samples:
    """The kernel at distances in samples of the source; `cutoff` 1 is the source's whole band."""
    reach = _HALF / min(1.0, cutoff / _PASSES)
    window = np.i0(_BETA * np.sqrt(np.clip(1 - (distances / reach) ** 2, 0, None))) / np.i0(_BETA)
    weights = cutoff * np.sinc(cutoff * distances) * window * (np.abs(distances) <= reach)
    return np.asarray(weights, dtype=np.float32)


@lru_cache(maxsize=4)
def _phases(rate: int) -> tuple[NDArray[np.int64], Samples]:
    """Of one period of the two rates: from which sample of the source each sample is made, and the weights of those around it."""
    period = RATE // gcd(rate, RATE)
    places = np.arange(period) * (rate / RATE)
    first = np.floor(places).astype(np.int64)
    reach = int(np.ceil(_HALF * max(1.0, rate / RATE)))
    offsets = np.arange(-reach + 1, reach + 1)
    distances = (first[:, None] + offsets - places[:, None]).astype(np.float32)
    return first, _weights(distances, _PASSES * min(1.0, RATE / rate))


def for_the_telephone(sound: Sound) -> bytes:
    """The sound as PCM of 8,000 samples a second."""
    if sound.rate == RATE:
        return sound.pcm[: len(sound.pcm) // 2 * 2]
    samples = to_samples(sound.pcm)
    first, weights = _phases(sound.rate)
    around, step = weights.shape[1], sound.rate // gcd(sound.rate, RATE)
    count = int(len(samples) * RATE / sound.rate)
    padded = np.pad(samples, (around // 2 - 1, around + step))
    windows = np.lib.stride_tricks.sliding_window_view(padded, around)
    made = np.empty((-(-count // len(first)), len(first)), np.float32)
    for phase, begin in enumerate(first):
        made[:, phase] = windows[begin::step][: len(made)] @ weights[phase]
    return to_pcm(made.ravel()[:count])


class ToHearing:
    """Doubles the rate of a stream. Every second sample is the telephone's own, so that silence stays silence; 2 ms of delay."""

    def __init__(self) -> None:
        self._before: Samples = np.zeros(2 * _HALF - 1, np.float32)
        halves = np.arange(-_HALF, _HALF, dtype=np.float32) + np.float32(0.5)
        self._kernel = _weights(halves, 1.0)

    def feed(self, pcm: bytes) -> bytes:
        """16-bit PCM of 16,000 samples a second for one of 8,000."""
        if len(pcm) < 2:
            return b""
        stream = np.concatenate([self._before, to_samples(pcm)])
        self._before = stream[len(stream) - (2 * _HALF - 1) :]
        between = np.convolve(stream, self._kernel, mode="valid")
        made = np.empty(2 * len(between), np.float32)
        made[0::2] = stream[_HALF - 1 : _HALF - 1 + len(between)]
        made[1::2] = between
        return to_pcm(made)


assert HEARING_RATE == 2 * RATE, "ToHearing only doubles"
