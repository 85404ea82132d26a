"""Every text of ours is there in bokmål, nynorsk and English, with the same values to fill in."""

import re
import string

import pytest

from answers.topics import topics, wanted
from answers.wording import LANGUAGES, TEXTS, texts

STATUSES = {"proposed", "ended", "project"}
CONTACT = {"phone", "email", "web", "address", "hours"}
FILES = sorted(path.stem for path in TEXTS.glob("*.yaml"))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("name", FILES)
def test_all_languages_with_the_same_fields(name: str) -> None:
    for key, item in texts(name).items():
        for variant in [item, *item.get("variants", [])]:
            found = [fields(variant[language]) for language in LANGUAGES]
            assert found[0] == found[1] == found[2], key


@pytest.mark.parametrize("name", FILES)
def test_sentences_are_short(name: str) -> None:
    for key, item in texts(name).items():
        for language in LANGUAGES:
            for sentence in re.split(r"[.!?:]\s", item[language]):
                assert len(sentence.split()) <= 22, (key, language, sentence)


def test_every_frame_is_used() -> None:
    code = " ".join(path.read_text(encoding="utf-8") for path in TEXTS.parent.glob("*.py"))
    computed = {"missing_cost", "missing_waiting", "missing_duration", *STATUSES, *CONTACT}
    assert [
        key for key in texts("frames") if f'"{key}"' not in code and f"'{key}'" not in code and key not in computed
    ] == []


def test_cues_raise_what_the_words_ask_for() -> None:
    bonus = wanted(topics()["find_offer"], "hva koster det, og hvor mange plasser er det?")
    assert bonus["cost"] > 0.2
    assert bonus["capacity"] > 0.2
    assert bonus.get("waiting", 0.0) == 0.0
