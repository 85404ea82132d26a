"""Finds the actions: every module of this room that defines one subclass of AnswerAction."""

from __future__ import annotations

import importlib
import pkgutil

import actions
from actions.base import AnswerAction
from answers.service import AnswerService


def action_classes() -> list[type[AnswerAction]]:
    """All action classes of the room, by module name."""
    found = []
    for module in sorted(pkgutil.iter_modules(actions.__path__), key=lambda item: item.name):
        loaded = importlib.import_module(f"actions.{module.name}")
        found += [
            value
            for value in vars(loaded).values()
            if isinstance(value, type) and issubclass(value, AnswerAction) and value is not AnswerAction
        ]
    return found


def build_actions(answers: AnswerService) -> dict[str, AnswerAction]:
    """Every action by its name in Rasa's domain."""
    built = [action_class(answers) for action_class in action_classes()]
    return {action.name(): action for action in built}
