"""The catalogue over HTTP: lists, filters, pages, one entry."""

from __future__ import annotations

from typing import Any

import pytest

from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio

SERVICES = "/api/v1/services"


async def listed(talk: Talk, **wanted: Any) -> dict[str, Any]:
    answer = await talk.http.get(SERVICES, params=wanted)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def values(service: dict[str, Any], kind: str) -> list[str]:
    return [attribute["value"] for attribute in service["attributes"] if attribute["link_type"] == kind]


async def test_all_pages_together_hold_every_entry_once(talk: Talk) -> None:
    first = await listed(talk, per_page=100)
    pages = [await listed(talk, per_page=100, page=number) for number in range(1, first["total_pages"] + 1)]
    found = [service["id"] for page in pages for service in page["contents"]]
    assert len(found) == len(set(found)) == first["total_items"]
    assert [page["last_page"] for page in pages] == [False] * (len(pages) - 1) + [True]
    assert (await listed(talk))["size"] == 25


async def test_a_query_ranks_by_relevance(talk: Talk) -> None:
    page = await listed(talk, query="logoped etter slag", municipality="alesund")
    assert "alesund-logopedtjenesten" in [service["id"] for service in page["contents"]][:3]


async def test_a_municipality_gets_its_own_and_what_serves_it(talk: Talk) -> None:
    by_slug = await listed(talk, municipality="alesund", per_page=100)
    by_number = await listed(talk, municipality="1508", per_page=100)
    assert by_slug == by_number
    areas = {area["name"] for service in by_slug["contents"] for area in service["service_areas"]}
    assert "Ålesund" in areas
    assert not {"Melhus", "Kristiansund"} & areas


async def test_filters_hold_for_every_entry_of_the_list(talk: Talk) -> None:
    for service in (await listed(talk, level="spesialisthelsetjeneste", per_page=100))["contents"]:
        assert values(service, "x-level") == ["spesialisthelsetjeneste"]
    for service in (await listed(talk, setting="hjem", per_page=100))["contents"]:
        assert "hjem" in values(service, "x-setting")
    proposed = await listed(talk, status="proposed", per_page=100)
    assert proposed["total_items"] > 0
    assert {service["status"] for service in proposed["contents"]} == {"inactive"}
    for service in (await listed(talk, age=10, per_page=100))["contents"]:
        assert service.get("minimum_age", 0) <= 10 <= service.get("maximum_age", 120)
    both = await listed(talk, municipality="melhus", status="existing", setting="hjem")
    assert 0 < both["total_items"] < (await listed(talk, municipality="melhus"))["total_items"]


async def test_nothing_found_is_an_empty_page(talk: Talk) -> None:
    page = await listed(talk, setting="på månen")
    assert (page["total_items"], page["empty"], page["contents"]) == (0, True, [])
    beyond = await listed(talk, page=9999)
    assert beyond["empty"]
    assert beyond["total_items"] > 0


@pytest.mark.parametrize(
    "wanted",
    [
        {"municipality": "atlantis"},
        {"municipality": ""},
        {"level": "galaksen"},
        {"status": "active"},
        {"age": -1},
        {"age": "gammel"},
        {"page": 0},
        {"per_page": 101},
        {"query": "x" * 201},
        {"sort": "name"},
    ],
)
async def test_a_filter_that_cannot_be_is_refused(talk: Talk, wanted: dict[str, Any]) -> None:
    answer = await talk.http.get(SERVICES, params=wanted)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_one_entry_in_full(talk: Talk) -> None:
    answer = await talk.http.get(f"{SERVICES}/alesund-hverdagsrehabilitering")
    assert answer.status_code == 200
    body = answer.json()
    assert body["id"] == "alesund-hverdagsrehabilitering"
    assert body["organization"]["name"]
    assert body["x-source"][0]["lines"][0] >= 1
    assert {"phones", "service_at_locations", "service_areas"} <= set(body)


async def test_what_answers_name_can_be_read_here(talk: Talk, bot: ScriptedBot) -> None:
    bot.broken = "timeout"
    answer = await talk.say(await talk.start(municipality="alesund"), "Finnes det logoped?")
    for entry in answer.json()["messages"][0]["entries"]:
        assert (await talk.http.get(f"{SERVICES}/{entry['id']}")).json()["name"] == entry["name"]


@pytest.mark.parametrize("service_id", ["nothing", "x" * 5000, "%00", "'; DROP TABLE catalogue_service; --"])
async def test_an_unknown_entry_is_not_found(talk: Talk, service_id: str) -> None:
    answer = await talk.http.get(f"{SERVICES}/{service_id}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_looking_is_limited_by_address(settings: Settings, bot: ScriptedBot) -> None:
    async with talking(settings.model_copy(update={"limit_address": "2/minute"}), bot) as talk:
        for path in (SERVICES, f"{SERVICES}/nothing"):
            await talk.http.get(path)
        for path in (SERVICES, f"{SERVICES}/nothing", "/api/v1/places"):
            assert (await talk.http.get(path)).status_code == 429


async def test_places_are_those_that_a_conversation_takes(talk: Talk) -> None:
    places = (await talk.http.get("/api/v1/places")).json()
    assert {"slug": "alesund", "name": "Ålesund", "kind": "municipality"} in places
    for place in places:
        assert (await talk.start(municipality=place["slug"])).first["municipality"] == place["slug"]
