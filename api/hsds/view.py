"""From a catalogue entry to its HSDS shape."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from answers.message import SourceRef
from api.hsds.shapes import (
    Attribute,
    HsdsStatus,
    Location,
    Organization,
    Phone,
    ServiceArea,
    ServiceAtLocation,
    ServiceDetail,
    ServicePage,
    ServiceSummary,
)
from knowledge_base.places import Places
from knowledge_base.schema import Access, Document, Service, Status
from knowledge_base.service import Page

Documents = Callable[[str], Document]

_IDS = UUID("6f1d2c7e-5d0b-5b0a-9a1e-3f7c2b8d4e60")
_STATUS: dict[Status, HsdsStatus] = {
    "existing": "active",
    "project": "inactive",  # a trial of its time: who reads only HSDS must not take it for a standing offer
    "proposed": "inactive",
    "ended": "defunct",
}
_PROVIDER = "Tilbyder, slik kilden oppgir den."


def page_of(page: Page, places: Places, documents: Documents) -> ServicePage:
    """One page of a list."""
    contents = [ServiceSummary(**_summary(service, places, documents)) for service in page.items]
    pages = math.ceil(page.total / page.size)
    return ServicePage(
        total_items=page.total,
        total_pages=pages,
        page_number=page.number,
        size=len(contents),
        first_page=page.number == 1,
        last_page=page.number >= pages,
        empty=not contents,
        contents=contents,
    )


def detail_of(service: Service, places: Places, documents: Documents) -> ServiceDetail:
    """One service in full."""
    summary = _summary(service, places, documents)
    return ServiceDetail(**summary, service_at_locations=_locations(service), phones=_phones(service))


def _summary(service: Service, places: Places, documents: Documents) -> dict[str, Any]:
    contact = service.contact
    return {
        "id": service.id,
        "name": service.name.nb,
        "alternate_name": "; ".join(service.alternate_names) or None,
        "description": service.description.nb,
        "status": _STATUS[service.status],
        "alert": service.status_note,
        "url": _url(contact.web) if contact and contact.web else None,
        "email": contact.email if contact else None,
        "application_process": _application(service.access) if service.access else None,
        "fees_description": service.cost,
        "wait_time": service.waiting,
        "eligibility_description": _eligibility(service),
        "minimum_age": service.min_age,
        "maximum_age": service.max_age,
        "assured_date": service.last_verified,
        "last_modified": f"{service.last_verified}T00:00:00Z",
        "organization": Organization(
            id=_id("organization", service.provider), name=service.provider, description=_PROVIDER
        ),
        "service_areas": _areas(service, places),
        "attributes": _attributes(service),
        "source": _sources(service, documents),
    }


def _id(*parts: str) -> str:
    """A UUID that stays the same as long as what it names."""
    return str(uuid5(_IDS, "|".join(parts)))


def _url(web: str) -> str:
    """HSDS wants a scheme; sources write `www.` only."""
    return web if "://" in web else f"https://{web}"


def _application(access: Access) -> str | None:
    """The source's own words where there are some; else whom to ask, who may ask and with which form."""
    if access.text:
        return access.text
    who = ", ".join(access.who)
    parts = [f"Henvendelse til: {access.to}" if access.to else "", f"Hvem: {who}" if who else ""]
    parts.append(f"Skjema: {access.form}" if access.form else "")
    return ". ".join(part for part in parts if part) or None


def _eligibility(service: Service) -> str | None:
    criteria = service.access.criteria if service.access else []
    parts = (service.target_group, service.age_group, criteria)
    return ". ".join("; ".join(part) for part in parts if part) or None


def _areas(service: Service, places: Places) -> list[ServiceArea]:
    return [
        ServiceArea(
            id=_id("area", service.id, slug),
            service_id=service.id,
            name=places.all[slug].name,
            description=service.area_text,
        )
        for slug in service.areas
    ]


def _locations(service: Service) -> list[ServiceAtLocation]:
    address = service.contact.address if service.contact else None
    named = [place for place in (service.location, address) if place]
    return [
        ServiceAtLocation(
            id=_id("service_at_location", service.id, name),
            service_id=service.id,
            location=Location(id=_id("location", service.id, name), location_type="physical", name=name),
        )
        for name in named
    ]


def _phones(service: Service) -> list[Phone]:
    number = service.contact.phone if service.contact else None
    return [Phone(id=_id("phone", service.id, number), service_id=service.id, number=number)] if number else []


def _attributes(service: Service) -> list[Attribute]:
    values = [("x-status", service.status), *(("x-setting", setting) for setting in service.setting)]
    if service.level:
        values.append(("x-level", service.level))
    return [
        Attribute(id=_id("attribute", service.id, kind, value), link_id=service.id, link_type=kind, value=value)  # type: ignore[arg-type]
        for kind, value in values
    ]


def _sources(service: Service, documents: Documents) -> list[SourceRef]:
    document = documents(service.source.document)
    as_of = service.source.as_of or document.as_of
    return [SourceRef(document=document.title, lines=lines, as_of=as_of) for lines in service.source.lines]
