"""Which offers there are for a need in a place."""

from __future__ import annotations

from actions.base import AnswerAction


class FindOffer(AnswerAction):
    """Which offers there are for a need in a place."""

    intent = "find_offer"
