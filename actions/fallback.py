"""Graded fallback: answer what is near, ask back, or say whom to call."""

from __future__ import annotations

from actions.base import AnswerAction


class Fallback(AnswerAction):
    """Graded fallback: answer what is near, ask back, or say whom to call."""

    intent = "nlu_fallback"

    def name(self) -> str:
        """The name in Rasa's domain."""
        return "action_fallback"
