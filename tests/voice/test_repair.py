"""Repairs change what no dictionary knows, and leave everything else alone."""

from __future__ import annotations

import pytest
import simplemma
from hypothesis import given
from hypothesis import strategies as st

from voice.repair import Repairer

WORDS = [
    "hverdagsrehabilitering",
    "Koordinerende enhet",
    "Kollen rehabilitering",
    "logoped",
    "Ålesund",
    "Kristiansund",
    "rullator",
    "trygghetsalarm",
    "Lerkendal",
    "Bodø",
    "kreftkoordinator",
]


def known(word: str) -> bool:
    return any(simplemma.is_known(word, lang=language) for language in ("nb", "nn", "en"))


REPAIRER = Repairer(WORDS, known)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("hva er hverdags rehabilitering", "hva er hverdagsrehabilitering"),
        ("jeg vil til koller", "jeg vil til Kollen"),
        ("kan mor få rulator", "kan mor få rullator"),
        ("trenger trykketsalarm", "trenger trygghetsalarm"),
        ("jeg bor i ålesunn", "jeg bor i Ålesund"),
        ("Kristian sund", "Kristiansund"),
        ("jeg bor på landet og har vondt i ryggen", "jeg bor på landet og har vondt i ryggen"),
        ("jeg bodde i Oslo før", "jeg bodde i Oslo før"),
        ("ring 113, nå!", "ring 113, nå!"),
        ("har egentalt sett det", "har egentalt sett det"),
        ("finnes det en kreft koordinator", "finnes det en kreftkoordinator"),
        ("jeg bor i kristiansunn", "jeg bor i Kristiansund"),
        ("bordet er dekket", "bordet er dekket"),
        ("logopeden og lokale rullatorer", "logopeden og lokale rullatorer"),
        ("hun er trygg hjemme med alarmen på", "hun er trygg hjemme med alarmen på"),
    ],
)
def test_repairs(heard: str, meant: str) -> None:
    assert REPAIRER.repair(heard) == meant


@given(
    st.lists(
        st.sampled_from(
            ["jeg", "har", "ikke", "fått", "hjelp", "hjemme", "etter", "sykehuset", "og", "trenger", "trening"]
        ),
        max_size=12,
    )
)
def test_ordinary_words_stay(words: list[str]) -> None:
    text = " ".join(words)
    assert REPAIRER.repair(text) == text


@given(st.text(max_size=60))
def test_anything_can_be_repaired_without_harm(text: str) -> None:
    assert isinstance(REPAIRER.repair(text), str)
