"""Every code that the room can say has words in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from referrals.kinds import Kind, Relation
from referrals.states import Event, State
from referrals.wording import texts

ROOM = Path(__file__).parents[2] / "referrals"


def leaves(item: object, path: str = "") -> list[tuple[str, dict[str, str]]]:
    if isinstance(item, dict) and "nb" in item:
        return [(path, item)]
    assert isinstance(item, dict), path
    return [leaf for key, value in item.items() for leaf in leaves(value, f"{path}/{key}")]


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOM / "texts").glob("*.yaml")))
def test_every_text_exists_in_three_languages(name: str) -> None:
    for path, item in leaves(texts(name)):
        assert {"nb", "nn", "en"} <= set(item), path
        holes = {language: sorted(re.findall(r"\{\w+\}", item[language])) for language in ("nb", "nn", "en")}
        assert holes["nb"] == holes["nn"] == holes["en"], path


def test_every_state_event_kind_and_relation_has_a_name() -> None:
    named = texts("states")
    assert set(named["states"]) == {state.value for state in State} - {"draft"}
    assert set(named["events"]) == {event.value for event in Event}
    assert set(named["kinds"]) == {kind.value for kind in Kind}
    assert set(named["relations"]) == {relation.value for relation in Relation}


def test_every_fault_in_the_code_has_words() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
    used = set(re.findall(r'Fault\([^()]*?"([a-z-]+)"\)', code)) | set(re.findall(r'return "([a-z-]+)"', code))
    known = set(texts("faults"))
    assert {code for code in used if code.strip("-") and "-" in code} <= known
    assert len(used & known) > 15
