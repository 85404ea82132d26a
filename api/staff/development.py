"""The login of one's own machine: choose who to be. It lets anybody in, so it cannot be switched on anywhere else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from api.settings import Settings
from api.staff.oidc.people import UnitsOf
from referrals.people import Role, Staff

_PEOPLE = Path(__file__).with_name("demo_people.yaml")


class DevelopmentLoginRefused(ValueError):
    """VEIVISER_STAFF_LOGIN=development without VEIVISER_ENVIRONMENT=development."""


class DemoPerson(BaseModel):
    """Somebody to be."""

    model_config = ConfigDict(extra="forbid")

    name: str
    roles: list[Role]
    municipalities: list[str]


class DevelopmentLogin:
    """The demo people. Raises DevelopmentLoginRefused outside development."""

    def __init__(self, settings: Settings, units_of: UnitsOf) -> None:
        if not settings.development:
            raise DevelopmentLoginRefused(
                "VEIVISER_STAFF_LOGIN=development lets anybody in and needs VEIVISER_ENVIRONMENT=development; "
                "set VEIVISER_STAFF_LOGIN=oidc (docs/inbox.md) or off"
            )
        self._units_of = units_of

    def people(self) -> dict[str, DemoPerson]:
        """Who can be chosen, by key."""
        return demo_people()

    def person(self, key: str) -> Staff | None:
        """One of them."""
        found = demo_people().get(key)
        if found is None:
            return None
        units = frozenset(unit for place in found.municipalities for unit in self._units_of(place))
        return Staff(f"demo:{key}", found.name, frozenset(found.roles), units)


@lru_cache(maxsize=1)
def demo_people() -> dict[str, DemoPerson]:
    """demo_people.yaml."""
    raw = yaml.safe_load(_PEOPLE.read_text(encoding="utf-8"))
    return {key: DemoPerson.model_validate(item) for key, item in raw.items()}
