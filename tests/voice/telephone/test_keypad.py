"""What keys mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.telephone.keypad import Chosen, Entered, Keypad, Pressed


@pytest.mark.parametrize(
    ("key", "means"),
    [
        ("1", Chosen(1)),
        ("3", Chosen(3)),
        ("9", "english"),
        ("0", "person"),
        ("*", "repeat"),
        ("#", "stop"),
        ("A", None),
        ("\xff", None),
    ],
)
def test_a_key_when_nothing_is_waited_for(key: str, means: Pressed) -> None:
    assert Keypad().press(key, None) == means


def test_a_telephone_number_is_entered_digit_by_digit_with_its_zeros() -> None:
    keypad = Keypad()
    assert [keypad.press(key, "phone") for key in "7010203"] == [None] * 7
    assert keypad.press("0", "phone") == Entered("70102030")
    assert keypad.press("0", None) == "person"


def test_a_short_number_is_closed_with_the_hash_and_given_up_with_the_star() -> None:
    keypad = Keypad()
    assert [keypad.press(key, "phone") for key in "110#"][-1] == Entered("110")
    assert [keypad.press(key, "phone") for key in "12*"][-1] == "repeat"
    assert [keypad.press(key, "birth_year") for key in "1968"][-1] == Entered("1968")


@given(st.text("0123456789*#ABCD", max_size=50), st.sampled_from([None, "phone", "birth_year", "name"]))
def test_digits_never_pile_up(keys: str, waits_for: str | None) -> None:
    keypad = Keypad()
    for key in keys:
        keypad.press(key, waits_for)
        assert len(keypad._digits) < 8
