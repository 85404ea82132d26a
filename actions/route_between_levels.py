"""The way between home, municipality, hospital and private institutions."""

from __future__ import annotations

from actions.base import AnswerAction


class RouteBetweenLevels(AnswerAction):
    """The way between home, municipality, hospital and private institutions."""

    intent = "route_between_levels"
