"""A refusal by the classifier does not stand against a need told in everyday words, but advice is never given."""

from __future__ import annotations

import pytest

from answers.message import Turn
from answers.refusals import doubtful, no_abuse_told, no_case_told, nobody_asked_for, told_need
from answers.service import AnswerService
from answers.understanding import Understanding


@pytest.mark.parametrize(
    "text", ["far roter med tablettene sine", "my mother forgets her pills", "ho tør ikkje stå i dusjen"]
)
def test_a_need_is_no_request_for_advice(text: str) -> None:
    assert told_need(text, Understanding("medical_advice", 0.7), lay_words=True)


@pytest.mark.parametrize(
    "text",
    [
        "kan jeg slutte med pillene",
        "hvor mange tabletter skal mor ha",
        "er det farlig å glemme pillene",
        "is it dangerous to forget the pills",
        "har mor demens når hun roter",
        "kva betyr det at ho gløymer",
    ],
)
def test_what_asks_for_a_judgement_is_refused(text: str) -> None:
    assert not told_need(text, Understanding("medical_advice", 0.7), lay_words=True)


def test_a_sure_refusal_and_one_without_everyday_words_stand() -> None:
    assert not told_need("roter med tablettene", Understanding("medical_advice", 0.9), lay_words=True)
    assert not told_need("hva er hovedstaden", Understanding("out_of_scope", 0.6), lay_words=False)
    assert not told_need("roter med tablettene", Understanding("find_offer", 0.6), lay_words=True)


def test_only_unsure_refusals_are_doubtful() -> None:
    assert doubtful("hva med far", Understanding("private_data", 0.4))
    assert not doubtful("hva med far", Understanding("private_data", 0.6))
    assert not doubtful("hva med far", Understanding("find_offer", 0.2))
    assert not doubtful("kan jeg doble dosen", Understanding("medical_advice", 0.4))


@pytest.mark.parametrize(
    "text",
    [
        "beina svikter når jeg reiser meg",
        "jeg er redd for folk",
        "guten slår i veggen",
        "jeg er bekymret for utviklingen til et barn",
    ],
)
def test_what_has_no_word_of_abuse_is_no_worry_about_it(text: str) -> None:
    assert no_abuse_told(text, Understanding("abuse_concern", 0.5))


@pytest.mark.parametrize(
    "text", ["han slår", "jeg er redd mannen", "hvem melder jeg til", "my uncle beats his son", "bekymret for barnet"]
)
def test_a_worry_about_abuse_stands(text: str) -> None:
    assert not no_abuse_told(text, Understanding("abuse_concern", 0.5))


def test_who_asks_for_nobodys_data_is_not_refused() -> None:
    assert nobody_asked_for("hvem i kommunen kan gi oss råd", Understanding("private_data", 0.6))
    assert not nobody_asked_for("hva står i journalen til mor", Understanding("private_data", 0.6))
    assert not nobody_asked_for("har naboen hjemmehjelp", Understanding("private_data", 0.6))


def test_a_need_without_a_word_of_a_case_is_no_case() -> None:
    assert no_case_told("løfte meg ut av senga", Understanding("withdraw", 0.6), need=True)
    assert no_case_told("hvordan kommer mor seg til behandling", Understanding("case_status", 0.6), need=True)
    assert not no_case_told("jeg vil trekke søknaden om alarm", Understanding("withdraw", 0.6), need=True)
    assert not no_case_told("løfte meg ut av senga", Understanding("withdraw", 0.9), need=True)
    assert not no_case_told("hvordan går det", Understanding("case_status", 0.6), need=False)


def test_a_question_about_oneself_asks_for_a_judgement() -> None:
    asked = "Har eg lungebetennelse når eg hostar grønt?"
    assert not told_need(asked, Understanding("medical_advice", 0.7), lay_words=True)
    assert told_need(
        "Har vi krav på hjelp når far roter med pillene?", Understanding("medical_advice", 0.7), lay_words=True
    )


def test_nothing_is_made_simpler_before_anything_was_said(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="far skjønner ikke høreapparatet sitt", municipality="kristiansund")
    shown = answers.answer(turn, Understanding("simplify", 0.8)).messages[-1].entries
    assert shown[0].id in {"kristiansund-kontaktperson-syn-og-horsel", "kristiansund-tilbud-syns-og-horselshemmede"}
