"""Properties of all masks together."""

import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.redaction import redact
from api.text_entry import clean
from tests.api.redaction.made_up import identity_numbers, mobile_numbers

SAID = [
    "jeg heter",
    "mor",
    "Kari",
    "Storgata 4",
    "slag",
    "ring 113",
    "a@b.no",
    "12",
    "og",
    "/",
    "[",
    "]",
    "\n",
    "kr",
    "+47",
]
PIECES = st.one_of(st.sampled_from(SAID), st.text(max_size=12), identity_numbers(), mobile_numbers())
TEXTS = st.lists(PIECES, max_size=12).map(" ".join).map(clean)


@settings(max_examples=300)
@given(text=TEXTS)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


@settings(max_examples=300)
@given(before=TEXTS, number=identity_numbers(), after=TEXTS)
def test_whatever_stands_around_it_an_identity_number_is_gone(before: str, number: str, after: str) -> None:
    assert number not in redact(clean(f"{before} {number} {after}"))


def test_health_words_and_places_stay() -> None:
    text = "Mannen min har hatt hjerneslag og bor i Kristiansund. Får vi avlastning?"
    assert redact(text) == text


SLOW_UNITS = [
    "a.",
    "a-",
    "A.",
    "1-",
    ".",
    "-",
    "_",
    "+",
    "0",
    "1....2.....",
    "a@",
    "a@b.",
    "(",
    "[at] ",
    "å'",
    "a ",
    "\n",
    "+47 ",
]
SLOW_WORDS = ["a dot ", "a (at) ", "jeg heter a-", "jeg heter A. ", "Storgata 1, ", "Kongens gate ", "hilsen A "]


@pytest.mark.parametrize("unit", SLOW_UNITS + SLOW_WORDS)
def test_no_thousand_characters_take_long(unit: str) -> None:
    """The gate masks on its one thread: a text that takes long would stop everybody's."""
    text = (unit * 1000)[:1000]
    assert min(timeit.repeat(lambda: redact(text), number=1, repeat=3)) < 0.1
