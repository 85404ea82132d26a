"""How to withdraw an application."""

from __future__ import annotations

from actions.base import AnswerAction


class Withdraw(AnswerAction):
    """How to withdraw an application."""

    intent = "withdraw"
