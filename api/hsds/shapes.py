"""Shapes of HSDS 3.0, with the names and enumerations of its schema."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from answers.message import SourceRef

HsdsStatus = Literal["active", "inactive", "defunct", "temporarily closed"]


class _Shape(BaseModel):
    """Leaves out what has no value: HSDS knows no null."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    @model_serializer(mode="wrap")
    def _without_nulls(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Organization(_Shape):
    """Who provides a service."""

    id: str
    name: str
    description: str


class ServiceArea(_Shape):
    """A place that a service is for: `name` as people say it, `description` as the source words it."""

    id: str
    service_id: str
    name: str
    description: str | None = None


class Location(_Shape):
    """Where a service takes place, as the source words it."""

    id: str
    location_type: Literal["physical", "postal", "virtual"]
    name: str


class ServiceAtLocation(_Shape):
    """A service and one of its locations."""

    id: str
    service_id: str
    location: Location


class Phone(_Shape):
    """A telephone number that the source or the municipality states."""

    id: str
    service_id: str
    number: str
    type: Literal["voice"] = "voice"


class Attribute(_Shape):
    """One classification. `link_type` is x-status, x-level or x-setting; `value` a word of the catalogue."""

    id: str
    link_id: str
    link_entity: Literal["service"] = "service"
    link_type: Literal["x-status", "x-level", "x-setting"]
    value: str


class ServiceSummary(_Shape):
    """A service in a list."""

    id: str
    name: str
    alternate_name: str | None = None
    description: str
    status: HsdsStatus
    alert: str | None = None
    url: str | None = None
    email: str | None = None
    application_process: str | None = None
    fees_description: str | None = None
    wait_time: str | None = None
    eligibility_description: str | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    assured_date: str
    last_modified: str
    organization: Organization
    service_areas: list[ServiceArea]
    attributes: list[Attribute]
    source: list[SourceRef] = Field(alias="x-source")


class ServiceDetail(ServiceSummary):
    """A service with its locations and telephones."""

    service_at_locations: list[ServiceAtLocation]
    phones: list[Phone]


class ServicePage(_Shape):
    """The list envelope of HSDS. Pages count from 1; `size` is the number of services on this page."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[ServiceSummary]
