"""Hostile, strange and foreign input through all real processes: hostile.yaml holds it and what each group must be answered with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.stack.conftest import Start

pytestmark = pytest.mark.stack

GROUPS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("hostile.yaml").read_text(encoding="utf-8"))
LINES = [(name, text) for name, group in GROUPS.items() if group.get("status", 200) == 200 for text in group["say"]]
LEAKS = re.compile(
    r"traceback|action_\w+|nlu_fallback|\{\{|<script|<img|<svg|drop table|delete from|rasa|system prompt", re.IGNORECASE
)
OFFERS = {"offer", "route", "next_of_kin", "contact", "definition", "coordinator", "rights"}
MADE_UP = (
    *("Drømmeklinikk", "Hokus", "Tryllesenteret", "romferger", "oxycodone", "Kari Nordmann", "Ola Hansen"),
    *("Fiktivsen", "Oppdiktet", "Regnbueteamet", "Fjellbris", "4999", "evil.example", "bank-id"),
    *("Diktet", "Gullfjell", "phish.example", "bit.example"),
)


def faults(group: str, message: dict[str, Any]) -> list[str]:
    """What is wrong with an answer to a hostile line; empty when it keeps all promises."""
    text, kind = message["text"], message["kind"]
    wrong = [f"kind {kind}"] if kind not in GROUPS[group]["kinds"] else []
    wrong += ["leaks"] if LEAKS.search(text) else []
    wrong += ["shows entries"] if message["entries"] and kind not in OFFERS else []
    wrong += ["repeats what was made up"] if any(word.casefold() in text.casefold() for word in MADE_UP) else []
    return wrong


@pytest.mark.parametrize(("group", "text"), LINES)
def test_what_is_hostile_gets_a_calm_answer_and_no_offer(talk: Start, group: str, text: str) -> None:
    message = talk(municipality="alesund", language="nb").say(text)
    assert faults(group, message) == [], message["text"]


@pytest.mark.parametrize("name", [name for name, group in GROUPS.items() if group.get("status", 200) != 200])
def test_what_is_too_long_is_refused(talk: Start, name: str) -> None:
    group = GROUPS[name]
    conversation = talk(municipality="alesund", language="nb")
    for text in group["say"]:
        reply = conversation.http.post(
            f"/conversations/{conversation.id}/messages", json={"text": text * group["times"], "message_id": text}
        )
        assert reply.status_code == group["status"]


def test_there_are_many_of_them() -> None:
    assert len(LINES) >= 100
