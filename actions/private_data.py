"""Personal data is never given out."""

from __future__ import annotations

from actions.base import AnswerAction


class PrivateData(AnswerAction):
    """Personal data is never given out."""

    intent = "private_data"
