"""Ordinals in all written forms."""

import pytest

from answers.message import DialogueContext, Turn
from answers.ordinals import chosen_number
from answers.service import AnswerService
from answers.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("den første", 0),
        ("den fyrste takk", 0),
        ("nummer to", 1),
        ("ta den andre", 1),
        ("number 3", 2),
        ("the last one please", -1),
        ("den siste av dem", -1),
        ("vis meg mer", None),
    ],
)
def test_the_place_is_read(text: str, place: int | None) -> None:
    assert chosen_number(text) == place


def test_the_second_of_those_shown_is_told_about(answers: AnswerService) -> None:
    context = DialogueContext(
        shown=["kristiansund-trygghetsalarm", "kristiansund-matombringing"], last_question="hva finnes?"
    )
    turn = Turn(conversation_id="x", text="den andre", municipality="kristiansund", context=context)
    message = answers.answer(turn, Understanding("choose_entry")).messages[0]
    assert message.entries[0].id == "kristiansund-matombringing"


def test_a_number_beyond_those_shown_asks_what_is_meant(answers: AnswerService) -> None:
    turn = Turn(conversation_id="x", text="nummer 3", context=DialogueContext(shown=["kristiansund-trygghetsalarm"]))
    assert answers.answer(turn, Understanding("choose_entry")).messages[0].entries
