"""Shared lay words: what people say of everyday life, and the words of the catalogue that it means.

`content/shared/lay_words.yaml` holds them. A phrase counts when all its words stand near each other, in any order and any form.
`opp stolen/sofaen` stands for two phrases. What means nothing (`jeg jobber på`) only takes the place of shorter ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge_base.analysis import stop_words, term
from knowledge_base.lay_phrases import lay_rows
from knowledge_base.spelling import mended
from language.normalise import ascii_form, normalise_word, translate
from language.stems import stem
from language.words import split_words

_BETWEEN = 4
"""So many other words may stand among those of a phrase: `klarer han ikke lenger å gå i trappa`."""
_EACH, _TOGETHER = 1.0, 4.0
"""The most that one term of a hint weighs, and all its terms together: a hint of many terms must not drown what was said."""
_BY_LENGTH = {1: 0.8, 2: 0.9}
"""Share of a phrase of so few words; a longer one tells more surely what is meant."""
_LETTERS = frozenset("æøå")
_LONG, _PART = 8, 3
"""A compound has so many letters, and each of its two parts so many: `hofte` + `brudd`."""


@dataclass(frozen=True, slots=True)
class _Hint:
    """`said`: keys of a phrase's words in order, with æøå and without; `meant`: index terms. A `tight` phrase has but one word that
    says anything ("finne på noe"): its words must stand side by side. One that counts `alone` ("hvem ringer vi") steps back where a
    message says what it is about."""

    said: tuple[str, ...]
    plain: tuple[str, ...]
    meant: tuple[str, ...]
    tight: bool
    alone: bool


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return stem(normalise_word(word))


@lru_cache(maxsize=1)
def _hints() -> dict[str, list[_Hint]]:
    """All hints by their longest key with æøå folded: a message looks up its own words only."""
    found: dict[str, list[_Hint]] = {}
    for row in lay_rows():
        meant = tuple(term(word) for word in split_words(row.meant))
        for words in row.said:
            said = tuple(_key(word) for word in words)
            plain = tuple(ascii_form(key) for key in said)
            tight = len(words) > 1 and sum(word not in stop_words() for word in words) <= 1
            found.setdefault(max(plain, key=len), []).append(_Hint(said, plain, meant, tight, row.alone))
    return found


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Keys of all words that stand in a phrase."""
    return frozenset(key for hints in _hints().values() for hint in hints for key in hint.said)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    """Keys of the two everyday words that a compound is made of: `skulderbrudd`. Empty for an everyday word and for most others."""
    if len(word) < _LONG or _key(word) in _everyday():
        return ()
    for cut in range(_PART, len(word) - _PART + 1):
        last = _key(word[cut:])
        for head in (word[:cut], word[: cut - 1] if word[cut - 1] in "se" else ""):
            if len(head) >= _PART and head not in stop_words() and last in _everyday() and _key(head) in _everyday():
                return (_key(head), last)
    return ()


@dataclass(frozen=True)
class Everyday:
    """What a message means by what it says: `meant`, index terms with a weight each (0..1), and `said`, the index terms of the words
    that say it. `need`: it tells of more than of a wish to apply, to call or to talk."""

    meant: dict[str, float]
    said: frozenset[str]
    need: bool


def meant_by(text: str, english: bool = False) -> dict[str, float]:
    """Index terms that a message means by what it says, with a weight each (0..1). Empty for most messages.

    >>> sorted(meant_by("mor går seg bort"))[:1]
    ['dem']
    """
    return everyday(text, english).meant


@lru_cache(maxsize=2_000)
def everyday(text: str, english: bool = False) -> Everyday:
    """What the shared lay words make of a message. Of an English message the Norwegian search words for it count too."""
    words = split_words(text)
    if english:
        words = [*words, *translate(words)]
    typed_plain = not english and _LETTERS.isdisjoint(text.lower())
    spoken = [_forms(word if english else mended(word), word, typed_plain) for word in words]
    small = [word in stop_words() or normalise_word(word) in stop_words() for word in words]
    looked_up = {ascii_form(form) for forms in spoken for form in forms}
    candidates = [hint for key in looked_up for hint in _hints().get(key, ()) if looked_up.issuperset(hint.plain)]
    stands = [hint for hint in candidates if _stands(hint, hint.plain if typed_plain else hint.said, spoken, small)]
    # "glemmer medisiner" is more than "glemmer"
    kept = [hint for hint in stands if hint.meant and not any(set(hint.said) < set(other.said) for other in stands)]
    telling = [hint for hint in kept if not hint.alone]
    meant: dict[str, float] = {}
    said: set[str] = set()
    for hint in telling or kept:
        share = min(_EACH, _TOGETHER / len(hint.meant)) * _BY_LENGTH.get(len(set(hint.said)), 1.0)
        meant |= {word: max(share, meant.get(word, 0.0)) for word in hint.meant}
        said |= set(hint.plain)
    return Everyday(meant, frozenset(said), bool(telling))


def _forms(meant: str, word: str, typed_plain: bool) -> frozenset[str]:
    forms = {_key(word), _key(meant), *_parts(word)}
    return frozenset(ascii_form(form) for form in forms) if typed_plain else frozenset(forms)


def _stands(hint: _Hint, phrase: Sequence[str], spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    if len(phrase) == 1:  # `is` is no ice in "where is ..."
        return any(phrase[0] in forms and not little for forms, little in zip(spoken, small, strict=True))
    return _side_by_side(phrase, spoken, small) if hint.tight else _near(phrase, spoken)


def _near(phrase: Sequence[str], spoken: Sequence[frozenset[str]]) -> bool:
    """Whether all keys of a phrase stand within its own length and `_BETWEEN` words more."""
    keys = frozenset(phrase)
    at = [(place, forms & keys) for place, forms in enumerate(spoken) if forms & keys]
    reach = len(keys) + _BETWEEN
    for place, _ in at:
        within: set[str] = set()
        for other, said in at:
            if place <= other < place + reach:
                within |= said
        if within == keys:
            return True
    return False


def _side_by_side(phrase: Sequence[str], spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    """Whether the keys of a phrase stand in its order, with small words and at most one other between: `være med far på tur`."""
    return any(_follows(phrase, spoken[place:], small[place:]) for place in range(len(spoken)))


def _follows(phrase: Sequence[str], spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    expected = iter(phrase)
    wanted, others = next(expected), 0
    for place, forms in enumerate(spoken):
        if wanted in forms:
            following = next(expected, None)
            if following is None:
                return True
            wanted = following
        else:
            others += not small[place]
            if place == 0 or others > 1:
                return False
    return False
