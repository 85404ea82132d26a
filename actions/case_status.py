"""Whom to ask how far a case has come."""

from __future__ import annotations

from actions.base import AnswerAction


class CaseStatus(AnswerAction):
    """Whom to ask how far a case has come."""

    intent = "case_status"
