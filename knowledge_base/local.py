"""A municipality's own file: phone, address, hours, form link and names of roles, laid over the shared content.

The shared content is never touched; what neither states stays unknown.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import Field

from knowledge_base.schema import Contact, Service, Strict


class LocalService(Strict):
    """What a municipality may state about an entry. An unset field leaves the shared content as it is."""

    name: str | None = None
    alternate_names: list[str] = Field(default_factory=list)
    phone: str | None = None
    email: str | None = None
    web: str | None = None
    address: str | None = None
    hours: str | None = None
    form: str | None = None


class LocalOverride(Strict):
    """One file `local/<municipality>.yaml`. `verified` (YYYY-MM-DD) and `verified_by` become the date people see."""

    municipality: str
    verified: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    verified_by: str
    services: dict[str, LocalService]


_OF_OTHERS = frozenset({"units.yaml", "staff.yaml"})
"""Files in the same folder that say nothing of the catalogue: receiving units, and who may log in."""


def override_files(local: Path) -> list[Path]:
    """The municipalities' files of a folder."""
    return [path for path in sorted(local.glob("*.yaml")) if path.name not in _OF_OTHERS]


def read_override(path: Path) -> LocalOverride:
    """Reads one override. Raises pydantic.ValidationError on unknown keys or a bad date."""
    return LocalOverride.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def _merged(service: Service, local: LocalService, override: LocalOverride) -> Service:
    contact = (service.contact or Contact()).model_copy(
        update={
            key: value for key in ("phone", "email", "web", "address") if (value := getattr(local, key)) is not None
        }
    )
    changes: dict[str, object] = {
        "contact": contact if contact != Contact() else None,
        "alternate_names": [*service.alternate_names, *local.alternate_names],
        "last_verified": override.verified,
        "verified_by": override.verified_by,
    }
    if local.name:
        changes["name"] = service.name.model_copy(update={"nb": local.name})
        changes["alternate_names"] = [*service.alternate_names, *local.alternate_names, service.name.nb]
    if local.hours:
        changes["hours"] = local.hours
    if local.form and service.access:
        changes["access"] = service.access.model_copy(update={"form": local.form})
    return service.model_copy(update=changes)


def apply_override(services: dict[str, Service], override: LocalOverride) -> None:
    """Lays one municipality's file over `services`, in place. Raises KeyError for an entry that does not exist."""
    for service_id, local in override.services.items():
        services[service_id] = _merged(services[service_id], local, override)
