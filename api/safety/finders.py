"""Many patterns at once: only those are tried of which a rare idea stands in the text.

A message meets a few ideas, the rules hold hundreds of patterns. Trying each took a tenth of the gate's time in a turn
(docs/decisions/0017).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, TypeVar


class Finder(Protocol):
    """What is looked for in a text."""

    @property
    def needs(self) -> frozenset[str]:
        """Ideas without which it cannot stand there."""


_Any = TypeVar("_Any", bound=Finder)


class Finders(tuple[_Any, ...]):
    """Finders in their order, each known by the one of its ideas that the fewest of them need."""

    _by_idea: dict[str, list[int]]

    def __new__(cls, finders: Iterable[_Any]) -> Finders[_Any]:
        """Of any number of finders."""
        made = super().__new__(cls, finders)
        common = Counter(idea for finder in made for idea in finder.needs)
        made._by_idea = {}
        for number, finder in enumerate(made):
            rarest = min(finder.needs, key=lambda idea: (common[idea], idea))
            made._by_idea.setdefault(rarest, []).append(number)
        return made

    def possible(self, ideas: Mapping[str, Any]) -> Iterator[_Any]:
        """Those that can stand in a text with these ideas, in order."""
        met = self._by_idea.keys() & ideas.keys()
        for number in sorted(number for idea in met for number in self._by_idea[idea]):
            yield self[number]


def possible(finders: tuple[_Any, ...], ideas: Mapping[str, Any]) -> Iterable[_Any]:
    """The finders worth trying on a text with these ideas."""
    return finders.possible(ideas) if isinstance(finders, Finders) else finders
