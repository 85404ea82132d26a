"""A place was named: answer the question that waits, or the last one for the new place."""

from __future__ import annotations

from actions.base import AnswerAction


class InformMunicipality(AnswerAction):
    """A place was named: answer the question that waits, or the last one for the new place."""

    intent = "inform_municipality"
