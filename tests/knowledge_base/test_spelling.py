"""Slips and missing letters are mended towards everyday words, and real words are left alone."""

from __future__ import annotations

import pytest

from knowledge_base.hints import meant_by
from knowledge_base.spelling import mended, parted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("rullattor", "rullator"), ("krykkr", "krykker"), ("dikker", "drikker"), ("avlstning", "avlastning")],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize(
    ("heard", "meant"),
    [("hørri", "hører"), ("skjæle", "skjeler"), ("tærskeln", "terskelen"), ("gelænder", "gelender"), ("røykj", "røyk")],
)
def test_dialect_by_ear_is_mended_by_its_sound(heard: str, meant: str) -> None:
    assert mended(heard) == meant


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("stumperøyken", ("stumpe", "røyken")),
        ("skoasjøl", ("skoa", "sjøl")),
        ("dusjog", ("dusj", "og")),
        ("hjemmehjelp", ("hjemmehjelp",)),
        ("allarm", ("allarm",)),
        ("kommune", ("kommune",)),
        ("xyzqwv", ("xyzqwv",)),
    ],
)
def test_two_words_written_as_one_are_parted(typed: str, parts: tuple[str, ...]) -> None:
    assert parted(typed) == parts


@pytest.mark.parametrize("word", ["kommune", "hvem", "og", "stol", "glemmer", "gløymer", "xyzqwv"])
def test_a_word_is_left_alone_and_so_is_what_is_like_none(word: str) -> None:
    assert mended(word) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mor gar seg bort", "demens"),
        ("hun horer ikke dorklokka", "horselskontakt"),
        ("mor glemmer tabletene", "hjemmesykepl"),
        ("klarer ikke trapppa", "ergoterapeut"),
        ("vil stumperøyken", "roykeslutt"),
        ("seng på syke hjem noen uker", "korttidsopphold"),
        ("får ikke til å komme opp trappa", "ergoterapeut"),
    ],
)
def test_what_is_meant_is_found_through_the_slip(typed: str, meant: str) -> None:
    found = meant_by(typed)
    assert any(word.startswith(meant[:6]) for word in found), found


def test_a_long_word_is_not_taken_for_another_that_begins_alike() -> None:
    assert mended("rehabiliteringsteamet") == "rehabiliteringsteamet"
