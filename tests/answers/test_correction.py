"""What is put right, added or asked for within a conversation, and where no model decides it."""

import pytest

from answers.correction import meant_instead, put_right
from answers.message import Turn
from answers.service import AnswerService
from answers.subject import says_nothing
from answers.thread import asks_for_someone_to_talk_to
from answers.understanding import Understanding
from knowledge_base.service import Catalogue
from tests.answers.test_answers import ask


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Eg meinte det ambulante teamet", "ambulante teamet"),
        ("sorry, I meant I need it permanently", "I need it permanently"),
        ("nei, det er feil", None),
        ("hva mener du?", None),
    ],
)
def test_what_was_meant_instead(text: str, meant: str | None) -> None:
    assert meant_instead(text) == meant


def test_a_denial_says_what_is_right_too() -> None:
    assert put_right("nei, støttekontakt") == "støttekontakt"


def test_what_was_meant_is_answered_by_itself(answers: AnswerService) -> None:
    first = ask(answers, "Kva er heimerehabilitering?", "definition", "bomlo", "nn")
    then = ask(answers, "Eg meinte det ambulante teamet", "deny", "bomlo", "nn", context=first.context)
    assert then.messages[0].entries[0].id == "bomlo-ambulant-rehabiliteringsteam"


def test_what_is_added_narrows_the_question_before(answers: AnswerService) -> None:
    first = ask(answers, "I need to borrow a wheelchair", "find_offer", "melhus", "en")
    then = ask(answers, "sorry, I meant I need it permanently", "nlu_fallback", "melhus", "en", context=first.context)
    assert "melhus-varige-hjelpemidler" in {entry.id for entry in then.messages[0].entries}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("e det nån æ kan prat me da", True),
        ("finst det nokon eg kan snakke med", True),
        ("is there anyone I can talk to", True),
        ("jeg vil snakke med et menneske", False),
        ("kan du snakke engelsk", False),
    ],
)
def test_who_asks_for_people_to_talk_to(text: str, asks: bool) -> None:
    assert asks_for_someone_to_talk_to(text) is asks


def test_people_to_talk_to_are_sought_for_what_was_told(answers: AnswerService) -> None:
    first = ask(answers, "Jeg er utslitt av å passe på mannen min som er dement", "next_of_kin")
    then = ask(answers, "finnes det noen jeg kan snakke med i samme situasjon?", "human_contact", context=first.context)
    shown = {entry.id for entry in then.messages[0].entries}
    assert shown & {"alesund-samtalegrupper-demens", "alesund-parorendeskole-demens"}


def test_a_wish_for_a_human_stays_one(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="Kan jeg få snakke med et menneske?", municipality="alesund")
    assert answers.answer(turn, Understanding("human_contact", 0.7)).messages[0].kind == "handover"


def test_who_asks_to_be_called_is_called(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="Kan nokon ringje meg om avlasting?", municipality="melhus")
    assert answers.answer(turn, Understanding("human_contact", 0.7)).messages[0].kind == "handover"


def test_a_profession_may_be_meant_by_someone_to_talk_to(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="kan jeg snakke med en psykolog i kommunen", municipality="alesund")
    reply = answers.answer(turn, Understanding("human_contact", 0.6))
    assert reply.messages[0].entries[0].id == "alesund-psykolog-lavterskel"


@pytest.mark.parametrize(
    ("text", "nothing"),
    [("asdkjh qwpoei", True), ("xyzzy plugh", True), ("logoepd", False), ("banan", False), ("hi there", False)],
)
def test_what_holds_no_words(text: str, nothing: bool, catalogue: Catalogue) -> None:
    assert says_nothing(text, catalogue) is nothing


def test_noise_that_a_model_takes_for_something_is_not_understood(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="asdkjh qwpoei", municipality="melhus")
    assert answers.answer(turn, Understanding("out_of_scope", 0.9)).messages[0].kind == "fallback"


def test_a_course_is_taken_and_no_medicine(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="Hvilke kurs kan jeg ta hjemmefra på nettet?", municipality="kristiansund")
    assert answers.answer(turn, Understanding("medical_advice", 0.45)).messages[0].kind == "offer"


def test_what_other_countries_have_is_offered_to_nobody(answers: AnswerService) -> None:
    shown = ask(answers, "han trenger praktisk hjelp hjemme", place="melhus").messages[0].entries
    assert not {entry.id for entry in shown} & {"ostersund-hemrehabilitering", "fredericia-hverdagsrehabilitering"}
    named = ask(answers, "Hva er Fredericia-modellen?", "definition", place="melhus").messages[0]
    assert "Fredericia" in named.text


def test_the_way_in_asks_for_the_place_although_something_holds_everywhere(answers: AnswerService) -> None:
    asks = ask(answers, "Jeg trenger hjemmehjelp, hvordan søker jeg?", "how_to_get_in", place=None).messages[0].asks
    assert asks is not None
    assert asks.slot == "municipality"
