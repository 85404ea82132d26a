"""What a word of the field means."""

from __future__ import annotations

from actions.base import AnswerAction


class Definition(AnswerAction):
    """What a word of the field means."""

    intent = "definition"
