"""The municipality that is meant."""

from __future__ import annotations

from intake.reading.faults import Unreadable
from intake.reading.words import plain, says
from knowledge_base.places import Places


def read_place(text: str, places: Places) -> str:
    """The slug of the one place named: `jeg bor i Ålesund`, `alesund`, `1508`. Raises Unreadable."""
    if (exact := places.resolve(text.strip())) is not None:
        return exact.slug
    said = plain(text)
    found = [
        place.slug
        for place in places.choosable()
        if any(says(said, name) for name in map(plain, (place.name, *place.names)))
    ]
    if len(found) != 1:
        raise Unreadable("place_unknown")
    return found[0]
