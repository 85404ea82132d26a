"""A doubtful refusal gives way to what the catalogue knows; a sure one stands."""

import pytest

from answers.message import Turn
from answers.service import AnswerService
from answers.understanding import Understanding

ASKED = Turn(conversation_id="x", text="kan far få trygghetsalarm?", municipality="kristiansund")


def test_a_doubtful_refusal_is_answered_from_the_catalogue(answers: AnswerService) -> None:
    message = answers.answer(ASKED, Understanding("private_data", 0.31)).messages[0]
    assert message.entries[0].id == "kristiansund-trygghetsalarm"


@pytest.mark.parametrize("intent", ["private_data", "medical_advice", "out_of_scope"])
def test_a_sure_refusal_stands(answers: AnswerService, intent: str) -> None:
    message = answers.answer(ASKED, Understanding(intent, 0.9)).messages[0]
    assert message.kind == "out_of_scope"
    assert message.entries == []


def test_what_the_catalogue_does_not_know_is_refused_even_in_doubt(answers: AnswerService) -> None:
    turn = Turn(conversation_id="x", text="hvem vant kampen i går?", municipality="melhus")
    assert answers.answer(turn, Understanding("out_of_scope", 0.3)).messages[0].kind == "out_of_scope"


def test_the_number_of_somebody_in_an_office_is_not_known_and_the_office_is_named(answers: AnswerService) -> None:
    turn = Turn(
        conversation_id="x",
        text="hva er mobilnummeret til lederen for Tildeling og koordinering?",
        municipality="kristiansund",
    )
    message = answers.answer(turn, Understanding("private_data", 0.9)).messages[0]
    assert message.entries[0].id == "kristiansund-tildeling-og-koordinering"
    assert "finnes ikke i kilden" in message.text


def test_the_number_of_a_neighbour_is_not_looked_for(answers: AnswerService) -> None:
    turn = Turn(conversation_id="x", text="hva er telefonnummeret til naboen min i Kollen?", municipality="alesund")
    message = answers.answer(turn, Understanding("private_data", 0.9)).messages[0]
    assert message.kind == "out_of_scope"
    assert message.entries == []


def test_a_doubtful_goodbye_is_no_goodbye_when_something_is_asked(answers: AnswerService) -> None:
    turn = Turn(conversation_id="x", text="sov godt kurs hvor finner jeg datoer", municipality="kristiansund")
    assert answers.answer(turn, Understanding("goodbye", 0.41)).messages[0].entries[0].id == "kristiansund-sov-godt"


def test_a_goodbye_stands_in_doubt_when_nothing_is_asked(answers: AnswerService) -> None:
    turn = Turn(conversation_id="x", text="ha det", municipality="kristiansund")
    assert answers.answer(turn, Understanding("goodbye", 0.41)).messages[0].kind == "smalltalk"
