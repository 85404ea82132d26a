"""Sound between a telephone and the rest: its length, its loudness, nothing folded into it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.audio import Samples, Sound, to_pcm, to_samples
from voice.telephone.rates import ToHearing, for_the_telephone


def tone(hertz: float, rate: int, seconds: float = 1.0) -> Samples:
    times = np.arange(round(rate * seconds)) / rate
    return np.asarray(0.5 * np.sin(2 * np.pi * hertz * times), dtype=np.float32)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_a_voice_of_any_rate_becomes_the_same_tone(rate: int) -> None:
    made = to_samples(for_the_telephone(Sound(to_pcm(tone(1_000, rate)), rate)))
    assert len(made) == 8_000
    assert np.abs(made - tone(1_000, 8_000))[100:-100].max() < 0.01


@pytest.mark.parametrize("hertz", [5_000, 6_500, 9_000])
def test_what_a_telephone_cannot_carry_is_left_out_and_not_folded(hertz: float) -> None:
    made = to_samples(for_the_telephone(Sound(to_pcm(tone(hertz, 22_050)), 22_050)))
    assert np.abs(made[100:-100]).max() < 0.005


@given(st.integers(0, 3_000), st.sampled_from([8_000, 16_000, 22_050, 48_000]))
def test_every_length_is_taken(count: int, rate: int) -> None:
    made = for_the_telephone(Sound(bytes(2 * count), rate))
    assert len(made) == 2 * int(count * 8_000 / rate)
    assert not any(made)


@given(st.lists(st.integers(0, 200), min_size=1, max_size=30))
def test_a_stream_doubles_the_same_however_it_is_cut(lengths: list[int]) -> None:
    whole = to_pcm(tone(700, 8_000, sum(lengths) / 8_000 + 0.001))[: 2 * sum(lengths)]
    cut, at, stream = b"", 0, ToHearing()
    for length in lengths:
        cut += stream.feed(whole[at : at + 2 * length])
        at += 2 * length
    assert cut == ToHearing().feed(whole)
    assert len(cut) == 2 * len(whole)


def test_doubling_keeps_the_tone_and_makes_no_other() -> None:
    made = to_samples(ToHearing().feed(to_pcm(tone(1_500, 8_000))))
    spectrum = np.abs(np.fft.rfft(made * np.hanning(len(made))))
    assert spectrum.argmax() == 1_500
    assert spectrum[4_000:].max() < spectrum.max() / 1_000
