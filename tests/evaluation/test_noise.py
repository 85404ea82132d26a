"""Noise is noise: always the same for a seed, of the kind it says, and it leaves the question readable."""

from __future__ import annotations

import pytest

from evaluation.noise import NOISES, noisy, variants

TEXT = "Kan far på 82 få trygghetsalarm hjemme i Ålesund, og hva koster det?"


@pytest.mark.parametrize("kind", NOISES)
def test_the_same_text_gets_the_same_noise_and_is_changed(kind: str) -> None:
    assert noisy(TEXT, kind) == noisy(TEXT, kind) != TEXT


@pytest.mark.parametrize(
    ("kind", "length"), [("dropped letter", -1), ("doubled letter", 1), ("swapped letters", 0), ("neighbour key", 0)]
)
def test_one_slip_changes_one_letter(kind: str, length: int) -> None:
    spoilt = noisy("Hva er trygghetsalarm", kind)
    assert len(spoilt) == len("Hva er trygghetsalarm") + length
    assert spoilt.startswith("Hva er t")


def test_each_kind_of_typing_looks_as_people_type() -> None:
    assert noisy(TEXT, "dictated") == "kan far på åttito få trygghetsalarm hjemme i ålesund og hva koster det"
    assert noisy(TEXT, "capitals") == TEXT.upper().rstrip("?") + "!!!"
    assert "trygghet alarm" in noisy(TEXT, "split compound")
    assert set("æøåÆØÅ").isdisjoint(noisy(TEXT, "without æøå"))


def test_a_text_without_words_long_enough_stays() -> None:
    assert noisy("ja", "dropped letter") == "ja"


def test_variants_are_of_different_kinds_and_none_is_the_text_itself() -> None:
    found = variants(TEXT, 4)
    assert len({kind for kind, _ in found}) == 4
    assert TEXT not in [text for _, text in found]
    assert found == variants(TEXT, 4)
