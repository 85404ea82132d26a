"""How to apply or refer."""

from __future__ import annotations

from actions.base import AnswerAction


class OpenReferral(AnswerAction):
    """How to apply or refer."""

    intent = "open_referral"
