"""What was understood, with what the words themselves tell more surely than a model."""

from __future__ import annotations

from dataclasses import replace

from answers.correction import last_said
from answers.message import Turn
from answers.ordinals import pointed_at
from answers.refusals import REFUSALS
from answers.subject import is_strange, names_only_a_place
from answers.topics import cued
from answers.understanding import Understanding
from answers.wishes import wants_a_call, wants_to_apply
from knowledge_base.service import Catalogue

SEARCHES = {
    *("find_offer", "definition", "how_to_get_in", "route_between_levels", "nlu_fallback"),
    *("ask_cost", "ask_waiting", "ask_duration", "ask_details"),
}
"""What is answered by search alone."""
_MAY_BE_A_CALL = {"find_offer", "how_to_get_in", "next_of_kin", "ask_contact", "nlu_fallback"}
_MAY_APPLY = {"find_offer", "how_to_get_in", "next_of_kin", "nlu_fallback", "definition", "rights_appeal"}
_MAY_POINT = SEARCHES | {"compare", "ask_contact"}
_TALKS = REFUSALS | {"deny", "affirm", "greet", "thanks", "nlu_fallback"}
"""What a message that only names a place was taken for."""
_SHORT = 9


def read(turn: Turn, understanding: Understanding, catalogue: Catalogue) -> Understanding:
    """A bare number, a call, a wish to apply, what a question points at, the place that was put right."""
    text = turn.text.strip()
    if text.isdigit():
        return Understanding("choose_number")
    if understanding.intent in _MAY_BE_A_CALL and wants_a_call(text):
        return Understanding("human_contact")
    if understanding.intent in _MAY_APPLY and wants_to_apply(text) and not strange(turn, catalogue):
        understanding = replace(understanding, intent="open_referral")
    return _with_places(turn, _pointing(turn, understanding), catalogue)


def strange(turn: Turn, catalogue: Catalogue) -> bool:
    """Whether most of what a message names stands nowhere in the catalogue."""
    return is_strange(turn.text, catalogue, english=turn.language == "en")


def _pointing(turn: Turn, understanding: Understanding) -> Understanding:
    """The entry of those shown that a question points at by its number, as if it had been named."""
    shown, place = turn.context.shown, pointed_at(turn.text)
    fits = place is not None and place < len(shown) and len(turn.text.split()) <= _SHORT
    if place is None or not fits or understanding.intent not in _MAY_POINT:
        return understanding
    intent = "ask_details" if understanding.intent == "compare" else understanding.intent
    return replace(understanding, intent=intent, entities={**understanding.entities, "entry_id": [shown[place]]})


def _with_places(turn: Turn, understanding: Understanding, catalogue: Catalogue) -> Understanding:
    """The places named, the one that counts first; a message that names nothing else asks the question before of that place."""
    places = understanding.entities.get("municipality", [])
    if not places:
        return understanding
    asked = cued(turn.text).keys() - {"change"}  # `hvis han flytter til Ålesund` asks for no change in an offer
    again = turn.context.last_question is not None and understanding.intent in SEARCHES and not asked
    if (again or understanding.intent in _TALKS) and names_only_a_place(turn.text, catalogue):
        understanding = replace(understanding, intent="inform_municipality")
    return replace(understanding, entities={**understanding.entities, "municipality": last_said(turn.text, places)})
