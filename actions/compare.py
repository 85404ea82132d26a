"""What tells two offers apart."""

from __future__ import annotations

from actions.base import AnswerAction


class Compare(AnswerAction):
    """What tells two offers apart."""

    intent = "compare"
