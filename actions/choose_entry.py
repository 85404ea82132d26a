"""An entry was chosen by button."""

from __future__ import annotations

from actions.base import AnswerAction


class ChooseEntry(AnswerAction):
    """An entry was chosen by button."""

    intent = "choose_entry"
