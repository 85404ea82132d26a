"""What a message is about: entries found by search, or the entries just shown when it only points back at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from answers.correction import COURTESY
from answers.first_contact import first_contacts
from answers.message import DialogueContext, Turn
from answers.topics import cue_words, cued, keys_of
from answers.understanding import Understanding
from knowledge_base.analysis import content_words
from knowledge_base.content_files import CONTENT
from knowledge_base.hints import meant_by
from knowledge_base.places import Places
from knowledge_base.query import is_known
from knowledge_base.search import Hit, SearchQuery, SearchResult
from knowledge_base.service import Catalogue
from language.normalise import normalise_word
from language.stems import stem

_POINTS_BACK = re.compile(
    r"\b(det|d|den|dette|der|dei|de|tilbudet|tilbodet|kurset|stedet|staden|plassen|opplegget|ordningen|ordninga"
    r"|slik|slikt|sånn|sånt|it|that|there|they|this|one|such)\b",
    re.IGNORECASE,
)
_POINTS_AT = re.compile(
    r"\b(?:det|den|dette|denne|that|this) (?:teamet|tilbudet|tilbodet|kurset|stedet|staden|gruppa|gruppen|ordningen|ordninga"
    r"|avdelingen|avdelinga|plassen|tjenesten|tenesta|team|offer|course|place|group|service|unit)\b",
    re.IGNORECASE,
)
_SHORT = 9
_LONG_ENOUGH_TO_NAME = 5
_OF_A_NAME = frozenset({"contact", "cost", "place", "hours", "waiting"})
"""What is asked of a thing that has a name."""
_INSTEAD = {
    "stedet",
    "staden",
    "isteden",
    "istedenfor",
    "heller",
    "andre",
    "annet",
    "anna",
    "instead",
    "other",
    "alternativ",
}
_GROUPS = (
    "barn",
    "ungdom",
    "unge",
    "voksne",
    "eldre",
    "menn",
    "kvinner",
    "pensjonister",
    "children",
    "kids",
    "teenagers",
    "adults",
    "seniors",
    "elderly",
    "women",
    "men",
)
_FOLLOW_PRIOR = (1.0, 0.5, 0.25)


@dataclass(frozen=True)
class Subject:
    """`hits` are entries, `records` what stands beside them; `follow_up` is True when the message points at what was shown."""

    hits: list[Hit]
    records: list[Hit]
    follow_up: bool
    place: str | None
    question: str
    named_place: str | None = None
    words: int = 0

    @property
    def best(self) -> float:
        """Score of the first entry, 0 when there is none."""
        return self.hits[0].score if self.hits else 0.0

    @property
    def best_record(self) -> float:
        """Score of the first record, 0 when there is none."""
        return self.records[0].score if self.records else 0.0


def topical_words(text: str) -> list[str]:
    """Words that can name an entry: neither stop words nor mere cues ("koster", "vente")."""
    cues = cue_words()
    return [word for word in content_words(text) if stem(normalise_word(word)) not in cues]


@lru_cache(maxsize=4)
def _place_words(places: Places) -> frozenset[str]:
    return frozenset(key for place in places.all.values() for name in place.names for key in keys_of(name))


def names_only_a_place(text: str, catalogue: Catalogue) -> bool:
    """True for `Melhus` and `vi bor i Melhus`, False for `ledsagerbevis Melhus`."""
    places = _place_words(catalogue.places)
    return not [word for word in topical_words(text) if word not in COURTESY and not keys_of(word) & places]


def points_back(text: str, context: DialogueContext, catalogue: Catalogue) -> bool:
    """True when the message names nothing new: "hva koster det?", "hvordan søker jeg?", "og hvem jobber der?"."""
    if not context.shown:
        return False
    if _POINTS_AT.search(text) and len(text.split()) <= _SHORT:
        return True
    places = _place_words(catalogue.places)
    topical = [word for word in topical_words(text) if not keys_of(word) & places]
    return not topical or (len(topical) == 1 and bool(_POINTS_BACK.search(text)) and len(text.split()) <= _SHORT)


@lru_cache(maxsize=1)
def _setting_words() -> frozenset[str]:
    raw = yaml.safe_load((CONTENT / "shared" / "settings.yaml").read_text(encoding="utf-8"))
    return frozenset(key for names in raw.values() for name in names for key in keys_of(name))


def refined(turn: Turn, catalogue: Catalogue) -> str | None:
    """The question before with what is added now ("finnes det noe hjemme i stedet?"); None when the message stands on its own."""
    before = turn.context.last_question
    if not turn.context.shown or not before or len(turn.text.split()) > _SHORT:
        return None
    places, settings = _place_words(catalogue.places), _setting_words()
    topical = [word for word in topical_words(turn.text) if not keys_of(word) & places and word not in _INSTEAD]
    narrows = bool(topical) and all(keys_of(word) & settings or keys_of(word) & _groups() for word in topical)
    return f"{before} {' '.join(topical)}" if narrows else None


@lru_cache(maxsize=1)
def _groups() -> frozenset[str]:
    """Words for groups of people, as in `hva med voksne da?`."""
    return frozenset(key for name in _GROUPS for key in keys_of(name))


def _hit(service_id: str, score: float) -> Hit:
    return Hit(service_id, "service", score, 0.0, (service_id,))


def find_subject(catalogue: Catalogue, turn: Turn, understanding: Understanding) -> Subject:
    """Search for the message; what was shown before is preferred when the message is short and points back."""
    named = understanding.first("municipality")
    place = named or turn.municipality or turn.context.municipality
    chosen = understanding.first("entry_id")
    if chosen is not None and catalogue.service(chosen) is not None:
        return Subject([_hit(chosen, 2.0)], [], True, place, turn.context.last_question or "", named, 1)
    question = refined(turn, catalogue) or turn.text
    back = question == turn.text and points_back(question, turn.context, catalogue)
    prefer = dict(zip(turn.context.shown, _FOLLOW_PRIOR, strict=False)) if len(question.split()) <= _SHORT else {}
    prefer |= first_contacts(question, place, catalogue.offices)
    result = catalogue.search(SearchQuery(question, place, turn.language == "en", prefer))
    if back:
        return Subject(
            _shown_first(turn.context.shown, result), result.records, True, place, question, named, result.words
        )
    if _names_the_unknown(question, catalogue, english=turn.language == "en"):
        return Subject([], [], False, place, question, named, result.words)
    return Subject(result.services, result.records, False, place, question, named, result.words)


def _names_the_unknown(text: str, catalogue: Catalogue, *, english: bool) -> bool:
    """Whether a message names something and the catalogue has nothing by such a name: `telefonnummeret til Drømmeklinikken`."""
    named = [word for word in topical_words(text) if len(word) >= _LONG_ENOUGH_TO_NAME]
    asks_of_a_name = len(text.split()) <= _SHORT and not _OF_A_NAME.isdisjoint(cued(text))
    if not named or english or not asks_of_a_name or meant_by(text):
        return False
    index, places = catalogue.searcher().index, _place_words(catalogue.places)
    return not any(is_known(word, index) or keys_of(word) & places for word in named)


def _shown_first(shown: list[str], result: SearchResult) -> list[Hit]:
    found = {hit.id: hit for hit in result.services}
    first = [
        _hit(service_id, max(1.5, found[service_id].score if service_id in found else 0.0)) for service_id in shown
    ]
    return first[:1] + [hit for hit in result.services if hit.id in shown[1:]]
