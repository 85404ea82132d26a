"""Comparing: both sides are found in what people write, and both are in the answer."""

import pytest

from answers.comparison import sides
from answers.message import DialogueContext, Turn
from answers.service import AnswerService
from answers.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hva er forskjellen på habilitering og rehabilitering?", ("habilitering", "rehabilitering")),
        ("kva er skilnaden mellom korttidsopphald og avlastning", ("korttidsopphald", "avlastning")),
        ("What is the difference between respite care and a short stay?", ("respite care", "a short stay")),
        ("ka e forskjellen på ergoterapi å fysioterapi", ("ergoterapi", "fysioterapi")),
        ("Hva skiller trinn 2.1 fra 2.2?", ("trinn 2.1", "trinn 2.2")),
    ],
)
def test_the_two_sides_are_found(text: str, expected: tuple[str, str]) -> None:
    assert sides(text) == expected


def test_no_two_sides_in_other_questions() -> None:
    assert sides("hva koster det?") is None


def test_both_sides_are_in_the_answer(answers: AnswerService) -> None:
    text = "Hva er forskjellen på trygghetsalarm og matombringing?"
    turn = Turn(conversation_id="x", text=text, municipality="kristiansund")
    message = answers.answer(turn, Understanding("compare")).messages[0]
    assert {"kristiansund-trygghetsalarm", "kristiansund-matombringing"} <= {entry.id for entry in message.entries}
    assert len(message.text.split()) <= 160


def test_the_two_shown_last_can_be_compared(answers: AnswerService) -> None:
    shown = ["kristiansund-trygghetsalarm", "kristiansund-matombringing"]
    context = DialogueContext(shown=shown, last_question="hva finnes for eldre?", topic="find_offer")
    turn = Turn(conversation_id="x", text="hva er forskjellen på de to?", municipality="kristiansund", context=context)
    message = answers.answer(turn, Understanding("compare")).messages[0]
    assert [entry.id for entry in message.entries] == shown


def test_what_is_only_described_is_what_was_shown(answers: AnswerService) -> None:
    shown = ["alesund-logopedtjenesten", "alesund-privat-logoped", "alesund-ppt"]
    context = DialogueContext(shown=shown, last_question="logoped", topic="find_offer")
    text = "hva er forskjellen på den kommunale og den private?"
    turn = Turn(conversation_id="x", text=text, municipality="alesund", context=context)
    entries = answers.answer(turn, Understanding("compare")).messages[0].entries
    assert {entry.id for entry in entries} == {"alesund-logopedtjenesten", "alesund-privat-logoped"}


def test_what_one_record_says_of_both_is_said_where_no_place_is_named(answers: AnswerService) -> None:
    text = "ka e forskjellen på hjemmerehabilitering å hverdagsrehabilitering?"
    message = answers.answer(Turn(conversation_id="x", text=text), Understanding("compare")).messages[0]
    assert message.entries[0].id == "felles-rehabilitering-i-hjemmet"
    assert "ulikt" in message.text
