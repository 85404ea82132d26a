"""Who works there, how many, where, when, for whom."""

from __future__ import annotations

from actions.base import AnswerAction


class AskDetails(AnswerAction):
    """Who works there, how many, where, when, for whom."""

    intent = "ask_details"
