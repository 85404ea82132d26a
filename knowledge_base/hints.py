"""Shared lay words: what people say of everyday life, and the words of the catalogue that it means.

`content/shared/lay_words.yaml` holds them. A phrase counts when all its words stand near each other, in any order and any form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from knowledge_base.analysis import term
from knowledge_base.content_files import CONTENT
from language.normalise import ascii_form, normalise_word, translate
from language.stems import stem
from language.words import split_words

_BETWEEN = 4
"""So many other words may stand among those of a phrase: `klarer han ikke lenger å gå i trappa`."""
_LETTERS = frozenset("æøå")


@dataclass(frozen=True)
class _Hint:
    """`said`: keys of a phrase's words, with æøå and without; `meant`: index terms."""

    said: frozenset[str]
    plain: frozenset[str]
    meant: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return stem(normalise_word(word))


@lru_cache(maxsize=1)
def _hints() -> dict[str, list[_Hint]]:
    """All hints by their longest key with æøå folded: a message looks up its own words only."""
    found: dict[str, list[_Hint]] = {}
    for item in yaml.safe_load((CONTENT / "shared" / "lay_words.yaml").read_text(encoding="utf-8")):
        meant = tuple(term(word) for word in split_words(item["meant"]))
        for phrase in item["said"]:
            said = frozenset(_key(word) for word in split_words(phrase))
            plain = frozenset(ascii_form(key) for key in said)
            found.setdefault(max(plain, key=len), []).append(_Hint(said, plain, meant))
    return found


def meant_by(text: str, english: bool = False) -> list[str]:
    """Index terms that a message means by what it says, each once, in order. Empty for most messages. Of an English message the
    Norwegian search words for it count too.

    >>> meant_by("mor går seg bort")[:1]
    ['demens']
    """
    words = split_words(text)
    if english:
        words = [*words, *translate(words)]
    typed_plain = not english and _LETTERS.isdisjoint(text.lower())
    spoken = [_forms(word, typed_plain) for word in words]
    looked_up = {ascii_form(form) for forms in spoken for form in forms}
    candidates = [hint for key in looked_up for hint in _hints().get(key, ())]
    meant = [
        word for hint in candidates if _near(hint.plain if typed_plain else hint.said, spoken) for word in hint.meant
    ]
    return list(dict.fromkeys(meant))


def _forms(word: str, typed_plain: bool) -> frozenset[str]:
    forms = {_key(word), stem(word)}
    return frozenset(ascii_form(form) for form in forms) if typed_plain else frozenset(forms)


def _near(phrase: frozenset[str], spoken: Sequence[frozenset[str]]) -> bool:
    """Whether all keys of a phrase stand within its own length and `_BETWEEN` words more."""
    at = [(place, forms & phrase) for place, forms in enumerate(spoken) if forms & phrase]
    reach = len(phrase) + _BETWEEN
    for place, _ in at:
        within: set[str] = set()
        for other, keys in at:
            if place <= other < place + reach:
                within |= keys
        if within == phrase:
            return True
    return False
