"""What a message is about: entries found by search, or the entries just shown when it only points back at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import yaml

from answers.correction import COURTESY
from answers.first_contact import first_contacts
from answers.message import DialogueContext, Turn
from answers.topics import cue_words, cued, keys_of
from answers.understanding import Understanding
from knowledge_base.analysis import content_words, term
from knowledge_base.content_files import CONTENT
from knowledge_base.hints import meant_by
from knowledge_base.places import Places
from knowledge_base.query import is_known
from knowledge_base.search import Hit, SearchQuery, SearchResult
from knowledge_base.service import Catalogue
from language.negation import refused
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
_KIN = (
    "mor moren mora mamma far faren pappa foreldre sønn sønnen son sonen datter datteren dattera dotter dottera barnet gutt gutten guten jente"
    " jenta jenten unge ungen ungane bror broren søster søsteren syster kone kona mann mannen ektemann samboer samboeren sambuar bestemor"
    " bestemora bestefar bestefaren besteforeldre mormor farmor morfar farfar onkel onkelen tante tanten tanta svigermor svigerfar barnebarn"
    " barnebarnet nevø niese fetter kusine venn venninne vennen nabo naboen år gammel gamal mother father mum mom dad son daughter brother"
    " sister wife husband partner grandmother grandfather uncle aunt nephew niece friend child boy girl baby old"
).split()
_BESIDE = frozenset(
    "skrev skreiv skrive feil gjelder gjeld gjaldt spør spurte spørre tenker tenkte mener meiner prøvd prøvde hatt testet egentlig eigentleg"
    " wrote wrong mistake asking tried anyway actually really typo".split()
)
"""Words around a correction that name neither a person nor an offer."""
_PUTS_RIGHT = re.compile(
    r"\b(?:nei|næ|no|not|ikke|ikkje|itj|feil|mente|meinte|meant|wrong|sorry|beklager|orsak|gjelder|gjeld|hva med|kva med|ka med|enn|what about"
    r"|how about|heller|i stedet)\b",
    re.IGNORECASE,
)
_AS_RELATIVE = re.compile(
    r"\b(?:for|til|te|med|hos|about) (?:meg|mæ|oss|me|myself|us)\b.{0,12}\b(?:som|as)\b.{0,8}\b(?:pårør\w*|datter\w*|dotter\w*|sønn\w*|son|kone|mann"
    r"|ektefelle|mor|far|forelder|foreldre|søster|bror|samboer|a?\s?relative|carer|caregiver|daughter|wife|husband|mother|father|parents?|family)\b"
    r"|\b(?:for|til) (?:oss|meg) (?:pårør\w*|foreldre\w*|etterlatte)\b|\bfor us (?:relatives|parents|as family)\b",
    re.IGNORECASE,
)
_SHORT_AND_PEOPLE = 14
_PLACES_TO_STAY = ("institusjon", "sykehjem", "sjukeheim", "nursing", "institution", "gamlehjem", "aldershjem", "rehabiliteringssenter")
_REFUSED = 0.35
"""Factor of entries that are a place to stay, for a person who wants none."""
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


def stands_in_catalogue(word: str, catalogue: Catalogue) -> bool:
    """Whether a word stands in the catalogue just so, or names a place."""
    return term(word) in catalogue.searcher().index or bool(keys_of(word) & _place_words(catalogue.places))


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
    """The question before with what is added now (`finnes det noe hjemme i stedet?`, `nei, det gjelder sønnen min`, `ikke sykehjem`);
    None when the message stands on its own."""
    before = turn.context.last_question
    if not turn.context.shown or not before or len(turn.text.split()) > _SHORT_AND_PEOPLE:
        return None
    if speaks_as_relative(turn.text):
        return f"{before} pårørende"
    places, settings = _place_words(catalogue.places), _setting_words()
    unwanted = set(refused(turn.text))
    said = [word for word in topical_words(turn.text) if word not in unwanted and word not in _BESIDE | COURTESY]
    topical = [word for word in said if not keys_of(word) & places and word not in _INSTEAD]
    if not topical:
        return f"{before}, men ikke {' '.join(sorted(unwanted))}" if _only_refuses(turn.text, unwanted) else None
    people = [word for word in topical if word.isdigit() or keys_of(word) & _kin()]
    if people and not _about_others(turn.text, people, before):
        return None
    if not people and len(turn.text.split()) > _SHORT:
        return None
    if all(word in people or keys_of(word) & settings or keys_of(word) & _groups() for word in topical):
        return f"{_without_people(before) if people else before} {' '.join(topical)}"
    return None


def speaks_as_relative(text: str) -> bool:
    """Whether somebody asks for themselves as the one who stands near: `har dere noe for meg som datter?`, `and for me, as her carer?`."""
    return len(text.split()) <= _SHORT_AND_PEOPLE and _AS_RELATIVE.search(text) is not None


def _only_refuses(text: str, unwanted: set[str]) -> bool:
    return bool(unwanted) and len(text.split()) <= _SHORT_AND_PEOPLE and not text.rstrip().endswith("?")


def _about_others(text: str, people: list[str], before: str) -> bool:
    """Whether the persons named are others than before, and not just those who shall have what was shown (`kan mor få det?`)."""
    if all(keys_of(word) & keys_of(before) for word in people):
        return False
    return bool(_PUTS_RIGHT.search(text)) or _POINTS_BACK.search(text) is None


def _without_people(text: str) -> str:
    return " ".join(word for word in text.split() if not keys_of(word) & _kin()) or text


@lru_cache(maxsize=1)
def _kin() -> frozenset[str]:
    """Words for the persons that a question may be about."""
    return frozenset(key for name in _KIN for key in keys_of(name))


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
            _shown_first(_own_first(catalogue, turn.context.shown, place), result), result.records, True, place, question, named, result.words
        )
    if _names_the_unknown(question, catalogue, english=turn.language == "en"):
        return Subject([], [], False, place, question, named, result.words)
    hits = _without_refused_places(catalogue, question, result.services)
    return Subject(hits, result.records, False, place, question, named, result.words)


def _without_refused_places(catalogue: Catalogue, text: str, hits: list[Hit]) -> list[Hit]:
    """Entries that are places to stay step back where somebody says that they do not want to live in such a place."""
    if not any(keys_of(word) & _institutions() for word in refused(text)):
        return hits
    weighed = [replace(hit, score=hit.score * _REFUSED) if _is_a_place_to_stay(catalogue, hit) else hit for hit in hits]
    return sorted(weighed, key=lambda hit: -hit.score)


def _is_a_place_to_stay(catalogue: Catalogue, hit: Hit) -> bool:
    service = catalogue.service(hit.id)
    return service is not None and service.setting == ["institusjon"]


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    return frozenset(key for name in _PLACES_TO_STAY for key in keys_of(name))


def _names_the_unknown(text: str, catalogue: Catalogue, *, english: bool) -> bool:
    """Whether a message names something and the catalogue has nothing by such a name: `telefonnummeret til Drømmeklinikken`."""
    named = [word for word in topical_words(text) if len(word) >= _LONG_ENOUGH_TO_NAME]
    asks_of_a_name = len(text.split()) <= _SHORT and not _OF_A_NAME.isdisjoint(cued(text))
    if not named or english or not asks_of_a_name or meant_by(text):
        return False
    index, places = catalogue.searcher().index, _place_words(catalogue.places)
    return not any(is_known(word, index) or keys_of(word) & places for word in named)


def _own_first(catalogue: Catalogue, shown: list[str], place: str | None) -> list[str]:
    """What was shown, led by the place's own where a region's entry of the same name stood first: `Hverdagsrehabilitering i kommunene`."""
    services = [service for service in map(catalogue.service, shown) if service is not None]
    if not services or place is None or place in services[0].areas:
        return shown
    name = services[0].name.nb.split()[0].lower()
    own = [service.id for service in services[1:] if place in service.areas and service.name.nb.split()[0].lower() == name]
    return [*own[:1], *(entry for entry in shown if entry not in own[:1])]


def _shown_first(shown: list[str], result: SearchResult) -> list[Hit]:
    found = {hit.id: hit for hit in result.services}
    first = [
        _hit(service_id, max(1.5, found[service_id].score if service_id in found else 0.0)) for service_id in shown
    ]
    return first[:1] + [hit for hit in result.services if hit.id in shown[1:]]
