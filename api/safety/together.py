"""Ideas that stand near each other in any order: `&9 @smell @gas`, all within a stretch of so many words.

People tell of a danger in whatever order it comes to them; a line of pattern.py holds only for one of them. `!idea` refuses a stretch
where that idea stands, or right beside it. A word counts for one idea only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.safety.pattern import Reading

_AROUND = 2


@dataclass(frozen=True)
class Together:
    """Ideas within `reach` words, with none of the `refused` among or right beside them."""

    ideas: tuple[str, ...]
    reach: int
    refused: tuple[str, ...]
    needs: frozenset[str] = field(repr=False)

    def matches(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """First and last position of a place where they stand together, at most one for each first word."""
        if not self.needs <= reading.places.keys():
            return
        for start in sorted(set().union(*(reading.at(idea) for idea in self.ideas))):
            end = self._end(reading, start)
            if end is not None and not self._refuses(reading, start, end):
                yield start, end

    def _end(self, reading: Reading, start: int) -> int | None:
        """Where a stretch from `start` holds all ideas, the scarcest taking their words first."""
        stretch = range(start, min(start + self.reach, len(reading.words)))
        used: set[int] = set()
        for idea in sorted(self.ideas, key=lambda name: sum(place in reading.at(name) for place in stretch)):
            place = next((place for place in stretch if place in reading.at(idea) and place not in used), None)
            if place is None:
                return None
            used.add(place)
        return max(used) if start in used else None

    def _refuses(self, reading: Reading, start: int, end: int) -> bool:
        stretch = range(start - _AROUND, end + 1 + _AROUND)
        return any(place in reading.at(idea) for idea in self.refused for place in stretch)
