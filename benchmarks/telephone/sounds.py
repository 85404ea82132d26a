"""What can be told of a recording without understanding it: where somebody speaks, and whether it is the sound that was meant."""

from __future__ import annotations

import numpy as np

from voice.audio import Sound, to_samples

_FRAME = 0.02
_LOUD = 0.01


def stretches(sound: Sound, gap: float = 0.4) -> list[tuple[float, float]]:
    """Beginning and end (seconds) of everything that is loud, with pauses shorter than `gap` in it."""
    samples, size = to_samples(sound.pcm), round(_FRAME * sound.rate)
    found: list[tuple[float, float]] = []
    for number in range(len(samples) // size):
        if np.abs(samples[number * size : (number + 1) * size]).max() < _LOUD:
            continue
        at = number * _FRAME
        if found and at - found[-1][1] < gap:
            found[-1] = (found[-1][0], at + _FRAME)
        else:
            found.append((at, at + _FRAME))
    return found


def likeness(recorded: Sound, meant: Sound) -> float:
    """How well `meant` is found in `recorded` at its best place: 1 is the same but for loudness, 0 is nothing of it. Same rates."""
    all_of_it, piece = to_samples(recorded.pcm), to_samples(meant.pcm)
    if len(piece) > len(all_of_it) or not len(piece):
        return 0.0
    size = 1 << (len(all_of_it) + len(piece)).bit_length()
    product = np.fft.irfft(np.fft.rfft(all_of_it, size) * np.conj(np.fft.rfft(piece, size)), size)
    places = len(all_of_it) - len(piece) + 1
    energy = np.concatenate([[0.0], np.cumsum(all_of_it.astype(np.float64) ** 2)])
    loudness = np.sqrt(np.maximum(energy[len(piece) :] - energy[:places], 1e-9) * float((piece**2).sum()))
    return float((product[:places] / loudness).max())
