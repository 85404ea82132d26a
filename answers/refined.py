"""A message that only changes the question before it: for whom, where, or what is not wanted."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from answers.correction import COURTESY
from answers.message import Turn
from answers.topical import POINTS_BACK, place_words, topical_words
from answers.topics import keys_of
from knowledge_base.content_files import CONTENT
from knowledge_base.service import Catalogue
from language.negation import refused

_PUTS_RIGHT = re.compile(
    r"\b(?:nei|næ|no|not|ikke|ikkje|itj|feil|mente|meinte|meant|wrong|sorry|beklager|orsak|gjelder|gjeld|hva med|kva med|ka med"
    r"|enn|what about"
    r"|how about|heller|i stedet)\b",
    re.IGNORECASE,
)
_AS_RELATIVE = re.compile(
    r"\b(?:for|før|førr|til|te|med|hos|about) (?:meg|mæ|oss|me|myself|us)\b.{0,12}\b(?:som|as)\b.{0,8}\b(?:pårør\w*|datter\w*|dotter\w*"
    r"|sønn\w*|son|kone|mann"
    r"|ektefelle|mor|far|forelder|foreldre|søster|bror|samboer|a?\s?relative|carer|caregiver|daughter|wife|husband|mother|father|parents?|family)\b"
    r"|\b(?:for|før|førr|til|te) (?:oss|meg|mæ|åss) (?:pårør\w*|foreldre\w*|etterlatte)\b|\bfor us (?:relatives|parents|as family)\b",
    re.IGNORECASE,
)
_SHORT, _SHORT_WITH_PEOPLE = 9, 14


def refined(turn: Turn, catalogue: Catalogue) -> str | None:
    """The question before with what is added now (`finnes det noe hjemme i stedet?`, `nei, det gjelder sønnen min`, `ikke sykehjem`);
    None when the message stands on its own."""
    before = turn.context.last_question
    if not turn.context.shown or not before or len(turn.text.split()) > _SHORT_WITH_PEOPLE:
        return None
    if speaks_as_relative(turn.text):
        return f"{before} pårørende"
    unwanted = set(refused(turn.text))
    topical = _topical(turn.text, unwanted, catalogue)
    if not topical:
        return f"{before}, men ikke {' '.join(sorted(unwanted))}" if unwanted and not _asks(turn.text) else None
    people = [word for word in topical if word.isdigit() or keys_of(word) & words_for("kin")]
    long = not people and len(turn.text.split()) > _SHORT
    if long or (people and not _about_others(turn.text, people, before)):
        return None
    narrowing = _setting_words() | words_for("groups")
    narrows = all(word in people or keys_of(word) & narrowing for word in topical)
    return f"{_without_people(before) if people else before} {' '.join(topical)}" if narrows else None


def _topical(text: str, unwanted: set[str], catalogue: Catalogue) -> list[str]:
    """Words that say what changes: neither what is refused, nor a place, nor the words around a correction."""
    places, beside = place_words(catalogue.places), words_of("beside") | words_of("instead") | COURTESY | unwanted
    return [word for word in topical_words(text) if word not in beside and not keys_of(word) & places]


def speaks_as_relative(text: str) -> bool:
    """Whether somebody asks for themselves as the one who stands near: `har dere noe for meg som datter?`."""
    return len(text.split()) <= _SHORT_WITH_PEOPLE and _AS_RELATIVE.search(text) is not None


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?")


def _about_others(text: str, people: list[str], before: str) -> bool:
    """Whether the persons named are others than before, and not just those who shall have what was shown (`kan mor få det?`)."""
    if all(keys_of(word) & keys_of(before) for word in people):
        return False
    return bool(_PUTS_RIGHT.search(text)) or POINTS_BACK.search(text) is None


def _without_people(text: str) -> str:
    people = words_for("kin") | words_for("groups")
    return (
        " ".join(word for word in text.split() if not word.strip(".,?!").isdigit() and not keys_of(word) & people)
        or text
    )


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    raw: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "refined.yaml").read_text(encoding="utf-8"))
    return raw


@lru_cache(maxsize=8)
def words_of(name: str) -> frozenset[str]:
    """The words of one list of refined.yaml."""
    return frozenset(_lists()[name])


@lru_cache(maxsize=8)
def words_for(name: str) -> frozenset[str]:
    """The stems of one list of refined.yaml."""
    return frozenset(key for word in _lists()[name] for key in keys_of(word))


@lru_cache(maxsize=1)
def _setting_words() -> frozenset[str]:
    raw = yaml.safe_load((CONTENT / "shared" / "settings.yaml").read_text(encoding="utf-8"))
    return frozenset(key for names in raw.values() for name in names for key in keys_of(name))
