"""What the list is narrowed to, from the address and back. What no filter knows is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from api.text_entry import clean
from referrals.kinds import Kind
from referrals.states import State
from referrals.views import CaseFilter

_Choice = TypeVar("_Choice", bound=StrEnum)
_LONGEST, _LAST_PAGE = 120, 100_000


@dataclass(frozen=True)
class Wanted:
    """The filter as the person set it, and the page."""

    status: str = ""
    kind: str = ""
    unit: str = ""
    place: str = ""
    reference: str = ""
    overdue: bool = False
    mine: bool = False
    ended: bool = False
    page: int = 1

    def as_filter(self) -> CaseFilter:
        """For the service."""
        return CaseFilter(
            state=_choice(State, self.status),
            kind=_choice(Kind, self.kind),
            unit=self.unit or None,
            area=self.place or None,
            reference=self.reference.upper() or None,
            overdue=self.overdue,
            mine=self.mine,
            open=not self.ended,
        )

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return self != Wanted(page=self.page)

    def query(self, page: int | None = None) -> str:
        """The address part that gives the same list again, at a page."""
        texts = {name: getattr(self, name) for name in ("status", "kind", "unit", "place", "reference")}
        flags = {name: "1" if getattr(self, name) else "" for name in ("overdue", "mine", "ended")}
        number = {"page": str(page)} if page and page > 1 else {}
        return urlencode({**{name: value for name, value in {**texts, **flags}.items() if value}, **number})


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """The filter of an address."""
    said: dict[str, Any] = {
        name: clean(query.get(name, ""))[:_LONGEST] for name in ("status", "kind", "unit", "place", "reference")
    }
    number = query.get("page", "1")
    page = min(int(number), _LAST_PAGE) if number.isascii() and number.isdigit() and len(number) < 9 else 1
    return Wanted(
        **said,
        overdue=bool(query.get("overdue")),
        mine=bool(query.get("mine")),
        ended=bool(query.get("ended")),
        page=max(page, 1),
    )


def _choice(kind: type[_Choice], value: str) -> _Choice | None:
    return kind(value) if value in set(kind) else None
