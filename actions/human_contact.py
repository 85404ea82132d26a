"""How to reach a person."""

from __future__ import annotations

from actions.base import AnswerAction


class HumanContact(AnswerAction):
    """How to reach a person."""

    intent = "human_contact"
