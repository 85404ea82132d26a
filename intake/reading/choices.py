"""Which of the offered options somebody means: its title, a word that stands for it, or its number in the list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from intake.reading.faults import Unreadable
from intake.reading.words import plain, says

_NUMBER = re.compile(r"^(?:(?:nr|nummer|number|alternativ|valg|val|option) )?(\d{1,2})$")
_ORDINALS = {
    "første": 1, "fyrste": 1, "først": 1, "first": 1, "øverste": 1, "øvste": 1, "andre": 2, "second": 2, "tredje": 3, "third": 3,
    "fjerde": 4, "fourth": 4, "siste": -1, "last": -1, "nederste": -1, "nedste": -1,
}  # fmt: skip
_AROUND_ORDINAL = {
    "den",
    "det",
    "the",
    "one",
    "valget",
    "valet",
    "alternativet",
    "option",
    "jeg",
    "eg",
    "velger",
    "vel",
    "tar",
    "tek",
}


def read_choice(text: str, options: Mapping[str, Sequence[str]]) -> str:
    """The key of the one option that is meant. `options`: key -> phrases that stand for it. Raises Unreadable."""
    said = plain(text)
    if (place := _place(said)) is not None:
        keys = list(options)
        if place == -1 or 1 <= place <= len(keys):
            return keys[place - 1 if place > 0 else place]
        raise Unreadable("choice_unclear")
    best = _longest(said, options)
    if len(best) != 1:
        raise Unreadable("choice_unclear")
    return best.pop()


def _place(said: str) -> int | None:
    if (number := _NUMBER.match(said)) is not None:
        return int(number[1])
    ordinals = [word for word in said.split() if word in _ORDINALS]
    if len(ordinals) == 1 and all(word in _AROUND_ORDINAL or word in _ORDINALS for word in said.split()):
        return _ORDINALS[ordinals[0]]
    return None


def _longest(said: str, options: Mapping[str, Sequence[str]]) -> set[str]:
    """Options with the longest phrase that was said: `min mor` counts for a relative although `min` may stand elsewhere."""
    lengths: dict[str, int] = {}
    for key, phrases in options.items():
        found = [len(phrase) for phrase in map(plain, phrases) if phrase and says(said, phrase)]
        if found:
            lengths[key] = max(found)
    longest = max(lengths.values(), default=0)
    return {key for key, length in lengths.items() if length == longest}
