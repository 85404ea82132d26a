"""The receiving units: what the catalogue says of offices, with what a municipality set up in local/units.yaml laid over it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge_base.places import Place
from knowledge_base.schema import Service
from knowledge_base.service import Catalogue
from referrals.gateways.base import Unit
from referrals.kinds import RECEIVED_BY, Kind, Office

LOCAL = Path("local/units.yaml")
_NAMES = {Office.COORDINATING: "Koordinerende enhet", Office.ALLOCATION: "Tildelingskontoret"}


class UnitSettings(BaseModel):
    """One unit of local/units.yaml: how it is reached besides the staff pages. `channels` are names of gateways."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    email: str | None = None
    webhook_url: str | None = None
    webhook_secret_file: str | None = None
    organisation_number: str | None = Field(default=None, pattern=r"^\d{9}$")
    her_id: str | None = Field(default=None, pattern=r"^\d{1,9}$")
    language: Literal["nb", "nn"] | None = None
    webhook_content: bool = False
    channels: list[str] = Field(default_factory=lambda: ["inbox"])


class Units:
    """All units, by id. The id is the catalogue entry's; where a place has none of its own, `<office>:<place>`."""

    def __init__(self, catalogue: Catalogue, settings: dict[str, UnitSettings] | None = None) -> None:
        self._catalogue = catalogue
        self._settings = settings or {}

    @classmethod
    def from_file(cls, catalogue: Catalogue, path: Path = LOCAL) -> Units:
        """Over the file, or without one. Raises pydantic.ValidationError, yaml.YAMLError."""
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
        return cls(catalogue, {name: UnitSettings.model_validate(item) for name, item in (raw or {}).items()})

    def receiver(self, kind: Kind, area: str, service: str | None = None) -> Unit:
        """The unit that takes a kind in a place: the entry's own when it is an office there, the office that the entry says one
        applies to, else the place's office for the kind. Raises KeyError for an unknown place."""
        place = self._catalogue.places.all[area]
        offices = self._catalogue.offices.of(area)
        named = [offices.allocation_office, offices.coordinating_unit]
        entry = self._catalogue.service(service) if service else None
        if entry is not None:
            if entry.id in named:
                return self._unit(entry, place, _office(entry.id, offices.allocation_office))
            if kind in (Kind.SOKNAD, Kind.HENVISNING) and (office := self._applied_to(entry, named)) is not None:
                return self._unit(office, place, Office.ALLOCATION)
        return self._of_office(RECEIVED_BY[kind], place)

    def of_area(self, area: str) -> list[Unit]:
        """The units of a place, each once: what a case can be redirected to."""
        place = self._catalogue.places.all[area]
        return list({unit.id: unit for unit in (self._of_office(office, place) for office in Office)}.values())

    def all(self) -> list[Unit]:
        """The units of all places that can be chosen, by name."""
        found = {unit.id: unit for place in self._catalogue.places.choosable() for unit in self.of_area(place.slug)}
        return sorted(found.values(), key=lambda unit: (unit.municipality, unit.name))

    def get(self, unit_id: str) -> Unit | None:
        """One unit."""
        return next((unit for unit in self.all() if unit.id == unit_id), None)

    def _of_office(self, office: Office, place: Place) -> Unit:
        offices = self._catalogue.offices.of(place.slug)
        wanted = offices.allocation_office if office is Office.ALLOCATION else None
        entry = self._catalogue.service(wanted or offices.coordinating_unit)
        return self._unit(entry, place, office if wanted else Office.COORDINATING)

    def _applied_to(self, entry: Service, named: list[str | None]) -> Service | None:
        """The place's office whose name stands in the entry's `access.to`."""
        said = (entry.access.to or "").lower() if entry.access else ""
        for office_id in named:
            office = self._catalogue.service(office_id) if office_id else None
            if office is not None and office.name.nb.split(" (")[0].lower() in said:
                return office
        return None

    def _unit(self, entry: Service | None, place: Place, office: Office) -> Unit:
        """A description of the duty in general is no unit: then the place's own is named after its office."""
        own = entry is not None and place.slug in entry.areas
        unit_id = entry.id if entry is not None and own else f"{office.value}:{place.slug}"
        name = entry.name.nb.split(" (")[0] if entry is not None and own else f"{_NAMES[office]}, {place.name}"
        local = self._settings.get(unit_id, UnitSettings())
        return Unit(
            id=unit_id,
            name=local.name or name,
            municipality=place.slug,
            email=local.email,
            webhook_url=local.webhook_url,
            webhook_secret_file=local.webhook_secret_file,
            organisation_number=local.organisation_number,
            her_id=local.her_id,
            language=local.language,
            webhook_content=local.webhook_content,
            channels=tuple(local.channels),
        )


def _office(entry_id: str, allocation: str | None) -> Office:
    return Office.ALLOCATION if entry_id == allocation else Office.COORDINATING
