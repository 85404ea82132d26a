"""Every action is in the domain and in a rule, every intent has an answer, one action a file."""

from pathlib import Path

import yaml

from actions.registry import action_classes, build_actions
from answers.service import AnswerService

ROOT = Path(__file__).parents[2]


def domain() -> dict[str, list[str]]:
    merged: dict[str, list[str]] = {"intents": [], "actions": []}
    for path in sorted((ROOT / "bot" / "domain").glob("*.yml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for key, items in merged.items():
            for item in loaded.get(key) or []:
                items.append(next(iter(item)) if isinstance(item, dict) else item)
    return merged


def rules() -> list[tuple[list[str], list[str]]]:
    found = []
    for path in sorted((ROOT / "bot" / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            intents = [step["intent"] for step in rule["steps"] if "intent" in step]
            found.append((intents, [step["action"] for step in rule["steps"] if "action" in step]))
    return found


def test_every_action_is_in_the_domain_and_in_a_rule(answers: AnswerService) -> None:
    ours = set(build_actions(answers))
    assert ours == set(domain()["actions"])
    assert ours == {action for _, actions in rules() for action in actions}


def test_every_intent_has_a_rule_and_an_answer(answers: AnswerService) -> None:
    intents = set(domain()["intents"]) | {"nlu_fallback"}  # Rasa's own, set by its FallbackClassifier
    assert intents == {intent for intents, _ in rules() for intent in intents}
    assert intents <= answers.intents


def test_one_action_a_file() -> None:
    modules = [action.__module__ for action in action_classes()]
    assert len(modules) == len(set(modules))
