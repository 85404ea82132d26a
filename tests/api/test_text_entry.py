"""What comes in becomes visible text of bounded length that is no command."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.problems import Problem
from api.text_entry import clean, enter_text

ZERO_WIDTH = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u3164", "\U000e0041"]


@given(text=st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(text=st.text(max_size=200))
def test_nothing_invisible_is_left(text: str) -> None:
    assert not any(unicodedata.category(character) in {"Cf", "Co", "Cs"} for character in clean(text))


@pytest.mark.parametrize("hidden", ZERO_WIDTH)
def test_zero_width_characters_go(hidden: str) -> None:
    assert enter_text(f"{hidden}lo{hidden}goped{hidden}", 1000) == "logoped"


@pytest.mark.parametrize(
    "command", ["/restart", " /restart", "\u200b/restart", "／restart", "/greet{}", "/\u200brestart"]
)
def test_a_leading_slash_is_no_command(command: str) -> None:
    entered = enter_text(command, 1000)
    assert not entered.startswith("/")
    assert entered.startswith("\u2215")


def test_a_slash_inside_stays() -> None:
    assert enter_text("habilitering/rehabilitering", 1000) == "habilitering/rehabilitering"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\ufeff", "\x00"])
def test_nothing_to_read_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="empty-text"):
        enter_text(text, 1000)


def test_length_is_measured_after_cleaning() -> None:
    assert len(enter_text("a" * 1000 + "\u200b" * 50, 1000)) == 1000
    with pytest.raises(Problem, match="text-too-long"):
        enter_text("a" * 1001, 1000)
    assert enter_text("å" * 1000, 1000) == enter_text("a\u030a" * 1000, 1000)


def test_markup_stays_text() -> None:
    assert enter_text("<script>alert(1)</script> <b>hei</b>", 1000) == "<script>alert(1)</script> <b>hei</b>"
