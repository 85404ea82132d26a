"""Medical advice is declined, with whom to ask."""

from __future__ import annotations

from actions.base import AnswerAction


class MedicalAdvice(AnswerAction):
    """Medical advice is declined, with whom to ask."""

    intent = "medical_advice"
