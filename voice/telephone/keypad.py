"""The keys of a telephone: what a press means, which depends on what the assistant waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

KEYS = frozenset("0123456789*#")
_DIGITS_OF = {"phone": 8, "birth_year": 4}
"""Answers that are digits, and how many they have: quicker and surer to press than to say."""


@dataclass(frozen=True)
class Chosen:
    """One of the choices that were said, from 1."""

    number: int


@dataclass(frozen=True)
class Entered:
    """Digits that answer a question."""

    digits: str


Pressed: TypeAlias = Chosen | Entered | Literal["repeat", "stop", "person", "english"] | None
"""None: nothing yet, more digits may come."""


class Keypad:
    """One caller's keys. Digits are collected only while a question for digits is open."""

    def __init__(self) -> None:
        self._digits = ""

    def press(self, key: str, waits_for: str | None) -> Pressed:
        """What the key means now. Unknown keys (A to D) mean nothing."""
        wanted = _DIGITS_OF.get(waits_for or "")
        if wanted is None:
            self._digits = ""
            return _plain(key)
        if key.isdecimal():
            self._digits += key
            return self._entered() if len(self._digits) == wanted else None
        if key == "#" and self._digits:
            return self._entered()
        self._digits = ""
        return _plain(key)

    def _entered(self) -> Entered:
        digits, self._digits = self._digits, ""
        return Entered(digits)


def _plain(key: str) -> Pressed:
    if key == "*":
        return "repeat"
    if key == "#":
        return "stop"
    if key == "0":
        return "person"
    if key == "9":
        return "english"
    return Chosen(int(key)) if key in KEYS else None
