"""Coordinator and coordinating unit of a place."""

from __future__ import annotations

from actions.base import AnswerAction


class WhoCoordinates(AnswerAction):
    """Coordinator and coordinating unit of a place."""

    intent = "who_coordinates"
