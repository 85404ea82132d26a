"""A goodbye."""

from __future__ import annotations

from actions.base import AnswerAction


class Goodbye(AnswerAction):
    """A goodbye."""

    intent = "goodbye"
