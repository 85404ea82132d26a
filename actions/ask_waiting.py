"""How long one waits."""

from __future__ import annotations

from actions.base import AnswerAction


class AskWaiting(AnswerAction):
    """How long one waits."""

    intent = "ask_waiting"
