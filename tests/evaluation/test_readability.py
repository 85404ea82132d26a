"""LIX as Björnsson counts it, and every text of ours found."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.readability import lix, measure_templates, read_file, sentences


def test_lix_of_a_known_text() -> None:
    # 8 words in 2 sentences, 2 of them (Kommunen, tjenester) of more than six letters: 8/2 + 100*2/8
    assert lix("Kommunen har tjenester. Du kan spørre der nå.") == pytest.approx(4 + 25)


def test_seven_letters_are_long_and_six_are_not() -> None:
    assert lix("sjueren") == 101
    assert lix("seksen") == 1


def test_a_text_without_words_has_no_lix() -> None:
    with pytest.raises(ValueError, match="no words"):
        lix("…!")


def test_a_date_or_decimal_ends_no_sentence() -> None:
    assert sentences("Det er 2.8 stillinger. Ring først: da får du svar!") == [
        ["Det", "er", "2", "8", "stillinger"],
        ["Ring", "først"],
        ["da", "får", "du", "svar"],
    ]


def test_a_file_is_read_by_language_and_button_titles_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "texts.yaml"
    path.write_text(
        "a:\n  kind: ikke en tekst som leses\n  nb: Ta kontakt med {name} nå.\n  en: Yes.\n", encoding="utf-8"
    )
    assert [(text.where, text.language, text.longest) for text in read_file(path)] == [("texts.yaml: a.nb", "nb", 5)]


def test_all_our_texts_are_measured_in_three_languages() -> None:
    found = measure_templates()
    files = {text.where.split(":")[0] for text in found}
    assert {"fixed.yaml", "frames.yaml", "welcome.yaml", "problems.yaml", "texts.yaml"} <= files
    assert {text.language for text in found} == {"nb", "nn", "en"}
