"""Known answers get known scores."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.cases import Expectation
from evaluation.run import Answer
from evaluation.scoring import faults, holds, judge, score
from tests.evaluation.made import answer, dialogue, question

OUT = {"entries": [], "facts": [], "kinds": ["out_of_scope"]}


def test_a_right_answer_first() -> None:
    measures = score(question(), answer("a", "b")).measures
    assert measures == {
        **{"entry_first": 1, "entry_shown": 1, "facts": 0.5, "kind": 1, "language": 1},
        **{"sourced": 1, "wrong_but_sure": 0},
    }


def test_a_right_entry_further_down_is_shown_but_not_first() -> None:
    measures = score(question(), answer("b", "a")).measures
    assert (measures["entry_first"], measures["entry_shown"], measures["wrong_but_sure"]) == (0, 1, 0)


def test_a_wrong_entry_said_surely() -> None:
    measures = score(question(), answer("b")).measures
    assert (measures["entry_shown"], measures["wrong_but_sure"]) == (0, 1)


@pytest.mark.parametrize(
    "said",
    [
        {"text": "Jeg fant ikke et sikkert svar. Dette ligner mest: B."},
        {"asks": {"slot": "municipality"}},
        {"kind": "clarify"},
        {"kind": "out_of_scope"},
    ],
)
def test_who_guesses_asks_or_declines_is_not_wrong_but_sure(said: dict[str, Any]) -> None:
    measures = score(question(), answer("b", **said)).measures
    assert (measures["entry_shown"], measures["wrong_but_sure"]) == (0, 0)


def test_out_of_scope_declined_has_no_measures_of_entries() -> None:
    measures = score(question(**OUT), answer(kind="out_of_scope", sources=[])).measures
    assert measures == {"kind": 1, "language": 1, "out_of_scope_declined": 1, "wrong_but_sure": 0}


def test_out_of_scope_answered_surely_is_the_worst() -> None:
    measures = score(question(**OUT), answer("b")).measures
    assert (measures["out_of_scope_declined"], measures["wrong_but_sure"]) == (0, 1)


def test_a_guess_out_of_scope_is_not_declining_but_not_sure_either() -> None:
    measures = score(question(**OUT), answer("b", text="Eg fann ikkje eit sikkert svar.")).measures
    assert (measures["out_of_scope_declined"], measures["wrong_but_sure"]) == (0, 0)


def test_a_refused_message_declines_nothing() -> None:
    assert score(question(**OUT), Answer(503)).measures["out_of_scope_declined"] == 0


def test_language_is_scored_only_where_the_form_tells_it() -> None:
    assert score(question(form="nynorsk"), answer("a")).measures["language"] == 0
    assert "language" not in score(question(form="dialect"), answer("a")).measures


def test_an_answer_without_source_is_counted() -> None:
    assert score(question(), answer("a", sources=[])).measures["sourced"] == 0


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("8 fysio", "Per 2018 fysioterapeuter", False),
        ("lege", "Spør legen", True),
        ("lege", "Spør fastlegen", False),
        ("tre  måneder", "Tre\nmåneder", True),
        ("4-6|4–6", "Av 16 plasser er 4–6 til dette", True),
    ],
)
def test_a_phrase_begins_at_a_word(phrase: str, text: str, found: bool) -> None:
    assert holds(phrase, text) is found


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ({"kinds": ["offer", "route"]}, True),
        ({"kinds": ["route"]}, False),
        ({"entry": "a"}, True),
        ({"entry": "b"}, False),
        ({"shown": "b"}, True),
        ({"shown": "c"}, False),
        ({"contains": ["tre måneder"]}, True),
        ({"contains": ["tre måneder", "gratis"]}, False),
        ({"absent": ["gratis"]}, True),
        ({"absent": ["tre måneder"]}, False),
        ({"language": "nb"}, True),
        ({"language": "nn"}, False),
        ({"asks": "nothing"}, True),
        ({"asks": "municipality"}, False),
        ({"status": 422}, False),
    ],
)
def test_each_expectation_of_a_turn(wanted: dict[str, Any], right: bool) -> None:
    assert (faults(Expectation.model_validate(wanted), answer("a", "b"), []) == []) is right


def test_a_refusal_that_was_expected_is_right() -> None:
    assert faults(Expectation(status=422), Answer(422), []) == []


def test_a_button_that_was_not_shown_is_told() -> None:
    assert faults(Expectation(), Answer(0), []) == ["the button was not shown"]


def test_a_dialogue_passes_when_every_turn_does() -> None:
    asked = dialogue({"entry": "a"}, {"repeats": 1})
    assert judge(asked, [answer("a"), answer("a")]).passed
    held = judge(asked, [answer("a"), answer("a", text="Noe annet.")])
    assert (held.passed, held.wrong) == (False, [[], ["does not repeat turn 1"]])
