"""Dialect, nynorsk and typing habits end in the bokmål words that the catalogue uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.normalise import ascii_form, normalise, normalise_word, translate
from language.words import clean, split_words


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("æ treng jælp heime", "jeg trenger hjelp hjemme"),
        ("Kven bestemmer?", "hvem bestemmer"),
        ("ej har itj fått noko", "jeg har ikke fått noe"),
        ("koss søkje dåkker", "hvordan søker dere"),
        ("ka gjør en kordinator", "hva gjør en koordinator"),
        ("kvardagsrehabilitering", "hverdagsrehabilitering"),
    ],
)
def test_people_write_as_they_speak(said: str, meant: str) -> None:
    assert " ".join(normalise(said)) == meant


def test_english_phrases_become_search_words_longest_first() -> None:
    assert translate(split_words("waiting time for speech therapy")) == ["ventetid", "logoped"]


def test_every_canonical_word_stays_itself() -> None:
    """A word that is the target of one row must not be moved on by another: the result would depend on order."""
    for word in ("jeg", "ikke", "hjemme", "slag", "koordinator", "avlastning"):
        assert normalise_word(word) == word


def test_letters_missing_from_the_keyboard() -> None:
    assert ascii_form("pårørende") == "parorende"


@given(st.text(max_size=200))
def test_any_text_is_taken(text: str) -> None:
    for word in normalise(text):
        assert word
        assert word == word.strip()
    assert clean(clean(text)) == clean(text)


def test_invisible_characters_do_not_hide_a_word() -> None:
    assert split_words("re\u200bhabi\u00adlitering") == ["rehabilitering"]
