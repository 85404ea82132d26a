"""Says that this is a machine and how to reach a person."""

from __future__ import annotations

from actions.base import AnswerAction


class BotChallenge(AnswerAction):
    """Says that this is a machine and how to reach a person."""

    intent = "bot_challenge"
