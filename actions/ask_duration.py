"""How long it lasts."""

from __future__ import annotations

from actions.base import AnswerAction


class AskDuration(AnswerAction):
    """How long it lasts."""

    intent = "ask_duration"
