"""The last answer again."""

from __future__ import annotations

from actions.base import AnswerAction


class Repeat(AnswerAction):
    """The last answer again."""

    intent = "repeat"
