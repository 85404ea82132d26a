"""The voice's own sentences: whole in three languages, and worded for an ear where there is no screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from voice.spoken.form import to_speech
from voice.wording import sentence

ROOM = Path(__file__).parents[2] / "voice"
FILES = {
    name: yaml.safe_load((ROOM / name).read_text(encoding="utf-8")) for name in ("texts.yaml", "telephone/texts.yaml")
}
SENTENCES = [(name, key) for name, texts in FILES.items() for key in texts]


@pytest.mark.parametrize(("name", "key"), SENTENCES)
def test_a_sentence_is_there_in_three_languages_with_the_same_values(name: str, key: str) -> None:
    texts = FILES[name][key]
    assert set(texts) == {"nb", "nn", "en"}
    assert len({frozenset(re.findall(r"{\w+}", text)) for text in texts.values()}) == 1


@pytest.mark.parametrize("key", FILES["telephone/texts.yaml"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_by_telephone_nobody_is_told_to_read_or_write(key: str, language: str) -> None:
    text = FILES["telephone/texts.yaml"][key][language]
    assert not re.search(r"skriv|skjerm|klikk|\bwrite\b|screen|click", text, re.IGNORECASE)
    assert set(re.findall(r"\d[\d ]*\d", text)) <= {"113", "116 117"}
    assert not re.search(r"\d", to_speech(text, language))  # type: ignore[arg-type]


def test_a_telephone_has_its_own_words_where_they_differ() -> None:
    assert sentence("say_again", "nb") != sentence("say_again", "nb", screen=False)
    assert sentence("nothing_to_repeat", "nb") == sentence("nothing_to_repeat", "nb", screen=False)
    assert sentence("goodbye", "se", screen=False) == sentence("goodbye", "nb", screen=False)
