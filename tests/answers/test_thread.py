"""What is said about the conversation itself, and what only looks like it."""

from __future__ import annotations

import pytest

from answers.message import DialogueContext
from answers.service import AnswerService
from answers.thread import (
    asks_for_the_deadline,
    asks_for_the_first,
    asks_what_was_meant,
    wants_it_again,
    wants_simpler,
)
from tests.answers.test_answers import ask


@pytest.mark.parametrize(
    "text",
    ["hva var det første du skrev?", "kva svara du først?", "what did you say at first?", "ka va det første du sa"],
)
def test_the_first_answer_is_asked_for(text: str) -> None:
    assert asks_for_the_first(text)


@pytest.mark.parametrize("text", ["hva er det første jeg må gjøre?", "den første", "Hvem snakker jeg med først?"])
def test_something_else_comes_first(text: str) -> None:
    assert not asks_for_the_first(text)


@pytest.mark.parametrize(
    "text", ["bruk vanlige ord", "det forstod jeg ikke", "put it in plain language", "kan du forklare det lettere?"]
)
def test_simpler_words_are_wanted(text: str) -> None:
    assert wants_simpler(text)


def test_a_long_story_of_not_understanding_is_no_wish_for_simpler_words() -> None:
    assert not wants_simpler(
        "Mor forstår ikke hva folk sier til henne lenger og blir sint når vi ber om at hun skal høre etter"
    )


@pytest.mark.parametrize("text", ["hva mener du?", "kva meiner du med det?", "What do you mean?"])
def test_a_meaning_is_asked_for(text: str) -> None:
    assert asks_what_was_meant(text)


@pytest.mark.parametrize("text", ["hva sa du?", "kan du gjenta det?", "say that again please", "en gang til"])
def test_the_last_answer_is_wanted_again(text: str) -> None:
    assert wants_it_again(text)


@pytest.mark.parametrize("text", ["hva sa du om Kollen?", "gjenta ordet kommune", "kan jeg søke en gang til?"])
def test_something_is_said_beside_the_wish_to_repeat(text: str) -> None:
    assert not wants_it_again(text)


def test_the_deadline_counts_after_a_refusal_or_by_name() -> None:
    assert asks_for_the_deadline("når er fristen?", "rights_appeal")
    assert asks_for_the_deadline("Hva er klagefristen?", None)
    assert not asks_for_the_deadline("når er fristen?", "find_offer")


def test_the_first_answer_comes_again(answers: AnswerService) -> None:
    first = ask(answers, "Hva er Kollen rehabilitering?")
    second = ask(answers, "Hva er støttekontakt?", context=first.context)
    again = ask(answers, "hva var det første du sa?", "nlu_fallback", context=second.context)
    assert again.messages[0].text == first.messages[0].text


def test_nothing_was_said_first(answers: AnswerService) -> None:
    assert ask(answers, "hva var det første du sa?", context=DialogueContext()).messages[0].kind == "clarify"


def test_another_person_asks_the_same_again(answers: AnswerService) -> None:
    first = ask(answers, "Kan mor få støttekontakt?")
    then = ask(answers, "oi, jeg skrev feil, det gjelder datteren min på 7", "medical_advice", context=first.context)
    assert then.messages[0].kind != "out_of_scope"
    assert "støttekontakt" in (then.context.last_question or "")
    assert "mor" not in (then.context.last_question or "").split()


def test_a_person_who_shall_have_what_was_shown_changes_nothing(answers: AnswerService) -> None:
    first = ask(answers, "Hva er støttekontakt?")
    then = ask(answers, "kan far få det?", "how_to_get_in", context=first.context)
    assert then.context.shown[:1] == first.context.shown[:1]


def test_somebody_asks_as_a_relative(answers: AnswerService) -> None:
    first = ask(answers, "Far har fått demens")
    then = ask(answers, "har dere noe for meg som sønn?", context=first.context)
    assert "alesund-parorendeskole-demens" in then.context.shown
    assert then.messages[0].kind == "next_of_kin"


def test_a_place_to_stay_steps_back_when_none_is_wanted(answers: AnswerService) -> None:
    reply = ask(answers, "jeg vil ikke på institusjon, jeg vil trene hjemme", place="kristiansund")
    assert reply.context.shown[0] not in ("kristiansund-korttidsplass", "kristiansund-langtidsplass-sykehjem")


def test_a_place_put_right_asks_again_whatever_was_understood(answers: AnswerService) -> None:
    first = ask(answers, "Finnes hverdagsrehabilitering?", place="melhus")
    then = ask(
        answers,
        "sorry, skrev feil kommune, skulle være Gjøvik",
        "out_of_scope",
        "melhus",
        context=first.context,
        municipality=["gjovik"],
    )
    assert "gjovik-hverdagsrehabilitering" in then.context.shown


def test_what_stands_nowhere_in_the_catalogue_is_not_guessed_at(answers: AnswerService) -> None:
    assert ask(answers, "endre skattekort og trekkprosent").messages[0].kind == "fallback"


def test_a_noun_for_what_was_shown_points_back(answers: AnswerService) -> None:
    first = ask(answers, "Hva er Kollen rehabilitering?")
    then = ask(answers, "hvem leder avdelingen der?", "ask_details", context=first.context)
    assert then.context.shown[0] == "alesund-kollen-rehabilitering"


def test_a_wish_to_send_something_needs_no_known_words(answers: AnswerService) -> None:
    reply = ask(answers, "vennligst påbegynn en søknad her i chatten", "open_referral")
    assert reply.context.wish is not None
