"""What a slip of the finger, a keyboard without æøå or a dialect written by ear hides: the everyday word that a person meant.

Only words that no Norwegian dictionary (simplemma, nb and nn) knows are mended, and only towards words of the shared lay words.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge_base.analysis import stop_words
from knowledge_base.lay_phrases import lay_rows
from language.normalise import ascii_form, normalise_word
from language.sounds import sound_key
from language.stems import is_word, stem

_SHORTEST, _ALIKE, _SLIPS = 5, 80, 2
"""Words shorter than the first are left alone; two words are near when so much of them is alike and so few letters differ."""
_SHORTEST_HEARD, _HEARD_ALIKE = 4, 55
"""A word that sounds like an everyday word need not look as much like it."""
_ALIKE_WORD = 90
"""What a real word that nobody says of these things must at least be like: `dikker`, `pater`."""
_SURELY_ONE = 85
"""How much one word with a slip must look like a word, to be taken for that and not for two."""
_SINGLE = frozenset("æåiøe")
_LETTERS = frozenset("æøå")


@lru_cache(maxsize=1)
def everyday_words() -> tuple[str, ...]:
    """Every word of the shared lay words, each once, as it is written there."""
    return tuple(dict.fromkeys(word for row in lay_rows() for word in row.words()))


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
    if normalise_word(word) != word or word in _everyday():
        return word
    if is_word(word):
        near = _alike(word, _ALIKE_WORD) if len(word) >= _SHORTEST else word
        return word if stem(near) == stem(word) else near
    plain = _by_plain_form().get(ascii_form(word))
    if plain is not None or len(word) < _SHORTEST_HEARD:
        return plain or word
    heard = _heard(word)
    if heard is not None or len(word) < _SHORTEST:
        return heard or word
    return _alike(word, _ALIKE)


def _alike(word: str, cutoff: int) -> str:
    found = process.extractOne(word, _long_words(), scorer=fuzz.ratio, score_cutoff=cutoff)
    near = found is not None and found[0][0] == word[0] and OSA.distance(word, found[0]) <= _SLIPS
    return found[0] if found is not None and near else word


@lru_cache(maxsize=50_000)
def parted(word: str) -> tuple[str, ...]:
    """The two words that somebody wrote as one; the word alone where it is a word, or no two of ours.

    >>> parted("skoasjøl"), parted("støvsuger")
    (('skoa', 'sjøl'), ('støvsuger',))
    """
    if normalise_word(word) != word or word in _everyday() or is_word(word):
        return (word,)
    if word != mended(word) and fuzz.ratio(word, mended(word)) >= _SURELY_ONE:
        return (word,)
    cuts = [
        (word[:cut], word[cut:])
        for cut in range(1, len(word))
        if _stands_alone(word[:cut]) and _stands_alone(word[cut:])
    ]
    return max(cuts, key=lambda cut: min(len(part) for part in cut), default=(word,))


def _stands_alone(word: str) -> bool:
    if len(word) == 1:
        return word in _SINGLE
    return (
        word in _everyday() or normalise_word(word) in stop_words() or (normalise_word(word) != word and len(word) > 2)
    )


def is_everyday(word: str) -> bool:
    """Whether a lower-case word stands in the shared lay words, or in the tables of dialect and spellings."""
    return word in _everyday() or normalise_word(word) != word


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    return frozenset(everyday_words())
