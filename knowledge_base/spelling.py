"""What a slip of the finger or a keyboard without æøå hides: the everyday word that a person meant.

Only words that no Norwegian dictionary (simplemma, nb and nn) knows are mended, and only towards words of the shared lay words.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge_base.lay_phrases import lay_rows
from language.normalise import ascii_form, normalise_word

_SHORTEST, _ALIKE, _SLIPS = 5, 80, 2
"""Words shorter than the first are left alone; two words are near when so much of them is alike and so few letters differ."""
_LETTERS = frozenset("æøå")


@lru_cache(maxsize=1)
def everyday_words() -> tuple[str, ...]:
    """Every word of the shared lay words, each once, as it is written there."""
    return tuple(dict.fromkeys(word for row in lay_rows() for phrase in row.said for word in phrase))


@lru_cache(maxsize=1)
def _by_plain_form() -> dict[str, str]:
    return {ascii_form(word): word for word in everyday_words() if not _LETTERS.isdisjoint(word)}


@lru_cache(maxsize=1)
def _long_words() -> list[str]:
    return [word for word in everyday_words() if len(word) >= _SHORTEST]


@lru_cache(maxsize=50_000)
def mended(word: str) -> str:
    """The everyday word that a lower-case word stands for; the word itself where it is a word, or near to none.

    >>> mended("rullattor"), mended("kommune")
    ('rullator', 'kommune')
    """
    if normalise_word(word) != word or simplemma.is_known(word, lang=("nb", "nn"), low_memory=True):
        return word
    plain = _by_plain_form().get(ascii_form(word))
    if plain is not None or len(word) < _SHORTEST:
        return plain or word
    found = process.extractOne(word, _long_words(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    near = found is not None and found[0][0] == word[0] and OSA.distance(word, found[0]) <= _SLIPS
    return found[0] if found is not None and near else word
