"""Dialect written by ear and the dictionary's spelling meet in one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sounds import sound_key


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("trøkke", "trykker"),
        ("jælpa", "hjelpe"),
        ("hainna", "handa"),
        ("køpe", "kjøper"),
        ("vila", "hvile"),
        ("sjorte", "skjorte"),
        ("mannj", "mann"),
        ("kage", "kake"),
        ("gløyme", "glemme"),
        ("kvell", "kveld"),
    ],
)
def test_what_sounds_alike_has_one_key(heard: str, written: str) -> None:
    assert sound_key(heard) == sound_key(written)


@pytest.mark.parametrize(("one", "other"), [("seng", "sang"), ("hjem", "time"), ("dusj", "lus"), ("trapp", "trenger")])
def test_what_sounds_otherwise_does_not(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@given(st.text(max_size=30))
def test_any_word_has_a_key(word: str) -> None:
    assert isinstance(sound_key(word), str)
