"""From text to index terms: the same path for the catalogue and for what people say.

A term is the ASCII-folded stem of a normalised word, so that `pårørende`, `parorende` and `pårørande` are one.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import lru_cache

import yaml

from knowledge_base.content_files import CONTENT
from language.normalise import ascii_form, normalise_word
from language.stems import stem
from language.words import split_words

_MIN_COMPOUND = 8
_MIN_PART = 4


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that no index holds, in the forms that `normalise_word` gives."""
    lists = yaml.safe_load((CONTENT / "shared" / "stopwords.yaml").read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words.split())


@lru_cache(maxsize=300_000)
def term(word: str) -> str:
    """Index term of one lower-case word."""
    return ascii_form(stem(normalise_word(word)))


@lru_cache(maxsize=300_000)
def is_stop_word(word: str) -> bool:
    """Whether no index holds a lower-case word, as it is written or in its bokmål form."""
    return normalise_word(word) in stop_words() or word in stop_words()


def content_words(text: str) -> list[str]:
    """Lower-case words of a text that carry meaning, in order."""
    return [word for word in split_words(text) if not is_stop_word(word)]


def terms(text: str) -> list[str]:
    """Index terms of a text, in order, repeated as they occur."""
    return [term(word) for word in content_words(text)]


def split_compound(word: str, vocabulary: Container[str]) -> list[str]:
    """Terms of a compound's two parts, both in `vocabulary`; the longest last part wins. Empty when it does not part.

    >>> split_compound("hjerneslagrehabilitering", {"slag", "rehabilitering"})
    ['slag', 'rehabilitering']
    """
    if len(word) < _MIN_COMPOUND:
        return []
    for cut in range(_MIN_PART, len(word) - _MIN_PART + 1):
        last = term(word[cut:])
        if last not in vocabulary:
            continue
        for first in _first_parts(word[:cut]):
            if first in vocabulary:
                return [first, last]
    return []


def unglue(word: str, vocabulary: Container[str]) -> list[str]:
    """The term of a word that was written together with a small word: `medkrykker`, `kurseti`. Empty when there is none.

    >>> unglue("medkrykker", {"krykk"})
    ['krykk']
    """
    for cut in range(2, len(word) - 1):
        head, tail = word[:cut], word[cut:]
        if len(tail) >= _MIN_PART and _is_small(head) and term(tail) in vocabulary:
            return [term(tail)]
        if len(head) >= _MIN_PART and _is_small(tail) and term(head) in vocabulary:
            return [term(head)]
    return []


def _is_small(word: str) -> bool:
    return len(word) >= 2 and is_stop_word(word)


def _first_parts(part: str) -> Iterable[str]:
    yield term(part)
    if part[-1] in "se" and len(part) > _MIN_PART:
        yield term(part[:-1])
