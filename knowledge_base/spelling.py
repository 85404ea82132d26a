"""What a slip of the finger, a keyboard without æøå or a dialect written by ear hides: the everyday word that a person meant.

Only words that no Norwegian dictionary (simplemma, nb and nn) knows are mended, and only towards words of the shared lay words.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma
import yaml
from rapidfuzz import fuzz, process

from knowledge_base.content_files import CONTENT
from language.normalise import ascii_form, normalise_word
from language.sounds import sound_key
from language.words import split_words

_SHORTEST, _ALIKE = 5, 80
_SHORTEST_HEARD, _HEARD_ALIKE = 4, 55
"""A word that sounds like an everyday word need not look as much like it."""
_LETTERS = frozenset("æøå")


@lru_cache(maxsize=1)
def everyday_words() -> tuple[str, ...]:
    """Every word of the shared lay words, each once, as it is written there."""
    rows = yaml.safe_load((CONTENT / "shared" / "lay_words.yaml").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(word for row in rows for phrase in row["said"] for word in split_words(phrase)))


@lru_cache(maxsize=1)
def _by_plain_form() -> dict[str, str]:
    return {ascii_form(word): word for word in everyday_words() if not _LETTERS.isdisjoint(word)}


@lru_cache(maxsize=1)
def _long_words() -> list[str]:
    return [word for word in everyday_words() if len(word) >= _SHORTEST]


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in everyday_words():
        if len(word) >= _SHORTEST_HEARD:
            found.setdefault(sound_key(word), []).append(word)
    return found


def _heard(word: str) -> str | None:
    """The everyday word that sounds like a word and looks most like it."""
    found = process.extractOne(word, _by_sound().get(sound_key(word), ()), scorer=fuzz.ratio, score_cutoff=_HEARD_ALIKE)
    return found[0] if found is not None else None


@lru_cache(maxsize=50_000)
def mended(word: str) -> str:
    """The everyday word that a lower-case word stands for; the word itself where it is a word, or near to none.

    >>> mended("rullattor"), mended("trøkkj"), mended("kommune")
    ('rullator', 'trykk', 'kommune')
    """
    if normalise_word(word) != word or any(simplemma.is_known(word, lang=lang) for lang in ("nb", "nn")):
        return word
    plain = _by_plain_form().get(ascii_form(word))
    if plain is not None or len(word) < _SHORTEST_HEARD:
        return plain or word
    heard = _heard(word)
    if heard is not None or len(word) < _SHORTEST:
        return heard or word
    found = process.extractOne(word, _long_words(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found is not None and found[0][0] == word[0] else word
