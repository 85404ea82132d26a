"""The page's words: the same keys in each language, none empty, each one used and none missing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

CHAT = Path(__file__).resolve().parents[2] / "web" / "chat"
LANGUAGES = ("nb", "nn", "en")
_STRING_OR_KEY = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|\b(\w+)(?=\s*:)')
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def constants() -> dict[str, Any]:
    """The exported objects of texts.js by name. They are literals of strings, so quoted keys make JSON of them."""
    source = (CHAT / "texts.js").read_text(encoding="utf-8")
    quoted = _STRING_OR_KEY.sub(_quote, source)
    found = re.findall(r"^export const (\w+) = (.*?);$", quoted, re.DOTALL | re.MULTILINE)
    return {name: json.loads(_TRAILING_COMMA.sub("", literal)) for name, literal in found}


def _quote(match: re.Match[str]) -> str:
    if match[1]:
        return f'"{match[1]}"'
    return "" if match[0].startswith("//") else match[0]


def flat(texts: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Texts by path: {"status.ended": "avsluttet"}."""
    found: dict[str, str] = {}
    for key, value in texts.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return found


CONSTANTS = constants()
TEXTS = CONSTANTS["TEXTS"]


@pytest.mark.parametrize("name", ["TEXTS", "SWITCH", "LANGUAGES"])
def test_every_choice_exists_in_the_three_languages(name: str) -> None:
    assert tuple(CONSTANTS[name]) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_have_the_same_keys_and_no_empty_text(language: str) -> None:
    texts = flat(TEXTS[language])
    assert texts.keys() == flat(TEXTS["nb"]).keys()
    assert [key for key, text in texts.items() if not text.strip()] == []


def test_every_text_is_used_and_every_used_text_exists() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in CHAT.glob("*.js") if file.name != "texts.js")
    used = set(re.findall(r"(?<!/)\b(?:t|texts)\.(\w+)", code)) | set(re.findall(r'"(citizen|relative|staff)"', code))
    assert used == set(TEXTS["nb"])


def test_the_page_names_no_telephone_number_but_those_for_emergencies() -> None:
    written = [text for language in LANGUAGES for text in flat(TEXTS[language]).values()]
    numbers = {number for text in written for number in re.findall(r"\d[\d ]*\d", text)}
    assert numbers == {"113", "116 117", "1000"}  # 1000: how long a text may be
