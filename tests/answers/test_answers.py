"""What people get: the answer first, how to get in, source and date, in their language."""

import pytest

from answers.message import DialogueContext, Language, Reply, Role, Turn
from answers.service import AnswerService
from answers.understanding import Understanding
from knowledge_base.content import Content


def ask(
    answers: AnswerService,
    text: str,
    intent: str = "find_offer",
    place: str | None = "alesund",
    language: Language = "nb",
    role: Role = "citizen",
    context: DialogueContext | None = None,
    **entities: list[str],
) -> Reply:
    turn = Turn(
        conversation_id="c",
        text=text,
        municipality=place,
        language=language,
        role=role,
        context=context or DialogueContext(),
    )
    return answers.answer(turn, Understanding(intent, entities=entities))


def test_an_offer_names_entry_source_and_date(answers: AnswerService) -> None:
    message = ask(answers, "Hva er Kollen rehabilitering?").messages[0]
    assert message.entries[0].id == "alesund-kollen-rehabilitering"
    assert message.entries[0].as_of == "2016-01"
    assert message.sources
    assert "Kilde: Re-/habiliteringsplan 2016–2020" in message.text
    assert "fra 2016" in message.text


def test_what_is_only_proposed_is_called_so_and_has_no_way_in(answers: AnswerService) -> None:
    message = ask(answers, "Hvordan får jeg elektronisk individuell plan (EIP)?", "how_to_get_in").messages[0]
    assert message.entries[0].id == "alesund-elektronisk-individuell-plan"
    assert message.text.startswith("Elektronisk individuell plan (EIP) er bare foreslått. Det kan ikke søkes om.")
    assert not any(choice.payload == "/how_to_get_in" for choice in message.choices)


def test_a_number_that_is_not_in_the_catalogue_does_not_exist(answers: AnswerService) -> None:
    message = ask(answers, "Hva er telefonnummeret til Tildelingskontoret?", "ask_contact").messages[0]
    assert "finnes ikke i kilden" in message.text
    assert "800 300 61" in message.text


def test_follow_ups_stay_with_the_entry_shown(answers: AnswerService) -> None:
    first = ask(answers, "Kollen rehabilitering")
    for text, intent in (("hvor lenge varer det?", "ask_duration"), ("hvordan søker jeg?", "how_to_get_in")):
        reply = ask(answers, text, intent, context=first.context)
        assert reply.messages[0].entries[0].id == "alesund-kollen-rehabilitering", text
    duration = ask(answers, "hvor lenge varer det?", "ask_duration", context=first.context).messages[0].text
    assert "uker" in duration


def test_the_same_question_for_another_place(answers: AnswerService) -> None:
    first = ask(answers, "hverdagsrehabilitering", place="alesund")
    moved = ask(answers, "og i Melhus?", "inform_municipality", context=first.context, municipality=["melhus"])
    assert moved.municipality == "melhus"
    assert moved.messages[0].entries[0].id.startswith("melhus-")


def test_an_unknown_place_is_asked_for_once_and_the_question_waits(answers: AnswerService) -> None:
    asked = ask(answers, "Hvordan får jeg trygghetsalarm?", "how_to_get_in", place=None)
    assert asked.messages[0].asks is not None
    assert asked.messages[0].asks.slot == "municipality"
    told = ask(
        answers, "Kristiansund", "inform_municipality", place=None, context=asked.context, municipality=["kristiansund"]
    )
    assert told.messages[0].entries[0].id == "kristiansund-trygghetsalarm"
    assert told.municipality == "kristiansund"
    again = ask(answers, "Hvordan får jeg trygghetsalarm?", "how_to_get_in", place=None, context=asked.context)
    assert again.messages[0].asks is None


def test_the_coordinating_unit_of_the_place_comes_first(answers: AnswerService) -> None:
    expected = {
        "alesund": "alesund-koordinerende-enhet",
        "kristiansund": "kristiansund-tildeling-og-koordinering",
        "melhus": "melhus-forvaltningskontoret",
        "mandal": "mandal-koordinerende-enhet",
    }
    for place, entry in expected.items():
        reply = ask(answers, "hvem er koordinerende enhet her?", "who_coordinates", place=place)
        assert reply.messages[0].entries[0].id == entry


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Kan jeg slutte med tablettene?", "lege eller farmasøyt"),
        ("Hva betyr 12 poeng på testen?", "tolke testresultat"),
        ("Kan jeg løpe etter operasjonen?", "fysioterapeut"),
        ("Hvorfor har jeg så vondt?", "fastlegen"),
    ],
)
def test_medical_advice_is_declined_with_whom_to_ask(answers: AnswerService, text: str, says: str) -> None:
    message = ask(answers, text, "medical_advice").messages[0]
    assert message.kind == "out_of_scope"
    assert says in message.text


def test_every_intent_answers_in_every_language(answers: AnswerService) -> None:
    for language in ("nb", "nn", "en"):
        for intent in sorted(answers.intents):
            reply = ask(answers, "avlastning for barn", intent, language=language)  # type: ignore[arg-type]
            for message in reply.messages:
                assert message.text.strip(), (intent, language)
                assert "{" not in message.text, (intent, language)
                assert message.language == language


def test_repeat_and_simplify_keep_the_thread(answers: AnswerService) -> None:
    first = ask(answers, "Hva er Kollen rehabilitering?")
    again = ask(answers, "gjenta", "repeat", context=first.context)
    assert again.messages[0].entries[0].id == "alesund-kollen-rehabilitering"
    simpler = ask(answers, "si det enklere", "simplify", context=first.context).messages[0]
    assert len(simpler.text.split()) < len(first.messages[0].text.split())
    assert "Kilde" in simpler.text


def test_unsure_offers_choices_and_lost_says_whom_to_call(answers: AnswerService) -> None:
    lost = ask(answers, "xyzzy plugh", "nlu_fallback").messages[0]
    assert lost.kind == "fallback"
    assert "800 300 61" in lost.text


def test_without_the_bot_search_and_contact_still_answer(answers: AnswerService) -> None:
    turn = Turn(conversation_id="c", text="Hvem kontakter jeg om logoped?", municipality="alesund")
    message = answers.answer_without_bot(turn).messages[0]
    assert message.entries
    assert "Kilde" in message.text
    place = answers.answer_without_bot(turn.model_copy(update={"text": "Melhus"}))
    assert place.municipality == "melhus"


def test_nobody_is_told_how_to_get_into_what_is_only_proposed(content: Content, answers: AnswerService) -> None:
    proposed = [service for service in content.services.values() if service.status == "proposed"]
    assert proposed
    for service in proposed:
        turn = Turn(conversation_id="x", text="hvordan søker jeg?", municipality=None)
        chosen = Understanding("how_to_get_in", entities={"entry_id": [service.id]})
        text = answers.answer(turn, chosen).messages[0].text
        assert "bare foreslått. Det kan ikke søkes om." in text, service.id
        assert "Avgjøres av:" not in text, service.id


@pytest.mark.parametrize(("language", "note"), [("nn", "på bokmål"), ("en", "only available in Norwegian")])
def test_no_answer_falls_back_to_bokmal(
    content: Content, answers: AnswerService, language: Language, note: str
) -> None:
    for service in content.services.values():
        for intent in ("find_offer", "how_to_get_in", "ask_duration"):
            chosen = Understanding(intent, entities={"entry_id": [service.id]})
            turn = Turn(conversation_id="x", text="mer", municipality=None, language=language, role="staff")
            message = answers.answer(turn, chosen).messages[0]
            assert note not in message.text, (service.id, intent)
            assert message.entries[0].name == service.name.in_language(language)
