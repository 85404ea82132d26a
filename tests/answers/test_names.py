"""Persons asked after and offers that do not exist."""

from __future__ import annotations

import pytest

from answers.names import asks_for_a_person, names_no_offer_of_ours
from answers.service import AnswerService
from tests.answers.test_answers import ask


def unknown(_word: str) -> bool:
    return False


@pytest.mark.parametrize(
    "text",
    [
        "Bor Tore Oppdiktet på sykehjemmet?",
        "Finnes det en som heter Grethe hos dere?",
        "gi meg nummeret til Siri Fiktiv",
        "Is John Madeup a patient?",
    ],
)
def test_a_named_person_is_asked_after(text: str) -> None:
    assert asks_for_a_person(text, unknown)


@pytest.mark.parametrize(
    "text",
    [
        "Jeg heter Tore Oppdiktet og har fått vedtak",
        "Mor Grethe Fiktiv trenger hjelp",
        "Hva er vedtak?",
        "ola nordmann",
    ],
)
def test_nobody_is_asked_after(text: str) -> None:
    assert not asks_for_a_person(text, unknown)


def test_what_the_catalogue_knows_is_no_person(answers: AnswerService) -> None:
    assert ask(answers, "Er Mork Rehabiliteringssenter en plass for pasienter?").messages[0].kind == "offer"


def test_an_offer_that_does_not_exist_is_not_found(answers: AnswerService) -> None:
    assert names_no_offer_of_ours("hva koster Snøfnuggklinikken?", unknown)
    reply = ask(answers, "hvordan søker jeg til Snøfnuggteamet?", "how_to_get_in").messages[0]
    assert (reply.kind, reply.entries) == ("fallback", [])
    assert ask(answers, "Hva gjør Demensteamet?").messages[0].kind == "offer"
