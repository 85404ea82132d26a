"""How one gets in and who decides."""

from __future__ import annotations

from actions.base import AnswerAction


class HowToGetIn(AnswerAction):
    """How one gets in and who decides."""

    intent = "how_to_get_in"
