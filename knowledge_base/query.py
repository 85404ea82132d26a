"""What a person's words ask the index for: groups of terms, widened by English, compounds, spelling and life situations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from knowledge_base.analysis import content_words, split_compound, stop_words, term, unglue
from knowledge_base.hints import Everyday, everyday
from knowledge_base.index import Group, Index
from knowledge_base.spelling import mended, parted
from language.focus import weighed, workplaces
from language.negation import refused
from language.normalise import normalise_word, translate
from language.words import split_words

_AGE = re.compile(r"\b(\d{1,3})\s*(?:år|åring|-åring|years?|-year|yr)", re.IGNORECASE)
_PART_WEIGHT = 0.7
_SURELY_MEANT = 0.7
"""Weight of a near term from which a word is taken for its misspelling, and not for two words in one."""
_MENDED_WEIGHT = 0.85
_UNKNOWN_WEIGHT = 0.4
_AGE_WEIGHT = 0.5
_WEAK_WEIGHT, _WORKPLACE_WEIGHT = 0.4, 0.3
_BESIDE_EVERYDAY, _OF_EVERYDAY = 0.8, 0.5
"""Weight of what is said where everyday words tell what is meant: `leilighet` in a story of a broken hip asks for no flat. Weight of
these words themselves: `armen over hodet` asks for help with no arm."""
_STEADY = 0.55
"""How much of a weight near 1 stays whatever the share."""


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    """Words that say what a person wants to do with an offer; which offer, they hardly say."""
    return frozenset(term(word) for word in ("søke", "søker", "få", "får", "henvender", "begynner", "starte"))


def find_age(text: str) -> int | None:
    """The age in years that a text mentions in digits, or None."""
    found = _AGE.search(text)
    return int(found.group(1)) if found and int(found.group(1)) <= 110 else None


def _variants(word: str, index: Index) -> tuple[tuple[str, float], ...]:
    own = term(word)
    if own in index:
        parts = split_compound(word, index)
        return ((own, 1.0), *((part, _PART_WEIGHT * 0.6) for part in parts))
    parts = split_compound(word, index)
    if parts:
        return tuple((part, _PART_WEIGHT) for part in parts)
    meant = term(mended(word))
    if meant != own and meant in index:
        return ((meant, _MENDED_WEIGHT),)
    near = tuple(index.near(own))
    unglued = unglue(word, index) if not near or near[0][1] < _SURELY_MEANT else []
    return (*near, *((part, _PART_WEIGHT) for part in unglued)) or ((own, 1.0),)


def is_known(word: str, index: Index) -> bool:
    """Whether the catalogue has a word, in this form, as a compound, or near enough to be its misspelling."""
    return any(variant in index for variant, _ in _variants(word, index))


def _joined(words: list[str], index: Index) -> list[Group]:
    """Compounds that someone wrote apart: `hverdags rehabilitering`."""
    found = []
    for first, last in pairwise(words):
        for glue in ("", "s"):
            together = term(first + glue + last)
            if together in index and len(together) >= 8:
                found.append(Group(((together, 1.0),), 0.8))
    return found


def _everyday(text: str, english: bool) -> Everyday:
    """What the shared lay words make of what is said and not refused (knowledge_base/hints.py)."""
    unwanted = set(refused(text)) | workplaces(text)
    return everyday(" ".join(word for word in split_words(text) if word not in unwanted), english)


def _age_words(text: str) -> list[str]:
    age = find_age(text)
    if age is None:
        return []
    return ["barn"] if age < 13 else ["barn", "ungdom"] if age < 18 else ["voksen"] if age < 65 else ["eldre", "voksen"]


@dataclass(frozen=True)
class Question:
    """What a message asks the index for: `said` in its own words, and what the shared lay words make of it (terms of the index that
    nobody refused)."""

    said: list[Group]
    everyday: Everyday

    def groups(self, share: float) -> list[Group]:
        """All groups. `share`: how much the shared lay words weigh (0..1)."""
        meant = self.everyday.meant
        if not share or not meant:
            return self.said
        own = [_beside(group, self.everyday, share) for group in self.said]
        known = {group.variants[0][0] for group in self.said}
        return [
            *own,
            *(Group(((word, 1.0),), _kept(weight, share)) for word, weight in meant.items() if word not in known),
        ]


def read_question(text: str, index: Index, english: bool = False) -> Question:
    """Reads a message. Repeated words count once; words that no entry knows weigh as rare words do; of a long story the sentences that
    ask count most (language/focus.py)."""
    groups: dict[str, Group] = {}
    unwanted = refused_terms(text)
    for sentence, share in weighed(text):
        for key, group in _own_groups(sentence, index, english).items():
            known = groups.get(key)
            weight = group.weight * share
            if known is None or known.weight < weight:
                groups[key] = Group(group.variants, weight)
    for key in map(term, workplaces(text)):
        if key in groups:
            groups[key] = Group(groups[key].variants, groups[key].weight * _WORKPLACE_WEIGHT)
    for word in _age_words(text):
        groups.setdefault(term(word), Group(((term(word), 1.0),), _AGE_WEIGHT))
    wanted = {key: group for key, group in groups.items() if key not in unwanted} or groups
    found = _everyday(text, english)
    meant = {word: weight for word, weight in found.meant.items() if word in index and word not in unwanted}
    if meant:
        wanted = {key: _less(group, index) for key, group in wanted.items()}
    return Question([*wanted.values(), *_joined(split_words(text), index)], Everyday(meant, found.said, found.need))


def _kept(weight: float, share: float) -> float:
    """A weight that steps back: what many words tell (a weight near 1) steps back least."""
    return weight * (share + (1.0 - share) * _STEADY * max(0.0, (weight - 0.8) / 0.2))


def _beside(group: Group, everyday: Everyday, share: float) -> Group:
    word = group.variants[0][0]
    if word in everyday.meant:
        return group
    factor = _OF_EVERYDAY if word in everyday.said else _BESIDE_EVERYDAY
    return Group(group.variants, group.weight * (1.0 - (1.0 - factor) * share))


def query_groups(text: str, index: Index, english: bool = False, everyday: float = 1.0) -> list[Group]:
    """The groups of a message. `everyday`: how much the shared lay words weigh (0..1)."""
    return read_question(text, index, english).groups(everyday)


def _apart(text: str, index: Index) -> str:
    """The words of a text, those that were joined by a slip apart. A word of the catalogue stays whole."""
    return " ".join(part for word in split_words(text) for part in ((word,) if term(word) in index else parted(word)))


def _less(group: Group, index: Index) -> Group:
    """Of a message that everyday words explain, a word that no entry knows says little."""
    known = any(word in index for word, _ in group.variants)
    return group if known else Group(group.variants, group.weight * _UNKNOWN_WEIGHT)


def refused_terms(text: str) -> set[str]:
    """Terms of what the person says that they do not want (language/negation.py)."""
    return {term(normalise_word(word)) for word in refused(text)} | {term(word) for word in translate(refused(text))}


def _own_groups(text: str, index: Index, english: bool) -> dict[str, Group]:
    """The groups of the words that stand in a sentence."""
    groups: dict[str, Group] = {}
    for word in translate(split_words(text)) if english else []:
        if word not in stop_words():
            groups.setdefault(term(word), Group(_variants(word, index)))
    for word in content_words(text if english else _apart(text, index)):
        if english and term(word) not in index:
            continue
        weight = (0.6 if english else 1.0) * (_WEAK_WEIGHT if term(word) in _weak() else 1.0)
        groups.setdefault(term(word), Group(_variants(word, index), weight))
    return groups
