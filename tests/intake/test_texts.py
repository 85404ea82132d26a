"""The room's words: in every language, complete, and none too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from intake.forms import load_forms
from intake.wording import LANGUAGES, texts

ROOM = Path(__file__).parents[2] / "intake"
CODE = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))


def wordings(tree: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every {nb, nn, en} of a file, by its path."""
    if isinstance(tree, dict) and "nb" in tree:
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from wordings(value, f"{path}/{key}")


@pytest.mark.parametrize("name", ["questions", "options", "frames", "faults"])
def test_every_text_is_there_in_every_language_with_the_same_values(name: str) -> None:
    for path, item in wordings(texts(name)):
        assert set(item) == set(LANGUAGES), path
        assert all(str(text).strip() for text in item.values()), path
        values = [set(re.findall(r"\{(\w+)\}", text)) for text in item.values()]
        assert values[0] == values[1] == values[2], path


def test_every_slot_has_a_question_and_every_option_a_title() -> None:
    forms = load_forms()
    assert set(texts("questions")) == set(forms.slots)
    for name, slot in forms.slots.items():
        assert set(slot.options) == set(texts("options").get(name, {})), name


def test_every_frame_is_used() -> None:
    made = {"start_", "noun_", "authority_"}
    for key in texts("frames"):
        assert re.search(rf"""['"]{key}['"]""", CODE) or any(key.startswith(start) for start in made), key


def test_no_text_names_a_number_to_call_but_the_emergency_number() -> None:
    for name in ("questions", "frames", "faults"):
        for path, item in wordings(texts(name)):
            for text in item.values():
                assert set(re.findall(r"\d{3,}", text)) <= {"113", "1953"}, path
