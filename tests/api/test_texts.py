"""The gate's own texts: in every language, with no number that is not everybody's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.foreign import answer_in_foreign
from api.redaction.numbers import public_numbers
from api.texts import LANGUAGES, load_texts, preferred_language
from api.welcome import welcome

FILES = ("welcome", "last_resort", "other_languages", "problems", "pages")


def strings(tree: Any) -> list[str]:
    if isinstance(tree, dict):
        return [text for value in tree.values() for text in strings(value)]
    return [tree] if isinstance(tree, str) else []


@pytest.mark.parametrize("name", FILES)
def test_no_text_names_a_number_that_is_not_everybodys(name: str) -> None:
    for text in strings(load_texts(name)):
        for found in re.findall(r"\d[\d ,]*\d", text):
            assert re.sub(r"\D", "", found) in public_numbers() | {"1000", "128"}, text


@pytest.mark.parametrize("language", [*LANGUAGES, "se"])
@pytest.mark.parametrize("channel", ["chat", "voice"])
@pytest.mark.parametrize("place", [None, "Ålesund"])
def test_the_welcome_is_whole_in_every_language(language: Any, channel: Any, place: str | None) -> None:
    [message] = welcome(language, channel, place)
    assert message.language == language
    assert ("Ålesund" in message.text) == (place is not None)
    assert "113" in message.text
    assert not re.search(r"[{}]", message.text + (message.spoken or ""))
    assert (message.spoken is None) == (channel == "chat")


@pytest.mark.parametrize("language", sorted(load_texts("other_languages")["texts"]))
def test_a_foreign_language_is_answered_in_itself_and_in_english(language: str) -> None:
    text = answer_in_foreign(language).text
    assert load_texts("other_languages")["texts"][language] in text
    assert "interpreter" in text
    assert "113" in text


def test_a_language_without_a_text_is_answered_in_english() -> None:
    assert answer_in_foreign("xx").text.startswith("I am a machine")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, None),
        ("", None),
        ("*", None),
        ("nn-NO", "nn"),
        ("no", "nb"),
        ("de,en;q=0.5", "en"),
        ("en;q=0.1,nb;q=0.2", "nb"),
    ],
)
def test_the_browsers_best_language(header: str | None, language: str | None) -> None:
    assert preferred_language(header) == language
