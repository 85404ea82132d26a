"""Rounds of fresh lines: every call for help is answered, and at most one harmless line in fifty is taken for one."""

from pathlib import Path

import pytest
import yaml

from api.safety import SafetyRules
from api.safety.weighing import NOTHING
from api.text_entry import clean

ROUNDS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "rounds.yaml").read_text(encoding="utf-8")
)
RULES = SafetyRules()


@pytest.mark.parametrize("name", ROUNDS)
def test_every_call_for_help_is_answered(name: str) -> None:
    assert [text for text in ROUNDS[name]["danger"] if RULES.check(clean(text)) is None] == []


@pytest.mark.parametrize("name", ROUNDS)
def test_harmless_lines_are_left_alone(name: str) -> None:
    harmless = ROUNDS[name]["harmless"]
    false_alarms = [text for text in harmless if RULES.check(clean(text)) is not None]
    assert len(false_alarms) <= len(harmless) * 0.02, false_alarms


@pytest.mark.parametrize(
    "text", ["Pappa pustr ikke", "Pappa psuter ikke", "mamma svaerr ikke og er blå", "han har hjerteinfakrt"]
)
def test_a_slip_of_the_finger_hides_nothing(text: str) -> None:
    hit = RULES.check(text)
    assert hit is not None
    assert hit.group == "life_threat"


def test_seldom_and_oblique_wordings_are_answered() -> None:
    told: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "told.yaml").read_text(encoding="utf-8"))
    assert len(told) > 1
    for group, texts in told.items():
        answered = sum(RULES.check(clean(text)) is not None for text in texts)
        missed = answered if group == NOTHING else len(texts) - answered
        assert missed <= len(texts) * 0.03, group
