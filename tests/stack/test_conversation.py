"""Conversations through all real processes, as the public contract's clients have them."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError

from tests.stack.conftest import Start
from tests.stack.contract import VALIDATOR

pytestmark = pytest.mark.stack

STROKE = "pappa har hatt slag og trenger opptrening hjemme, hva finnes?"
APPLY = "hvordan søker jeg om hverdagsrehabilitering?"
EVERYDAY = "kan jeg få hverdagsrehabilitering?"


def test_a_question_is_answered_with_entry_source_and_date(talk: Start) -> None:
    answer = talk(municipality="melhus", language="nb").say(EVERYDAY)
    assert answer["entries"][0]["id"] == "melhus-hverdagsrehabilitering"
    assert answer["entries"][0]["as_of"]
    assert answer["sources"]
    source = answer["sources"][0]
    assert source["document"] in answer["text"]
    assert source["as_of"][:4] in answer["text"]


@pytest.mark.parametrize("question", ["hva koster det?", "hvordan søker jeg?", "hvor lenge varer det?"])
def test_a_follow_up_is_about_the_entry_just_shown(talk: Start, question: str) -> None:
    conversation = talk(municipality="melhus", language="nb")
    shown = conversation.say(EVERYDAY)["entries"][0]["id"]
    assert conversation.say(question)["entries"][0]["id"] == shown


def test_the_municipality_is_asked_for_and_the_first_question_is_not_repeated(talk: Start) -> None:
    conversation = talk(language="nb")
    asked = conversation.say(APPLY)
    assert asked["asks"] == {"slot": "municipality", "optional": True, "input": "choice"}
    answer = conversation.press(asked, "Melhus")
    assert answer["asks"] is None
    assert answer["kind"] == "route"
    assert answer["entries"][0]["id"] == "melhus-hverdagsrehabilitering"


def test_who_does_not_name_a_municipality_is_not_asked_again(talk: Start) -> None:
    conversation = talk(language="nb")
    assert conversation.say(APPLY)["asks"]["slot"] == "municipality"
    answer = conversation.say("mor trenger plass på rehabiliteringsavdeling, hvordan søker vi?")
    assert answer["asks"] is None
    assert answer["entries"]


def test_another_place_is_asked_about_in_two_words(talk: Start) -> None:
    conversation = talk(municipality="alesund", language="nb")
    conversation.say(STROKE)
    answer = conversation.say("og i Melhus?")
    assert answer["entries"][0]["id"].startswith("melhus-")
    read = conversation.http.get(f"/conversations/{conversation.id}").json()
    assert read["municipality"] == "melhus"


def test_the_same_message_id_gets_the_same_answer_and_does_nothing_twice(talk: Start) -> None:
    conversation = talk(municipality="melhus", language="nb")
    first = conversation.post(text=EVERYDAY, message_id="m-1").json()
    again = conversation.post(text=EVERYDAY, message_id="m-1").json()
    assert again == first
    assert len(conversation.transcript()) == 3


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("nb", "Hvem er koordinerende enhet her?"),
        ("nn", "Korleis søkjer eg om plass, og kven kan eg snakke med?"),
        ("en", "My father had a stroke. Who can help us at home?"),
    ],
)
def test_the_answer_comes_in_the_language_of_the_question(talk: Start, language: str, question: str) -> None:
    answer = talk(municipality="melhus").say(question)
    assert answer["language"] == language
    assert answer["buttons"]
    titles = {"nb": "Hvordan søker jeg?", "nn": "Korleis søkjer eg?", "en": "How do I apply?"}
    assert titles[language] in {button["title"] for button in answer["buttons"]}


def test_a_life_in_danger_gets_people_to_call_and_nothing_else(talk: Start) -> None:
    answer = talk(municipality="melhus", language="nb").say("jeg vil ta livet mitt")
    assert answer["kind"] == "safety"
    assert "116 123" in answer["text"]
    assert "113" in answer["text"].replace("116 113", "")
    assert answer["entries"] == []


@pytest.mark.parametrize("command", ["/restart", "/session_start", '/choose_entry{"entry_id": "x"}'])
def test_a_command_of_rasa_is_words_when_a_person_types_it(talk: Start, command: str) -> None:
    conversation = talk(municipality="melhus", language="nb")
    answer = conversation.say(command)
    assert "x" not in {entry["id"] for entry in answer["entries"]}
    assert conversation.transcript()[1]["text"] == f"\u2215{command[1:]}"


def test_restart_typed_by_a_person_forgets_nothing(talk: Start) -> None:
    conversation = talk(municipality="melhus", language="nb")
    shown = conversation.say(EVERYDAY)["entries"][0]["id"]
    conversation.say("/restart")
    again = conversation.say(EVERYDAY)
    assert again["asks"] is None, "the municipality is still known"
    assert again["entries"][0]["id"] == shown


@pytest.mark.parametrize(
    "question", ["hvilken dose paracet skal mor ha?", "skal han slutte med blodfortynnende før operasjonen?"]
)
def test_medical_advice_is_not_given(talk: Start, question: str) -> None:
    answer = talk(municipality="melhus", language="nb").say(question)
    assert (answer["kind"], answer["entries"], answer["sources"]) == ("out_of_scope", [], [])


def test_the_transcript_holds_no_national_identity_number(talk: Start) -> None:
    conversation = talk(municipality="melhus", language="nb")
    conversation.say("Mor har fødselsnummer 01017012345 og telefon 91234567, hvem kan hjelpe henne?")
    said = conversation.transcript()[1]
    assert said["from"] == "person"
    assert "[fødselsnummer]" in said["text"]
    assert "01017012345" not in said["text"]
    assert "91234567" not in said["text"]


def test_an_erased_conversation_is_gone(talk: Start) -> None:
    conversation = talk(municipality="melhus", language="nb")
    conversation.say(EVERYDAY)
    assert conversation.http.delete(f"/conversations/{conversation.id}").status_code == 204
    assert conversation.http.get(f"/conversations/{conversation.id}").status_code == 404
    assert conversation.post(text=EVERYDAY).status_code == 404


def test_the_shape_check_refuses_what_the_contract_does_not_have(talk: Start) -> None:
    message = talk(municipality="melhus").seen[0]
    VALIDATOR.validate(message)
    for wrong in ({**message, "payload": "/x"}, {**message, "kind": "joke"}, {**message, "text": ""}):
        with pytest.raises(ValidationError):
            VALIDATOR.validate(wrong)
