"""Violence or neglect: whom to call and tell."""

from __future__ import annotations

from actions.base import AnswerAction


class AbuseConcern(AnswerAction):
    """Violence or neglect: whom to call and tell."""

    intent = "abuse_concern"
