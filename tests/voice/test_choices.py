"""Choices for the ear, and for keys."""

from __future__ import annotations

import pytest

from voice.choices import choices_aloud, choices_by_key
from voice.ports import Said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Du kan velge. Si Hvordan søker jeg, eller trykk en. Si Kontakt, eller trykk to."),
        ("nn", "Du kan velje. Sei Hvordan søker jeg, eller trykk ein. Sei Kontakt, eller trykk to."),
        ("en", "You can choose. Say Hvordan søker jeg, or press one. Say Kontakt, or press two."),
    ],
)
def test_without_a_screen_each_choice_has_its_key(language: str, said: str) -> None:
    answer = Said(["Svar."], language, choices=["Hvordan søker jeg?", "Kontakt"])
    assert choices_aloud(answer, screen=False) == [said]
    assert choices_by_key(answer) == ["Hvordan søker jeg?", "Kontakt"]


def test_no_more_than_three_are_said_and_have_keys() -> None:
    answer = Said(["Svar."], "nb", choices=list("abcde"))
    assert choices_by_key(answer) == ["a", "b", "c"]
    assert "d" not in choices_aloud(answer, screen=False)[0].split()


def test_the_first_of_many_municipalities_are_examples_without_keys() -> None:
    question = Said(["Hvilken?"], "nb", "municipality", ["Bodø", "Bærum", "Bømlo", "Gjøvik"])
    assert choices_aloud(question, screen=False) == ["Si for eksempel Bodø, Bærum eller Bømlo."]
    assert choices_by_key(question) == []


def test_beside_a_screen_it_is_one_short_sentence() -> None:
    assert choices_aloud(Said(["Svar."], "nb", choices=["A", "B"]), screen=True) == ["Du kan si: A eller B."]
    assert choices_aloud(Said(["Svar."], "nb"), screen=True) == []
