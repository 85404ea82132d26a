"""One key for all forms of a word."""

import pytest

from language.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("rehabilitering", "rehabiliteringen", "rehabiliteringa"),
        ("koordinator", "koordinatoren", "koordinatorer"),
        ("hjelpemiddel", "hjelpemidler", "hjelpemidlene"),
        ("pårørende", "pårørendes"),
    ],
)
def test_forms_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_different_words_stay_apart() -> None:
    assert stem("koordinator") != stem("koordinerende")
    assert stem("12") == "12"


def test_the_plural_of_the_north_and_a_word_that_only_looks_inflected() -> None:
    assert stem("sokkan") == stem("sokk")
    assert stem("slags") != stem("slag")
