"""Support, information and a say for relatives."""

from __future__ import annotations

from actions.base import AnswerAction


class NextOfKin(AnswerAction):
    """Support, information and a say for relatives."""

    intent = "next_of_kin"
