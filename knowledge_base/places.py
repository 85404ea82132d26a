"""Where people live and where entries apply: municipalities, counties and regions, and which lie in which."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

CONTENT = Path(__file__).parent / "content"


class Place(BaseModel):
    """One place. `choosable` places are those that a conversation may be about; `numbers` are kommunenummer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    name: str
    kind: Literal["country", "region", "county", "municipality"]
    choosable: bool = False
    within: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "-"})


def _slug(name: str) -> str:
    """A name as a slug has it: `Mo i Rana` -> `mo-i-rana`."""
    return name.strip().lower().translate(_LETTERS)


class Places:
    """All places, looked up by slug, kommunenummer or name."""

    def __init__(self, places: list[Place]) -> None:
        self.all = {place.slug: place for place in places}
        self._numbers = {number: place for place in places for number in place.numbers}
        self._names = {_slug(name): place for place in places for name in place.names if place.choosable}

    def resolve(self, value: str) -> Place | None:
        """The choosable place for a slug, a kommunenummer or a name, such as that of a municipality in a region (`Tromsø` is in
        nord-norge); None when unknown."""
        place = self.all.get(value.strip().lower()) or self._numbers.get(value.strip())
        if place is None or not place.choosable:
            return self._names.get(_slug(value))
        return place

    def choosable(self) -> list[Place]:
        """Places a person may choose between, by name."""
        return sorted((place for place in self.all.values() if place.choosable), key=lambda place: place.name)

    def serving(self, slug: str) -> dict[str, int]:
        """The place itself and all places it lies in, with the distance: {alesund: 0, more-og-romsdal: 1, ...}."""
        distances = {slug: 0}
        queue = [slug]
        while queue:
            here = queue.pop(0)
            for outer in self.all[here].within:
                if outer not in distances:
                    distances[outer] = distances[here] + 1
                    queue.append(outer)
        return distances

    def inside(self, slug: str) -> set[str]:
        """Slugs of the places that lie in `slug`, itself not included."""
        return {place.slug for place in self.all.values() if slug != place.slug and slug in self.serving(place.slug)}


@lru_cache(maxsize=1)
def load_places() -> Places:
    """The places of content/shared/places.yaml."""
    raw = yaml.safe_load((CONTENT / "shared" / "places.yaml").read_text(encoding="utf-8"))
    return Places([Place.model_validate(item) for item in raw])
