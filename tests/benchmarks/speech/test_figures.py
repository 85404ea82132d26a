"""Error rates by hand, what counts as the end of speech, and a report that shows what was measured."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.speech.caller import Turn
from benchmarks.speech.calls import Calls
from benchmarks.speech.clips import Clip, real_clips, without_end
from benchmarks.speech.error_rate import error_rate
from benchmarks.speech.hearing import Heard, rates, real_time_factor
from benchmarks.speech.reaching import Reach
from benchmarks.speech.report import Found, as_markdown


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [
        ("Jeg bor her.", "jeg bor her", 0.0),
        ("jeg bor her nå", "jeg bor der nå", 0.25),
        ("jeg bor her nå", "jeg her", 0.5),
        ("jeg bor", "jeg bor ikke", 0.5),
        ("ja", "nei nei nei", 3.0),
        ("ja", "", 1.0),
    ],
)
def test_word_errors(said: str, heard: str, rate: float) -> None:
    assert error_rate([(said, heard)]) == rate


def test_errors_are_pooled_over_words_not_averaged_over_clips() -> None:
    assert error_rate([("ja", "nei"), ("en to tre", "en to tre")]) == 0.25


def test_nothing_said_has_no_rate() -> None:
    with pytest.raises(ZeroDivisionError):
        error_rate([])


def test_speech_ends_with_its_last_loud_sample() -> None:
    samples = np.array([0, 0.5, 0, 0.2, 0.001, 0], np.float32)
    assert len(without_end(samples)) == 4
    assert len(without_end(np.zeros(3, np.float32))) == 3


def test_without_clips_there_are_none(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("VEIVISER_BENCH_SPEECH", str(tmp_path))
    assert real_clips() == []


def test_the_report_shows_what_was_measured() -> None:
    clip = Clip("a", "hva er hverdagsrehabilitering", np.zeros(16_000, np.float32))
    heard = [Heard(clip, "hva er hverdags rehabilitering", "hva er hverdagsrehabilitering", 0.5, 0.9)]
    assert rates(heard) == (2 / 3, 0.0)
    assert real_time_factor(heard) == 0.5
    turns = {1: [Turn({"final": 1.0, "sound": 1.2})], 2: []}
    calls = Calls(turns, {"nobody": 290.0, "after rest": 300.0})
    shown = as_markdown({"base": Found(heard, [], Reach(10, 4, 7), calls)})
    assert "| base | real | 1 (1 s) | 0.667 | 0.000 | 0.50 |" in shown
    assert "| base | 10 | 0.40 | 0.70 | 50% |" in shown
    assert "| base | 1 | 1 | 1.00 / 1.00 | 1.20 / 1.20 | 0 |" in shown
    assert "| base | 290 | 300 |" in shown
