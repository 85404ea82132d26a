"""What a message is about: entries found by search, or the entries just shown when it only points back at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answers.correction import COURTESY
from answers.first_contact import first_contacts
from answers.message import DialogueContext, Turn
from answers.refined import refined, words_for, words_of
from answers.topical import POINTS_BACK, place_words, topical_words
from answers.topics import cued, keys_of
from answers.understanding import Understanding
from knowledge_base.analysis import term
from knowledge_base.hints import meant_by
from knowledge_base.query import is_known
from knowledge_base.search import Hit, SearchQuery, SearchResult
from knowledge_base.service import Catalogue
from language.negation import refused
from language.normalise import normalise_word, translate
from language.stems import is_word
from language.words import split_words

_POINTS_AT = re.compile(
    r"\b(?:det|den|dette|denne|that|this) (?:teamet|tilbudet|tilbodet|kurset|stedet|staden|gruppa|gruppen|ordningen|ordninga"
    r"|avdelingen|avdelinga|plassen|tjenesten|tenesta|team|offer|course|place|group|service|unit)\b",
    re.IGNORECASE,
)
_SHORT = 9
_LONG_ENOUGH_TO_NAME = 5
_OF_A_NAME = frozenset({"contact", "cost", "place", "hours", "waiting"})
"""What is asked of a thing that has a name."""
_SHORTEST_WORD, _LONG_NAME, _SURELY_MEANT = 3, 9, 0.7
_REFUSED = 0.35
"""Factor of entries that are a place to stay, for a person who wants none."""
_KNOWN_SHARE = 0.4
"""Share of the words up to which a message is about something else."""
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


def names_only_a_place(text: str, catalogue: Catalogue) -> bool:
    """True for `Melhus` and `vi bor i Melhus`, False for `ledsagerbevis Melhus`."""
    places = place_words(catalogue.places)
    beside = words_of("beside") | COURTESY
    return not [word for word in topical_words(text) if word not in beside and not keys_of(word) & places]


def stands_in_catalogue(word: str, catalogue: Catalogue) -> bool:
    """Whether a word stands in the catalogue just so, or names a place."""
    return term(word) in catalogue.searcher().index or bool(keys_of(word) & place_words(catalogue.places))


def is_strange(text: str, catalogue: Catalogue, *, english: bool) -> bool:
    """Whether most of what a message names stands nowhere in the catalogue, nor among everyday words: `overfør 500 kr til kontoen`."""
    if meant_by(text, english):
        return False
    words = topical_words(text)
    known = [word for word in words if stands_in_catalogue(word, catalogue) or (english and translate([word]))]
    return bool(words) and len(known) <= _KNOWN_SHARE * len(words)


def names_an_offer(text: str, catalogue: Catalogue) -> bool:
    """Whether a long word, or what it is a slip of, stands in the names of entries: `lurer på hjemmerehabiltering`."""
    index, places = catalogue.searcher().index, place_words(catalogue.places)
    words = [word for word in topical_words(text) if len(word) >= _LONG_NAME and not keys_of(word) & places]
    near = [slip for word in words for slip, weight in index.near(term(word)) if weight >= _SURELY_MEANT]
    return any(len(index.named(key)) for key in (*map(term, words), *near))


def says_nothing(text: str, catalogue: Catalogue) -> bool:
    """Whether none of the words is one, in Norwegian, English or the catalogue: `asdkjh qwpoei`, and not `hjerteklaffoperert`."""
    if meant_by(text):
        return False
    words = [word for word in split_words(text) if len(word) >= _SHORTEST_WORD]
    index = catalogue.searcher().index
    return bool(words) and not any(
        is_word(word) or is_word(word, ("en",)) or normalise_word(word) != word or is_known(word, index)
        for word in words
    )


def points_back(text: str, context: DialogueContext, catalogue: Catalogue) -> bool:
    """True when the message names nothing new: "hva koster det?", "hvordan søker jeg?", "og hvem jobber der?"."""
    if not context.shown:
        return False
    if _POINTS_AT.search(text) and len(text.split()) <= _SHORT:
        return True
    places = place_words(catalogue.places)
    beside = words_of("beside") | words_of("generic") | COURTESY
    topical = [word for word in topical_words(text) if word not in beside and not keys_of(word) & places]
    return not topical or (len(topical) == 1 and bool(POINTS_BACK.search(text)) and len(text.split()) <= _SHORT)


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
            _shown_first(_own_first(catalogue, turn.context.shown, place), result),
            result.records,
            True,
            place,
            question,
            named,
            result.words,
        )
    if _names_the_unknown(question, catalogue, english=turn.language == "en"):
        return Subject([], [], False, place, question, named, result.words)
    hits = _without_refused_places(catalogue, question, result.services)
    return Subject(hits, result.records, False, place, question, named, result.words)


def _without_refused_places(catalogue: Catalogue, text: str, hits: list[Hit]) -> list[Hit]:
    """Entries that are places to stay step back where somebody says that they do not want to live in such a place."""
    if not any(keys_of(word) & words_for("places_to_stay") for word in refused(text)):
        return hits
    weighed = [replace(hit, score=hit.score * _REFUSED) if _is_a_place_to_stay(catalogue, hit) else hit for hit in hits]
    return sorted(weighed, key=lambda hit: -hit.score)


def _is_a_place_to_stay(catalogue: Catalogue, hit: Hit) -> bool:
    service = catalogue.service(hit.id)
    return service is not None and service.setting == ["institusjon"]


def _names_the_unknown(text: str, catalogue: Catalogue, *, english: bool) -> bool:
    """Whether a message names something and the catalogue has nothing by such a name: `telefonnummeret til Drømmeklinikken`."""
    named = [word for word in topical_words(text) if len(word) >= _LONG_ENOUGH_TO_NAME]
    asks_of_a_name = len(text.split()) <= _SHORT and not _OF_A_NAME.isdisjoint(cued(text))
    if not named or english or not asks_of_a_name or meant_by(text):
        return False
    index, places = catalogue.searcher().index, place_words(catalogue.places)
    return not any(is_known(word, index) or keys_of(word) & places for word in named)


def _own_first(catalogue: Catalogue, shown: list[str], place: str | None) -> list[str]:
    """What was shown, led by the place's own where a region's entry of the same name stood first: `Hverdagsrehabilitering i "
    "kommunene`."""
    services = [service for service in map(catalogue.service, shown) if service is not None]
    if not services or place is None or place in services[0].areas:
        return shown
    name = services[0].name.nb.split()[0].lower()
    own = [
        service.id for service in services[1:] if place in service.areas and service.name.nb.split()[0].lower() == name
    ]
    return [*own[:1], *(entry for entry in shown if entry not in own[:1])]


def _shown_first(shown: list[str], result: SearchResult) -> list[Hit]:
    found = {hit.id: hit for hit in result.services}
    first = [
        _hit(service_id, max(1.5, found[service_id].score if service_id in found else 0.0)) for service_id in shown
    ]
    return first[:1] + [hit for hit in result.services if hit.id in shown[1:]]
