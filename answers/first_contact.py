"""Where to begin: people in a new situation ask whom to call, not for a service by name.

Decision: such a message lifts the place's own offices in the ranking; it never replaces an entry that fits much better.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from answers.topics import keys_of, keys_of_phrase
from knowledge_base.offices import Offices

_FIRST, _SECOND, _THIRD = 1.0, 0.75, 0.6
_STRENGTH = {"asks_where_to_begin": 3.6, "comes_home": 4.4, "needs_help_at_home": 2.0}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[frozenset[str]]]:
    raw = yaml.safe_load((Path(__file__).parent / "first_contact.yaml").read_text(encoding="utf-8"))
    return {name: [frozenset(keys_of_phrase(phrase)) for phrase in phrases] for name, phrases in raw.items()}


def urgency(text: str) -> float:
    """0 when the message does not ask where to begin, up to about 8 when it asks, somebody comes home and needs help there."""
    said = keys_of(text)
    found = {name for name, phrases in _phrases().items() if any(phrase <= said for phrase in phrases)}
    if "asks_where_to_begin" not in found and len(found) < 2:
        return 0.0
    return sum(_STRENGTH[name] for name in found)


def first_contacts(text: str, place: str | None, offices: Offices) -> dict[str, float]:
    """Entries to prefer (id -> strength for knowledge_base.search) when a person asks where to begin; empty otherwise."""
    strength = urgency(text)
    if not strength:
        return {}
    own = offices.of(place)
    order = dict.fromkeys(office for office in (own.allocation_office, own.coordinating_unit, own.call) if office)
    return {office: strength * share for office, share in zip(order, (_FIRST, _SECOND, _THIRD), strict=False)}
