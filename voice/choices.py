"""The choices of an answer as something to say: at most three, for an ear keeps no more."""

from __future__ import annotations

from collections.abc import Sequence

from voice.ports import Said
from voice.spoken.numbers import in_words
from voice.wording import sentence

_MOST = 3


def choices_by_key(said: Said) -> list[str]:
    """Those that a key chooses, in order. None of a long list of answers to a question (municipalities): its first are no better."""
    return [] if _is_list(said) else [*said.choices][:_MOST]


def choices_aloud(said: Said, screen: bool) -> list[str]:
    """One text, or none. Without a screen every choice has a key."""
    names = [name.rstrip(" .?!") for name in said.choices[:_MOST]]
    if not names:
        return []
    if screen or _is_list(said):
        key = "choices" if screen else "examples"
        return [sentence(key, said.language, screen, names=_joined(names, said.language))]
    return [_by_key(names, said.language)]


def _is_list(said: Said) -> bool:
    return said.waits_for is not None and len(said.choices) > _MOST


def _joined(names: Sequence[str], language: str) -> str:
    return f" {sentence('or', language)} ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]


def _by_key(names: list[str], language: str) -> str:
    """ "Si Kontakt, eller trykk en." once for each, so that name and key are heard together."""
    said = [
        sentence("choice", language, screen=False, name=name, number=in_words(number, language))
        for number, name in enumerate(names, 1)
    ]
    return " ".join([sentence("choices", language, screen=False), *said])
