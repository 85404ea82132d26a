"""A greeting."""

from __future__ import annotations

from actions.base import AnswerAction


class Greet(AnswerAction):
    """A greeting."""

    intent = "greet"
