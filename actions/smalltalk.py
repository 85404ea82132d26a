"""Jokes and the like, kindly declined."""

from __future__ import annotations

from actions.base import AnswerAction


class Smalltalk(AnswerAction):
    """Jokes and the like, kindly declined."""

    intent = "smalltalk"
