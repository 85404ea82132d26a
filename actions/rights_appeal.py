"""Rights, duties and appeal as the sources state them."""

from __future__ import annotations

from actions.base import AnswerAction


class RightsAppeal(AnswerAction):
    """Rights, duties and appeal as the sources state them."""

    intent = "rights_appeal"
