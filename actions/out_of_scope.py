"""What lies outside, with where to turn."""

from __future__ import annotations

from actions.base import AnswerAction


class OutOfScope(AnswerAction):
    """What lies outside, with where to turn."""

    intent = "out_of_scope"
