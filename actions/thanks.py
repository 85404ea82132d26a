"""Thanks."""

from __future__ import annotations

from actions.base import AnswerAction


class Thanks(AnswerAction):
    """Thanks."""

    intent = "thanks"
