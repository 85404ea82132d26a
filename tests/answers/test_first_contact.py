"""Where to begin: the offices are lifted when a person asks whom to turn to, and only then."""

import pytest

from answers.first_contact import first_contacts, urgency
from answers.message import Turn
from answers.service import AnswerService
from knowledge_base.offices import load_offices


@pytest.mark.parametrize(
    "text",
    [
        "mor kommer hjem fra sykehuset i morgen, hvem kan hjelpe oss?",
        "kven kan hjelpe oss no?",
        "kem ska vi ring te når'n far kjem hjem",
        "vi vet ikke hvor vi skal begynne",
        "grandma is coming home on Monday, who can help us?",
    ],
)
def test_asking_where_to_begin_is_heard_in_every_form(text: str) -> None:
    assert urgency(text) > 0


@pytest.mark.parametrize("text", ["hva koster korttidsopphold?", "finnes det trening for kols?", "hva er COPM?", ""])
def test_other_questions_lift_no_office(text: str) -> None:
    assert first_contacts(text, "alesund", load_offices()) == {}


def test_the_answer_says_first_where_to_begin(answers: AnswerService) -> None:
    text = "bestemor har brukket hoften og kommer hjem på mandag, hvem kan hjelpe oss?"
    message = answers.answer_without_bot(Turn(conversation_id="x", text=text, municipality="alesund")).messages[0]
    assert message.text.startswith("Start hos Tildelingskontoret")
    assert message.entries[0].id == "alesund-tildelingskontoret"
