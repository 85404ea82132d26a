"""How a call ends: why, what is said last, and whether it goes on to a person."""

from __future__ import annotations

from typing import Literal

Why = Literal[
    "hung_up", "gone", "broken", "busy", "out_of_order", "internal",
    "transfer", "goodbye", "silent", "unheard", "too_long", "stopped",
]  # fmt: skip
_LAST_WORDS: dict[Why, str] = {
    "busy": "busy",
    "out_of_order": "out_of_order",
    "internal": "out_of_order",
    "unheard": "unheard",
    "goodbye": "goodbye",
    "silent": "silent",
    "too_long": "too_long",
}
_FOR_A_PERSON: frozenset[Why] = frozenset({"transfer", "busy", "out_of_order", "internal", "unheard"})
"""Ends at which a person should take over, because we could not do what the caller wanted."""


class Ended(Exception):
    """The call is over."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def for_a_person(why: Why) -> bool:
    """Whether the caller should be put through, where there is somebody."""
    return why in _FOR_A_PERSON


def last_words(why: Why, goes_on: bool) -> list[str]:
    """Keys of voice/telephone/texts.yaml to say. `goes_on`: there is a person to be put through to."""
    said = [_LAST_WORDS[why]] if why in _LAST_WORDS else []
    if why in _FOR_A_PERSON:
        said.append("transfer" if goes_on else "call_instead")
    return said
