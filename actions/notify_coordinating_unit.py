"""How to tell the coordinating unit of a need."""

from __future__ import annotations

from actions.base import AnswerAction


class NotifyCoordinatingUnit(AnswerAction):
    """How to tell the coordinating unit of a need."""

    intent = "notify_coordinating_unit"
