""" "Ja" to what was just shown."""

from __future__ import annotations

from actions.base import AnswerAction


class Affirm(AnswerAction):
    """ "Ja" to what was just shown."""

    intent = "affirm"
