""" "Nei" to what was just shown."""

from __future__ import annotations

from actions.base import AnswerAction


class Deny(AnswerAction):
    """ "Nei" to what was just shown."""

    intent = "deny"
