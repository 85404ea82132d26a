"""The catalogue for other systems, as Open Referral HSDS 3.0 (api/hsds)."""

from __future__ import annotations

import re
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import Address, TheGate
from api.gate import Gate
from api.hsds import ServiceDetail, ServicePage, detail_of, page_of
from api.ownership import owned
from api.problems import Problem
from api.text_entry import clean
from knowledge_base.schema import Level, Status
from knowledge_base.service import ServiceFilter

_SERVICE_ID = re.compile(r"[a-z0-9-]{1,120}")

router = APIRouter(prefix="/api/v1/services", tags=["services"])


class ServiceQuery(BaseModel):
    """What to list. `municipality`: slug, kommunenummer or nord-norge, gives also what serves it from outside;
    `age` in years: services for people of that age; `status` in the catalogue's words."""

    model_config = ConfigDict(extra="forbid")

    query: Annotated[str, Field(max_length=200)] | None = None
    municipality: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    level: Level | None = None
    setting: Annotated[str, Field(pattern=r"^[\w -]{1,80}$")] | None = None
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    status: Status | None = None
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=100)] = 25


@router.get("", openapi_extra=owned("anyone"))
async def list_services(wanted: Annotated[ServiceQuery, Query()], gate: TheGate, address: Address) -> ServicePage:
    """Services by relevance when there is a `query`, else by name. 422 for an unknown municipality."""
    await gate.limits.looking(address)
    return await run_sync(_list, gate, wanted)


@router.get("/{service_id}", openapi_extra=owned("anyone"))
async def read_service(service_id: str, gate: TheGate, address: Address) -> ServiceDetail:
    """One service in full, by the id that chat answers name in `entries`."""
    await gate.limits.looking(address)
    return await run_sync(_read, gate, service_id)


def _list(gate: Gate, wanted: ServiceQuery) -> ServicePage:
    catalogue = gate.catalogue
    place = catalogue.places.resolve(wanted.municipality) if wanted.municipality else None
    if wanted.municipality and place is None:
        raise Problem("unknown-municipality")
    chosen = ServiceFilter(
        text=clean(wanted.query or "") or None,
        place=place.slug if place else None,
        level=wanted.level,
        setting=wanted.setting,
        age=wanted.age,
        status=wanted.status,
    )
    return page_of(catalogue.list_services(chosen, wanted.page, wanted.per_page), catalogue.places, catalogue.document)


def _read(gate: Gate, service_id: str) -> ServiceDetail:
    service = gate.catalogue.service(service_id) if _SERVICE_ID.fullmatch(service_id) else None
    if service is None:
        raise Problem("not-found")
    return detail_of(service, gate.catalogue.places, gate.catalogue.document)
