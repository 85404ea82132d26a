"""Which form a wish is about, and that the answers to it ask the gate to open one."""

from __future__ import annotations

import pytest

from answers.message import DialogueContext, Turn
from answers.service import AnswerService
from answers.understanding import Understanding
from answers.wishes import wants_to_apply, wished_form
from knowledge_base.content import Content


@pytest.mark.parametrize(
    ("text", "intent", "role", "form"),
    [
        ("jeg vil søke om avlastning", "open_referral", "citizen", "soknad"),
        ("I want to apply", "open_referral", "citizen", "soknad"),
        ("eg vil tilvise ein pasient", "open_referral", "staff", "henvisning"),
        ("send en henvisning", "open_referral", "citizen", None),
        ("kan du sende den for meg", "open_referral", "citizen", None),
        ("jeg vil melde fra om mor", "notify_coordinating_unit", "relative", "melding"),
        ("kan du melde at vi trenger koordinator", "notify_coordinating_unit", "relative", "koordinator"),
        ("søke om individuell plan", "open_referral", "citizen", "koordinator"),
        ("vi trenger barnekoordinator", "notify_coordinating_unit", "relative", "barnekoordinator"),
        ("kan noen ringe meg", "open_referral", "citizen", "callback"),
    ],
)
def test_the_form_is_told_by_the_words(text: str, intent: str, role: str, form: str | None) -> None:
    assert wished_form(text, intent, role) == form  # type: ignore[arg-type]


def ask(answers: AnswerService, text: str, intent: str, **turn: object) -> DialogueContext:
    made = Turn.model_validate({"conversation_id": "c", "text": text, **turn})
    return answers.answer(made, Understanding(intent)).context


def test_applying_wishes_for_a_form_about_what_was_named(answers: AnswerService) -> None:
    wish = ask(answers, "jeg vil søke om logoped nå", "open_referral", municipality="alesund").wish
    assert wish is not None
    assert (wish.form, wish.service, wish.municipality) == ("soknad", "alesund-logopedtjenesten", "alesund")


def test_without_a_place_the_form_asks_for_it(answers: AnswerService) -> None:
    wish = ask(answers, "jeg vil søke nå", "open_referral").wish
    assert wish is not None
    assert wish.municipality is None


def test_what_is_only_proposed_cannot_be_applied_for(answers: AnswerService, content: Content) -> None:
    for service in content.services.values():
        if service.status != "proposed" or not service.areas:
            continue
        text = f"jeg vil søke om {service.name.nb}"
        wish = ask(answers, text, "open_referral", municipality=service.areas[0]).wish
        assert wish is None or wish.service != service.id, service.id


@pytest.mark.parametrize(("intent", "form"), [("case_status", "status"), ("withdraw", "withdraw")])
def test_questions_about_a_case_wish_for_its_form(answers: AnswerService, intent: str, form: str) -> None:
    wish = ask(answers, "saken min", intent, municipality="alesund").wish
    assert wish is not None
    assert wish.form == form


def test_other_answers_wish_for_nothing(answers: AnswerService) -> None:
    assert ask(answers, "hva er logoped", "definition", municipality="alesund").wish is None


@pytest.mark.parametrize(
    "text", ["I would like to apply for a safety alarm", "vi ønsker å søke om avlastning", "Eg vil gjerne søkje no"]
)
def test_somebody_wants_to_apply(text: str) -> None:
    assert wants_to_apply(text)


@pytest.mark.parametrize(
    "text", ["jeg vil søke om alarm, hvordan gjør jeg det?", "Kan jeg søke om plass?", "hvem skal søke for meg"]
)
def test_somebody_only_asks_about_applying(text: str) -> None:
    assert not wants_to_apply(text)
