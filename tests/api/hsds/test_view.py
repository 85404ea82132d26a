"""Every entry of the catalogue as HSDS: valid by the schema, nothing lost, nothing made up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft7Validator

from api.hsds import detail_of, page_of
from knowledge_base.content import Content
from knowledge_base.schema import Access, Contact, Service
from knowledge_base.service import Catalogue, Page, ServiceFilter

SCHEMA = json.loads((Path(__file__).parent / "service.schema.json").read_text(encoding="utf-8"))
ENVELOPE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


@pytest.fixture(scope="module")
def every(content: Content, catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    """All entries as they go out."""
    return {service.id: out(service, catalogue) for service in content.services.values()}


def out(service: Service, catalogue: Catalogue) -> dict[str, Any]:
    return detail_of(service, catalogue.places, catalogue.document).model_dump(mode="json", by_alias=True)


def parts(shape: Any) -> Iterator[dict[str, Any]]:
    """All objects inside a shape."""
    for value in shape.values() if isinstance(shape, dict) else shape:
        if isinstance(value, dict):
            yield value
        if isinstance(value, (dict, list)):
            yield from parts(value)


def test_every_entry_is_valid_by_the_schema_and_knows_no_null(every: dict[str, dict[str, Any]]) -> None:
    validator = Draft7Validator(SCHEMA)
    assert len(every) > 400
    for service_id, shape in every.items():
        assert [error.message for error in validator.iter_errors(shape)] == [], service_id
        assert set(shape) - set(SCHEMA["properties"]) == {"x-source"}
        assert None not in shape.values()


def test_parts_have_ids_that_are_uuids_and_stay(
    every: dict[str, dict[str, Any]], content: Content, catalogue: Catalogue
) -> None:
    for service_id, shape in every.items():
        assert shape["id"] == service_id
        ids = [part["id"] for part in parts(shape) if "id" in part]
        assert all(UUID(identifier) for identifier in ids)
        assert len(ids) == len(set(ids)), service_id
    assert out(content.services["alesund-hverdagsrehabilitering"], catalogue) == every["alesund-hverdagsrehabilitering"]


@pytest.mark.parametrize(
    ("status", "hsds"),
    [("existing", "active"), ("project", "inactive"), ("proposed", "inactive"), ("ended", "defunct")],
)
def test_only_what_exists_is_active(every: dict[str, dict[str, Any]], content: Content, status: str, hsds: str) -> None:
    shapes = [every[service.id] for service in content.services.values() if service.status == status]
    assert shapes
    for shape in shapes:
        assert shape["status"] == hsds
        assert status in [
            attribute["value"] for attribute in shape["attributes"] if attribute["link_type"] == "x-status"
        ]


def test_every_entry_says_where_it_stands(every: dict[str, dict[str, Any]], content: Content) -> None:
    for service in content.services.values():
        sources = every[service.id]["x-source"]
        assert [tuple(source["lines"]) for source in sources] == service.source.lines
        assert all(source["document"] == content.documents[service.source.document].title for source in sources)
        assert all(source["as_of"] for source in sources)


def test_what_an_entry_knows_goes_out(content: Content, catalogue: Catalogue) -> None:
    known = content.services["alesund-hverdagsrehabilitering"].model_copy(
        update={
            "status": "existing",
            "alternate_names": ["Rehab hjemme", "HVR"],
            "min_age": 18,
            "max_age": 67,
            "cost": "Gratis",
            "waiting": "To uker",
            "location": "Rådhuset",
            "setting": ["hjem"],
            "level": "kommune",
            "target_group": ["voksne"],
            "age_group": ["over 18 år"],
            "access": Access(who=["lege", "deg selv"], to="Tildelingskontoret", criteria=["bor hjemme"], form="søknad"),
            "contact": Contact(phone="116 117", email="post@example.org", web="www.example.org", address="Torget"),
        }
    )
    shape = out(known, catalogue)
    expected = {
        "alternate_name": "Rehab hjemme; HVR",
        "minimum_age": 18,
        "maximum_age": 67,
        "fees_description": "Gratis",
        "wait_time": "To uker",
        "eligibility_description": "voksne. over 18 år. bor hjemme",
        "application_process": "Henvendelse til: Tildelingskontoret. Hvem: lege, deg selv. Skjema: søknad",
        "email": "post@example.org",
        "url": "https://www.example.org",
    }
    assert {key: shape[key] for key in expected} == expected
    assert [phone["number"] for phone in shape["phones"]] == ["116 117"]
    assert [place["location"]["name"] for place in shape["service_at_locations"]] == ["Rådhuset", "Torget"]
    assert [area["name"] for area in shape["service_areas"]] == ["Ålesund"]
    assert {(item["link_type"], item["value"]) for item in shape["attributes"]} == {
        ("x-status", "existing"),
        ("x-setting", "hjem"),
        ("x-level", "kommune"),
    }


@pytest.mark.parametrize(
    ("total", "number", "size", "expected"),
    [
        (0, 1, 25, {"total_pages": 0, "first_page": True, "last_page": True, "empty": True, "size": 0}),
        (1, 1, 25, {"total_pages": 1, "first_page": True, "last_page": True, "empty": False, "size": 1}),
        (26, 1, 25, {"total_pages": 2, "first_page": True, "last_page": False, "size": 1}),
        (26, 2, 25, {"total_pages": 2, "first_page": False, "last_page": True, "size": 1}),
        (26, 3, 25, {"total_pages": 2, "first_page": False, "last_page": True, "empty": True, "size": 0}),
    ],
)
def test_the_envelope_counts_right(
    catalogue: Catalogue, total: int, number: int, size: int, expected: dict[str, object]
) -> None:
    items = [] if expected["size"] == 0 else catalogue.list_services(ServiceFilter(), 1, 1).items
    page = page_of(Page(items, total, number, size), catalogue.places, catalogue.document).model_dump(mode="json")
    assert set(page) == ENVELOPE
    assert (page["total_items"], page["page_number"]) == (total, number)
    assert {key: page[key] for key in expected} == expected
