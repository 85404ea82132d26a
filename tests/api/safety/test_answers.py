"""What people in danger are told: whom to call, first and in plain words."""

import re
from pathlib import Path

import pytest
import yaml

import api.safety
from answers.message import Language
from api.safety import SafetyHit, SafetyRules
from api.safety.answer import answer

TEXTS: dict[str, dict[str, str]] = yaml.safe_load(
    (Path(api.safety.__file__).parent / "texts.yaml").read_text(encoding="utf-8")
)
FIRST = {
    "life_threat": "113",
    "fire": "110",
    "violence_now": "112",
    "suicide_now": "113",
    "suicide": "116 123",
    "child_harm": "116 111",
    "abuse": "116 006",
    "urgent": "116 117",
}
ALLOWED = {"110", "112", "113", "116 006", "116 111", "116 117", "116 123"}
FOREIGN = ("se", "pl", "uk", "ar", "so")
RULES = SafetyRules()


def numbers(text: str) -> list[str]:
    """Everything that could be dialled."""
    return re.findall(r"\d+(?: \d+)*", text)


@pytest.mark.parametrize("group", FIRST)
def test_every_text_names_the_number_first_and_no_other_than_the_allowed(group: str) -> None:
    assert TEXTS[group].keys() == {"nb", "nn", "en", *FOREIGN}
    for language, text in TEXTS[group].items():
        assert set(numbers(text)) <= ALLOWED, language
        assert FIRST[group] in re.split(r"[.:!](?:\s|$)", text)[0], language


@pytest.mark.parametrize("group", FIRST)
@pytest.mark.parametrize(
    ("language", "cannot"), [("nb", "kan ikke ringe"), ("nn", "kan ikkje ringje"), ("en", "cannot call for you")]
)
def test_texts_are_short_and_say_that_a_chat_cannot_call(group: str, language: str, cannot: str) -> None:
    sentences = [part for part in re.split(r"\.(?:\s|$)", TEXTS[group][language]) if part]
    assert 2 <= len(sentences) <= 4
    assert cannot in sentences[-1]
    assert max(len(sentence.split()) for sentence in sentences) <= 26


@pytest.mark.parametrize("group", FIRST)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_message_is_of_kind_safety_and_can_be_heard(group: str, language: Language) -> None:
    message = RULES.message(SafetyHit(group, "en" if language == "en" else "nb"), language, None)
    assert (message.kind, message.language, message.text) == ("safety", language, TEXTS[group][language])
    assert message.spoken is not None
    assert not re.search(r"\d", message.spoken)


def test_numbers_are_spoken_digit_by_digit() -> None:
    spoken = RULES.message(SafetyHit("urgent"), "nn", None).spoken
    assert spoken is not None
    assert "éin éin seks, éin éin sju" in spoken


def test_the_matched_words_decide_the_language_where_the_identifier_had_too_little() -> None:
    polish = RULES.message(SafetyHit("life_threat", "pl"), "nb", None)
    assert polish.text == f"{TEXTS['life_threat']['pl']}\n\n{TEXTS['life_threat']['en']}"
    assert polish.language == "en"


def test_norwegian_words_in_a_foreign_text_are_answered_in_both() -> None:
    message = RULES.message(SafetyHit("suicide"), "nn", "uk")
    assert message.text == f"{TEXTS['suicide']['uk']}\n\n{TEXTS['suicide']['nn']}"


def test_a_language_without_text_gets_one_that_we_have() -> None:
    assert RULES.message(SafetyHit("fire"), "nb", "ti").text == TEXTS["fire"]["nb"]
    assert answer(TEXTS["fire"], "en", "en", "ti").text == TEXTS["fire"]["en"]


def test_english_in_a_norwegian_conversation_is_answered_in_both() -> None:
    message = RULES.message(SafetyHit("life_threat", "en"), "nb", None)
    assert message.text == f"{TEXTS['life_threat']['en']}\n\n{TEXTS['life_threat']['nb']}"


@pytest.mark.parametrize("hit", [SafetyHit("fire", "se"), SafetyHit("fire", "nb")])
def test_sami_stands_above_bokmal(hit: SafetyHit) -> None:
    message = RULES.message(hit, "se", None)
    assert message.text == f"{TEXTS['fire']['se']}\n\n{TEXTS['fire']['nb']}"
    assert message.language == "se"
