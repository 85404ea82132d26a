"""The last answer in fewer words."""

from __future__ import annotations

from actions.base import AnswerAction


class Simplify(AnswerAction):
    """The last answer in fewer words."""

    intent = "simplify"
