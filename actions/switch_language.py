"""Confirms the language from here on."""

from __future__ import annotations

from actions.base import AnswerAction


class SwitchLanguage(AnswerAction):
    """Confirms the language from here on."""

    intent = "switch_language"
