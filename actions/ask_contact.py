"""How to reach a service."""

from __future__ import annotations

from actions.base import AnswerAction


class AskContact(AnswerAction):
    """How to reach a service."""

    intent = "ask_contact"
