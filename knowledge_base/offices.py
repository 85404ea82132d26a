"""Whom to turn to in a place: the coordinating unit, the office that decides, and whom to call, as ids of entries."""

from __future__ import annotations

from functools import lru_cache

import yaml

from knowledge_base.content_files import CONTENT
from knowledge_base.places import load_places
from knowledge_base.schema import Strict


class Office(Strict):
    """Entries that everything about a place leads to. `coordinating_unit` may be the national description of the duty."""

    coordinating_unit: str
    allocation_office: str | None = None
    regional: str | None = None
    call: str


class Offices:
    """Offices by place; a place without its own falls back to what it lies in."""

    def __init__(self, offices: dict[str, Office]) -> None:
        self.all = offices

    def of(self, place: str | None) -> Office:
        """The offices that serve `place` (a slug), the nation's when it is None."""
        for slug in load_places().serving(place) if place else {}:
            if slug in self.all:
                return self.all[slug]
        return self.all["norge"]


@lru_cache(maxsize=1)
def load_offices() -> Offices:
    """The offices of content/shared/offices.yaml."""
    raw = yaml.safe_load((CONTENT / "shared" / "offices.yaml").read_text(encoding="utf-8"))
    return Offices({place: Office.model_validate(item) for place, item in raw.items()})
