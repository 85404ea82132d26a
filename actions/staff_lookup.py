"""What professionals look up: routines, numbers, who does what."""

from __future__ import annotations

from actions.base import AnswerAction


class StaffLookup(AnswerAction):
    """What professionals look up: routines, numbers, who does what."""

    intent = "staff_lookup"
