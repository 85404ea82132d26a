"""Understanding without a model: municipality by name, the kind of question by cues. Used when Rasa does not answer."""

from __future__ import annotations

from answers.message import Turn
from answers.subject import names_only_a_place
from answers.topics import cued
from answers.understanding import Understanding
from knowledge_base.places import Places
from knowledge_base.service import Catalogue
from language.gazetteer import Gazetteer
from language.words import split_words

_INTENT_OF_CUE = {
    "cost": "ask_cost",
    "waiting": "ask_waiting",
    "duration": "ask_duration",
    "contact": "ask_contact",
    "coordination": "who_coordinates",
    "rights": "rights_appeal",
    "access": "how_to_get_in",
    "referral": "route_between_levels",
    "next_of_kin": "next_of_kin",
}
_GAZETTEERS: dict[int, Gazetteer] = {}


def place_gazetteer(places: Places) -> Gazetteer:
    """Names of choosable places, found in any spelling. Built once per set of places."""
    if id(places) not in _GAZETTEERS:
        names = {place.slug: list(place.names) for place in places.choosable()}
        _GAZETTEERS[id(places)] = Gazetteer({"municipality": names})
    return _GAZETTEERS[id(places)]


def named_places(text: str, places: Places) -> list[str]:
    """Slugs of the places that a text names, in order."""
    return [match.value for match in place_gazetteer(places).find(split_words(text))]


def understand_without_model(turn: Turn, catalogue: Catalogue) -> Understanding:
    """A rule-based stand-in for the classifier: honest about less, never silent."""
    named = named_places(turn.text, catalogue.places)
    entities = {"municipality": named} if named else {}
    if named and names_only_a_place(turn.text, catalogue):
        return Understanding("inform_municipality", 0.5, entities=entities)
    said = cued(turn.text)
    intent = next((intent for cue, intent in _INTENT_OF_CUE.items() if cue in said), "find_offer")
    return Understanding(intent, 0.5, entities=entities)
