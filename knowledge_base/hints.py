"""Shared lay words: what people say of everyday life, and the words of the catalogue that it means.

`content/shared/lay_words.yaml` holds them. A phrase counts when all its words stand near each other, in any order and any form.
`opp stolen/sofaen` is said in two ways (lay_phrases.py). What means nothing (`jeg jobber på`) only takes the place of shorter ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from knowledge_base.analysis import is_stop_word, stop_words, term
from knowledge_base.lay_phrases import Choice, lay_rows
from knowledge_base.spelling import is_everyday, mended, parted
from language.normalise import ascii_form, normalise_word, translate
from language.stems import stem
from language.words import split_words

_BETWEEN = 4
"""So many other words may stand among those of a phrase: `klarer han ikke lenger å gå i trappa`."""
_BETWEEN_TIGHT, _SHORTEST_GLUED = 3, 7
_EACH, _TOGETHER = 1.0, 4.0
"""The most that one term of a hint weighs, and all its terms together: a hint of many terms must not drown what was said."""
_GET, _TO_WITHIN = frozenset({"får", "fikk", "fått"}), 4
_BY_LENGTH = {1: 0.8, 2: 0.9}
"""Share of a phrase of so few words; a longer one tells more surely what is meant."""
_LETTERS = frozenset("æøå")
_LONG, _PART = 8, 3
"""A compound has so many letters, and each of its two parts so many: `hofte` + `brudd`."""


_Keys = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Hint:
    """`said`: at each place of a phrase the keys that may stand there, with æøå and without; `meant`: index terms. A `tight` phrase has
    but one word that says anything ("finne på noe"): its words must stand side by side. One that counts `alone` ("hvem ringer vi")
    steps back where a message says what it is about."""

    said: _Keys
    plain: _Keys
    meant: tuple[str, ...]
    tight: bool
    alone: bool


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    return stem(normalise_word(word))


@lru_cache(maxsize=1)
def _hints() -> dict[str, list[_Hint]]:
    """All hints by the keys of the place that tells them best, with æøå folded: a message looks up its own words only."""
    found: dict[str, list[_Hint]] = {}
    for row in lay_rows():
        meant = tuple(term(word) for word in split_words(row.meant))
        for phrase in row.said:
            said = tuple(frozenset(map(_key, choice)) for choice in phrase)
            plain = tuple(frozenset(map(ascii_form, keys)) for keys in said)
            hint = _Hint(said, plain, meant, _is_tight(phrase), row.alone)
            for key in min(plain, key=lambda keys: (len(keys), -max(map(len, keys)))):
                found.setdefault(key, []).append(hint)
    return found


def _is_tight(phrase: Sequence[Choice]) -> bool:
    telling = sum(any(word not in stop_words() for word in choice) for choice in phrase)
    return len(phrase) > 1 and telling <= 1


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Keys of all words that stand in a phrase."""
    return frozenset(_key(word) for row in lay_rows() for word in row.words())


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


@lru_cache(maxsize=2)  # a message is asked about several times while it is answered; nobody's words are kept longer
def everyday(text: str, english: bool = False) -> Everyday:
    """What the shared lay words make of a message. Of an English message the Norwegian search words for it count too."""
    words = split_words(text)
    words = [*words, *translate(words)] if english else [part for word in words for part in parted(word)]
    typed_plain = not english and _LETTERS.isdisjoint(text.lower())
    spoken = [_forms(word if english else mended(word), word, typed_plain) for word in words]
    small = [is_stop_word(word) for word in words]
    for place, together in _written_apart(words):
        spoken[place] |= _forms(together, together, typed_plain)
        small[place] = False
    for place in _manage(words):
        spoken[place] |= {_key("klarer")}
    looked_up = {ascii_form(form) for forms in spoken for form in forms}
    candidates = {id(hint): hint for key in looked_up for hint in _hints().get(key, ())}
    heard = frozenset[str]().union(*spoken)
    found = [
        _Said(hint, frozenset[str]().union(*(keys & heard for keys in phrase)))
        for hint in candidates.values()
        for phrase in [hint.plain if typed_plain else hint.said]
        if not any(keys.isdisjoint(heard) for keys in phrase) and _stands(hint, phrase, spoken, small)
    ]
    return _told(found)


class _Said(NamedTuple):
    """A phrase that stands in a message, and the keys of its words there."""

    hint: _Hint
    keys: frozenset[str]


def _told(found: Sequence[_Said]) -> Everyday:
    # "glemmer medisiner" is more than "glemmer"
    kept = [one for one in found if one.hint.meant and not any(one.keys < other.keys for other in found)]
    telling = [one for one in kept if not one.hint.alone]
    meant: dict[str, float] = {}
    said: set[str] = set()
    for hint, keys in telling or kept:
        share = min(_EACH, _TOGETHER / len(hint.meant)) * _BY_LENGTH.get(len(hint.said), 1.0)
        meant |= {word: max(share, meant.get(word, 0.0)) for word in hint.meant}
        said |= {ascii_form(key) for key in keys}
    return Everyday(meant, frozenset(said), bool(telling))


def _forms(meant: str, word: str, typed_plain: bool) -> frozenset[str]:
    forms = {_key(word), _key(meant), *_parts(word)}
    return frozenset(ascii_form(form) for form in forms) if typed_plain else frozenset(forms)


def _written_apart(words: Sequence[str]) -> list[tuple[int, str]]:
    """Everyday words that stand as two: `syke hjem`, `opp trening`; each at the place of its first part."""
    pairs = [(place, first + last) for place, (first, last) in enumerate(pairwise(words)) if len(first) > 1]
    return [(place, glued) for place, glued in pairs if len(glued) >= _SHORTEST_GLUED and is_everyday(glued)]


def _manage(words: Sequence[str]) -> list[int]:
    """Where `får ikke til` says what `klarer ikke` says: the places of its verb."""
    plain = [normalise_word(word) for word in words]
    return [
        place for place, word in enumerate(plain) if word in _GET and "til" in plain[place + 1 : place + _TO_WITHIN]
    ]


def _stands(hint: _Hint, phrase: _Keys, spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    if len(phrase) == 1:  # `is` is no ice in "where is ..."
        return any(phrase[0] & forms and not little for forms, little in zip(spoken, small, strict=True))
    return _side_by_side(phrase, spoken, small) if hint.tight else _near(phrase, spoken)


def _near(phrase: _Keys, spoken: Sequence[frozenset[str]]) -> bool:
    """Whether a key of each place of a phrase stands within its own length and `_BETWEEN` words more."""
    reach = len(phrase) + _BETWEEN
    at = [(place, {n for n, keys in enumerate(phrase) if keys & forms}) for place, forms in enumerate(spoken)]
    at = [(place, said) for place, said in at if said]
    return any(
        len(set[int]().union(*(said for other, said in at if start <= other < start + reach))) == len(phrase)
        for start, _ in at
    )


def _side_by_side(phrase: _Keys, spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    """Whether the keys of a phrase stand in its order, with few small words and at most one other between: `være med far på tur`."""
    return any(_follows(phrase, spoken[place:], small[place:]) for place in range(len(spoken)))


def _follows(phrase: _Keys, spoken: Sequence[frozenset[str]], small: Sequence[bool]) -> bool:
    expected = iter(phrase)
    wanted, others, between = next(expected), 0, 0
    for place, forms in enumerate(spoken):
        if wanted & forms:
            following = next(expected, None)
            if following is None:
                return True
            wanted = following
        else:
            others += not small[place]
            between += 1
            if place == 0 or others > 1 or between > _BETWEEN_TIGHT:
                return False
    return False
