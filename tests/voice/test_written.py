"""Spoken answers to a form's questions, as one would have written them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.spoken.numbers import year_in_words
from voice.spoken.written import as_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("nitten førtiåtte", "1948"),
        ("nitten førti åtte", "1948"),
        ("Nitten hundre og førtiåtte.", "1948."),
        ("jeg er født i nitten femtitre", "jeg er født i 1953"),
        ("19 48", "1948"),
        ("1948", "1948"),
        ("to tusen og ti", "2010"),
        ("totusen og fem", "2005"),
        ("tjue ti", "2010"),
        ("nitten null fem", "1905"),
        ("åttitre år", "åttitre år"),
        ("hopp over", "hopp over"),
        ("jeg har nitten katter og to barn", "jeg har nitten katter og to barn"),
    ],
)
def test_years(said: str, written: str) -> None:
    assert as_written(said, "birth_year") == written


@given(st.integers(1910, 2039), st.sampled_from(["nb", "nn", "en"]))
def test_a_year_that_a_voice_says_is_the_year_that_is_written(year: int, language: str) -> None:
    if year % 100 and (year < 2000 or language != "en"):
        assert as_written(year_in_words(year, language), "birth_year") == str(year)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("fjerde desember", "4. desember"),
        ("den tjueførste i januar", "21. januar"),
        ("fredag", "fredag"),
        ("the third of May", "3. May"),
        ("den fjerde", "den fjerde"),
    ],
)
def test_days(said: str, written: str) -> None:
    assert as_written(said, "discharge_on") == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Ø D E G Å R D", "Ødegård"),
        ("Åse ø-d-e-g-å-r-d", "Åse Ødegård"),
        ("O, l, a Nordmann", "Ola Nordmann"),
        ("J. K. Rowling", "J. K. Rowling"),
        ("Ragnhild Testesen", "Ragnhild Testesen"),
    ],
)
def test_spelled_names(said: str, written: str) -> None:
    assert as_written(said, "name") == written


def test_telephones_and_free_words() -> None:
    assert as_written("førtien tjuetre førtifem sekstisju", "phone") == "41234567"
    assert as_written("fjerde desember nitten førtiåtte", "need") == "fjerde desember nitten førtiåtte"
    assert as_written("fjerde desember", None) == "fjerde desember"


@given(st.text(max_size=60), st.sampled_from(["birth_year", "discharge_on", "phone", "name"]))
def test_anything_is_taken_without_harm(text: str, slot: str) -> None:
    assert isinstance(as_written(text, slot), str)
