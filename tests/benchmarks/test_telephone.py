"""What is told of recordings."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.telephone.caller import Speak, Wait
from benchmarks.telephone.calls import Planned, measure
from benchmarks.telephone.sounds import likeness, stretches
from voice.audio import Sound, to_pcm
from voice.stt.base import Transcript
from voice.stt.fake import ScriptedRecogniser

RATE = 8_000


def made(*parts: tuple[float, float]) -> Sound:
    """Noise of so many seconds at this loudness, one after the other."""
    chance = np.random.default_rng(7)
    pieces = [chance.uniform(-1, 1, round(seconds * RATE)) * loud for seconds, loud in parts]
    return Sound(to_pcm(np.concatenate(pieces).astype(np.float32)), RATE)


def test_where_somebody_speaks() -> None:
    sound = made((0.5, 0), (1, 0.3), (0.2, 0), (1, 0.3), (1, 0), (0.5, 0.3))
    assert [(round(begin, 2), round(end, 2)) for begin, end in stretches(sound)] == [(0.5, 2.7), (3.7, 4.2)]


@pytest.mark.parametrize(("loudness", "least", "most"), [(0.2, 0.98, 1.01), (1.0, 0.98, 1.01)])
def test_the_same_sound_is_found_at_any_loudness(loudness: float, least: float, most: float) -> None:
    piece = made((0.5, 0.4))
    louder = Sound(to_pcm(np.frombuffer(piece.pcm, "<i2").astype(np.float32) / 32_768 * loudness), RATE)
    recorded = Sound(made((1, 0.0)).pcm + louder.pcm + made((0.3, 0.0)).pcm, RATE)
    assert least < likeness(recorded, piece) < most


def test_another_sound_is_not_found() -> None:
    other = np.random.default_rng(8).uniform(-0.4, 0.4, RATE).astype(np.float32)
    assert likeness(made((3, 0.4)), Sound(to_pcm(other), RATE)) < 0.2
    assert likeness(made((0.1, 0.4)), Sound(to_pcm(other), RATE)) == 0.0


def test_a_call_is_measured_from_the_end_of_speech_to_the_next_sound() -> None:
    sent = made((4, 0), (1, 0.3), (10, 0))
    got = made((0.2, 0), (4.1, 0.3), (2.2, 0), (3, 0.3), (5.5, 0))
    planned = Planned("a question", [Wait(4), Speak("Hei"), Wait(10)])
    measured = measure(planned, sent, got, ScriptedRecogniser([Transcript("svar", 0.9)]), "")
    [heard] = measured.heard
    assert (heard.after, heard.transcript) == ("Hei", "svar")
    assert (heard.first_sound, heard.seconds, measured.stopped) == (1.5, 3.0, 0.3)
