"""Sound as the room handles it: 16-bit little-endian mono, and the float samples that models want."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
"""Mono samples between -1 and 1 at `HEARING_RATE`."""
HEARING_RATE = 16_000
"""Samples a second that detectors and recognisers take."""


@dataclass(frozen=True)
class Sound:
    """A finished piece of sound: 16-bit little-endian mono PCM at `rate` samples a second."""

    pcm: bytes
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / self.rate

    def wav(self) -> bytes:
        """The sound as a WAV file."""
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(self.pcm)
        return buffer.getvalue()


def read_wav(data: bytes) -> Sound:
    """The sound of a 16-bit WAV file; of several channels the first. Raises wave.Error, EOFError, ValueError."""
    with wave.open(io.BytesIO(data)) as file:
        if file.getsampwidth() != 2:
            raise ValueError("not 16-bit")
        frames = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, file.getnchannels())
        return Sound(frames[:, 0].tobytes(), file.getframerate())


def to_samples(pcm: bytes) -> Samples:
    """Float samples of 16-bit PCM; an odd last byte is dropped."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], dtype="<i2").astype(np.float32) / np.float32(32_768)


def to_pcm(samples: Samples) -> bytes:
    """16-bit PCM of float samples, clipped."""
    scaled = np.clip(samples, -1, 1) * 32_767
    return bytes(scaled.astype("<i2").tobytes())


def resample(samples: Samples, rate: int, wanted: int) -> Samples:
    """The samples at another rate, by linear interpolation after a short mean filter when going down. Good enough for speech."""
    if rate == wanted or not len(samples):
        return samples
    if wanted < rate:
        width = max(1, round(rate / wanted))
        samples = np.convolve(samples, np.ones(width, np.float32) / width, mode="same").astype(np.float32)
    count = max(1, round(len(samples) * wanted / rate))
    places = np.linspace(0, len(samples) - 1, count)
    return np.asarray(np.interp(places, np.arange(len(samples)), samples), dtype=np.float32)
