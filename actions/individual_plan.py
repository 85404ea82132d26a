"""Individual plan: what it is, who has the right to one, whom to ask."""

from __future__ import annotations

from actions.base import AnswerAction


class IndividualPlan(AnswerAction):
    """Individual plan: what it is, who has the right to one, whom to ask."""

    intent = "individual_plan"
