"""Intervals, promises, kept releases and the report that brings them together."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.figures import Outcome
from evaluation.intervals import share
from evaluation.readability import Readability
from evaluation.releases import keep, last_release
from evaluation.report import failed_ids, write_report
from evaluation.scoring import MEASURES, judge, score
from evaluation.thresholds import broken, load_thresholds
from tests.evaluation.made import answer, dialogue, question


@pytest.fixture
def outcome() -> Outcome:
    scored = [
        score(question(id="al-1"), answer("a", text="tre måneder, gratis")),
        score(question(id="al-2", form="nynorsk", asker="staff"), answer("b")),
        score(question(id="ut-1", entries=[], facts=[], kinds=["fallback"]), answer(kind="fallback", sources=[])),
    ]
    held = [judge(dialogue({"entry": "a"}, {"entry": "b"}), [answer("a"), answer("a")])]
    return Outcome(
        scored, held, [Readability("x.yaml: a.nb", "nb", 30.0, 12), Readability("x.yaml: b.nb", "nb", 40.0, 9)]
    )


def test_a_share_stands_inside_its_interval() -> None:
    found = share([1.0] * 8 + [0.0] * 2)
    assert found is not None
    assert found.mean == pytest.approx(0.8)
    assert 0.4 <= found.low < found.mean < found.high <= 1.0
    assert str(found) == str(share([1.0] * 8 + [0.0] * 2)), "the same answers give another interval"


def test_more_cases_give_a_narrower_interval() -> None:
    few, many = share([1.0, 0.0] * 5), share([1.0, 0.0] * 200)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_a_share_of_nothing_is_no_share() -> None:
    assert share([]) is None


def test_figures_count_only_what_applies(outcome: Outcome) -> None:
    figures = outcome.figures()
    assert figures["entry_shown"] == 0.5
    assert figures["entry_shown/nynorsk"] == 0
    assert figures["out_of_scope_declined"] == 1
    assert figures["wrong_but_sure"] == 0.333
    assert (figures["dialogues"], figures["turns"]) == (0, 0.5)
    assert (figures["lix"], figures["lix_hardest"], figures["sentence_words"]) == (35, 40, 12)


def test_a_promise_is_broken_from_the_right_side() -> None:
    figures = {"facts": 0.8, "wrong_but_sure": 0.1}
    assert broken(figures, {"facts": 0.8, "wrong_but_sure": 0.1}) == []
    assert broken(figures, {"facts": 0.81}) == ["facts: 0.800, at least 0.81 is promised"]
    assert broken(figures, {"wrong_but_sure": 0.05}) == ["wrong_but_sure: 0.100, at most 0.05 is promised"]
    assert broken(figures, {"turns": 0.1}) == ["turns: not measured"]


def test_every_figure_is_promised_and_nothing_else() -> None:
    others = {"lay_first", "lay_shown", "noise_loss", "dialogues", "turns", "lix", "lix_hardest", "sentence_words"}
    forms = {f"entry_shown/{form}" for form in ("bokmål", "nynorsk", "dialect", "english", "keyword", "noisy")}
    assert set(load_thresholds()) == set(MEASURES) | forms | others


def test_the_report_compares_with_the_last_release(outcome: Outcome, tmp_path: Path) -> None:
    assert last_release(tmp_path) is None
    keep("0.0.1", {**outcome.figures(), "entry_shown": 0.75, "wrong_but_sure": 0.5}, ["al-1", "al-2"], tmp_path)
    report = write_report(outcome, {"entry_shown": 0.4}, last_release(tmp_path))
    assert "≥ 0.4 | -0.250 worse |" in report
    assert "-0.167 better |" in report
    assert "newly failing: d-1. Newly right: al-1." in report


def test_the_report_shows_slices_failures_and_readability(outcome: Outcome) -> None:
    report = write_report(outcome, {}, None)
    assert "| nynorsk | 1 | 0.00 (0.00–0.00) |" in report
    assert "| staff | 1 |" in report
    assert "| al-2 | Hva? | entry_first, entry_shown, facts, language, wrong_but_sure | offer: b |" in report
    assert "| d-1 | repeat | 2: Hva? |" in report
    assert "| x.yaml: a.nb | nb | 30 | 12 |" in report
    assert "nothing to compare with" in report


def test_what_failed_is_named(outcome: Outcome) -> None:
    assert failed_ids(outcome) == ["al-2", "d-1"]
