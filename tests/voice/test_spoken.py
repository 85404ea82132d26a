"""What a voice says: no figures, links or abbreviations are left, and numbers mean what was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.spoken.digits import digits_for_words, in_pairs
from voice.spoken.form import SpokenLanguage, for_the_ear, to_speech
from voice.spoken.numbers import LIMIT, in_words, value_of

LANGUAGES = st.sampled_from(["nb", "nn", "en"])


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("Ring 116 117.", "nb", "Ring hundre og seksten, hundre og sytten."),
        ("Ring 113.", "nn", "Ring ein ein tre."),
        ("Ring 800 300 61", "nb", "Ring åtte hundre, tre hundre, sekstien"),
        ("70 16 20 00", "nb", "sytti, seksten, tjue, null null"),
        ("1. august 2022", "nb", "første august to tusen og tjueto"),
        ("01.08.1968", "nn", "første august nitten sekstiåtte"),
        ("hol. § 7-2a", "en", "hol. section seven two a"),
        ("§§ 5-8", "nb", "paragrafene fem til åtte"),
        ("kl. 09.00–15.30.", "nb", "klokka ni til femten tretti."),
        ("2,20 hjemler", "nb", "to komma to null hjemler"),
        ("f.eks. 3 750 kr", "nn", "til dømes tre tusen sju hundre og femti kroner"),
        ("100 %", "en", "one hundred percent"),
        ("Se https://eksempel.no/x", "nb", "Se lenken står på skjermen"),
    ],
)
def test_written_becomes_said(written: str, language: SpokenLanguage, said: str) -> None:
    assert to_speech(written, language) == said


@given(text=st.text(alphabet="abæøå 0123456789.,-–:§%/()", max_size=80), language=LANGUAGES)
def test_no_figure_is_left_and_saying_it_again_changes_nothing(text: str, language: SpokenLanguage) -> None:
    said = to_speech(text, language)
    assert not re.search(r"\d", said)
    assert to_speech(said, language) == said


@given(number=st.integers(0, LIMIT), other=st.integers(0, LIMIT), language=LANGUAGES)
def test_two_numbers_never_sound_alike(number: int, other: int, language: str) -> None:
    assert (in_words(number, language) == in_words(other, language)) == (number == other)


@given(number=st.integers(0, 99), language=LANGUAGES)
def test_number_words_are_understood_again(number: int, language: str) -> None:
    assert value_of(in_words(number, language)) == number


@given(
    digits=st.text(alphabet="0123456789", min_size=8, max_size=8).filter(lambda digits: not digits.startswith("800"))
)
def test_a_telephone_number_said_and_heard_is_the_same(digits: str) -> None:
    assert digits_for_words(in_pairs(digits, "nb")) == digits


def test_spoken_digits_become_one_string() -> None:
    assert (
        digits_for_words("nummeret er tretten null én sekstini null null to syv åtte takk")
        == "nummeret er 13016900278 takk"
    )
    assert digits_for_words("femogførti tjueen 33 44") == "45213344"
    assert digits_for_words("det tar to, tre dager og fire turer") == "det tar to, tre dager og fire turer"


def test_the_ear_gets_the_first_sentences_and_is_told_where_the_rest_is() -> None:
    text = "Ja. Kommunen har det. Ta kontakt med kontoret. Det er gratis. Kilde: Plan 2016."
    assert for_the_ear(text, "nb").endswith("Resten står på skjermen.")
    assert for_the_ear("Ja. Det finnes.", "nb") == "Ja. Det finnes."
