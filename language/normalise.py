"""Dialect, nynorsk and typing habits to the bokmål words of the catalogue, one word at a time.

The tables in data/*.yaml are curated; a word that stands in none of them passes unchanged. Both the index and the query go
through here, so a wrong merge costs precision but never hides an entry.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import yaml

from language.stems import is_word
from language.words import split_words

_DATA = Path(__file__).parent / "data"
_LEANING = frozenset({"n", "a", "en", "an", "na", "et", "ho"})
"""Small words and endings that dialect writes on the word before: `om'n`, `ser'a`, `telefon'n`. English has none of these."""
_NOT = frozenset({"kje", "itj", "ittj", "ikke", "ikkje", "inte", "itte", "ente"})
_SHORTEST_SPOKEN = 4
_LETTERS, _SHORTEST_FOLDED = frozenset("æøåäö"), 3
_SHORTEST_SLIP, _SLIP_ALIKE = 5, 0.84
_APOSTROPHES = str.maketrans("’´", "''")
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o"})


def _variants(name: str) -> dict[str, str]:
    table = yaml.load((_DATA / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {variant: canonical for canonical, variants in table.items() for variant in variants}


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    return {**_variants("nynorsk.yaml"), **_variants("everyday.yaml"), **_variants("dialect.yaml")}


@lru_cache(maxsize=1)
def _plain_table() -> dict[str, str]:
    """The words of the tables that have æ, ø or å, as they look without."""
    words = {**{word: word for word in _table().values()}, **_table()}
    return {ascii_form(word): meant for word, meant in words.items() if not _LETTERS.isdisjoint(word)}


@lru_cache(maxsize=50_000)
def _unfolded(word: str) -> str:
    """What `paa`, `hoeyrer` and `traenger` stand for; the word itself where it is one, or stands for none."""
    if len(word) < _SHORTEST_FOLDED or not _LETTERS.isdisjoint(word) or word in _plain_words():
        return word
    meant = _plain_table().get(ascii_form(word))
    if meant is None or is_word(word):
        return word
    return meant


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    return frozenset(_table().values())


@lru_cache(maxsize=1)
def _english() -> dict[tuple[str, ...], list[str]]:
    table = yaml.load((_DATA / "english.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return {tuple(split_words(phrase)): split_words(words) for phrase, words in table.items()}


def normalise_word(word: str) -> str:
    """The bokmål form of one lower-case word, or the word itself.

    >>> normalise_word("om'n"), normalise_word("telefon'n"), normalise_word("e'kje")
    ('om', 'telefon', 'ikke')
    """
    word = word.translate(_APOSTROPHES)
    known = _table().get(word)
    if known is not None:
        return known
    if len(word) < _SHORTEST_SPOKEN or "'" not in word:
        return _unfolded(word)
    head, _, tail = word.rpartition("'")
    if tail in _NOT:
        return "ikke"
    return _table().get(head, head) if tail in _LEANING and len(head) > 1 else word


def normalise(text: str) -> list[str]:
    """Words of a text in their bokmål forms: `æ treng jælp heime` -> jeg trenger hjelp hjemme."""
    return [normalise_word(word) for word in split_words(text)]


def translate(words: list[str]) -> list[str]:
    """Norwegian search words for the English words and phrases (longest first) among `words`, in order."""
    found: list[str] = []
    start = 0
    while start < len(words):
        for length in (3, 2, 1):
            norwegian = _english().get(tuple(words[start : start + length])) or (
                _english().get((_slip(words[start]),)) if length == 1 else None
            )
            if norwegian:
                found.extend(norwegian)
                start += length
                break
        else:
            start += 1
    return found


@lru_cache(maxsize=20_000)
def _slip(word: str) -> str:
    """The English word of the table that a slip stands for: `wheelchiar`, `trainiing`. Real words stand for themselves."""
    if len(word) < _SHORTEST_SLIP or not word.isascii() or is_word(word, ("en",)):
        return word
    alike = get_close_matches(word, _english_words(), n=1, cutoff=_SLIP_ALIKE)
    return alike[0] if alike and alike[0][0] == word[0] else word


@lru_cache(maxsize=1)
def _english_words() -> list[str]:
    return [phrase[0] for phrase in _english() if len(phrase) == 1 and len(phrase[0]) >= _SHORTEST_SLIP]


def ascii_form(word: str) -> str:
    """How the word looks when typed without æ, ø and å: `pårørende` and `paaroerende` -> parorende."""
    return word.translate(_ASCII).replace("aa", "a").replace("oe", "o")
