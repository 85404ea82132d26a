"""What it costs."""

from __future__ import annotations

from actions.base import AnswerAction


class AskCost(AnswerAction):
    """What it costs."""

    intent = "ask_cost"
