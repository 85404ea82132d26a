"""The choices of an answer as something to say: at most three, for an ear keeps no more."""

from __future__ import annotations

from collections.abc import Sequence

from voice.spoken.numbers import in_words
from voice.wording import sentence

_MOST = 3


def choices_aloud(choices: Sequence[str], language: str, screen: bool) -> list[str]:
    """One sentence, or none. Without a screen every choice has a key, and more than three are examples of what can be said."""
    names = [*choices][:_MOST]
    if not names:
        return []
    if not screen:
        return [_by_key(names, language, len(choices) > _MOST)]
    last = f" {sentence('or', language)} ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]
    return [sentence("choices", language, names=last)]


def _by_key(names: list[str], language: str, examples: bool) -> str:
    """ "Si Kontakt, eller trykk en." once for each, so that name and key are heard together."""
    said = [
        sentence("choice", language, screen=False, name=name, number=in_words(number, language))
        for number, name in enumerate(names, 1)
    ]
    return " ".join([sentence("examples" if examples else "choices", language, screen=False), *said])
