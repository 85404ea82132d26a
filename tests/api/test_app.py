"""The app as a whole: pages, docs, headers, what stays inside."""

from __future__ import annotations

import asyncio
import base64
import os

import pytest
from anyio.to_thread import run_sync

from api.settings import Settings
from knowledge_base.content import Content
from knowledge_base.store import load_catalogue
from storage.vault import VaultError
from tests.api.fakes import ScriptedBot
from tests.api.talk import API, Talk, talking

pytestmark = pytest.mark.anyio


@pytest.fixture
def production(settings: Settings) -> Settings:
    settings.data_key_file.write_bytes(base64.b64encode(os.urandom(32)))
    return settings.model_copy(update={"environment": "production"})


async def test_without_a_web_folder_the_gate_works_and_has_no_page(talk: Talk) -> None:
    answer = await talk.http.get("/")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert (await talk.http.get("/healthz")).status_code == 200


async def test_the_web_folder_is_served_and_the_api_keeps_its_own_errors(settings: Settings, bot: ScriptedBot) -> None:
    settings.web_dir.mkdir()
    (settings.web_dir / "index.html").write_text("<!doctype html><title>Veiviser</title>")
    (settings.web_dir / "widget.js").write_text("export {}")
    (settings.web_dir.parent / "secret.txt").write_text("secret")
    async with talking(settings, bot) as talk:
        page = await talk.http.get("/")
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "script-src 'self'" in page.headers["content-security-policy"]
        script = await talk.http.get("/widget.js")
        assert script.status_code == 200
        assert "javascript" in script.headers["content-type"]
        for path in ("/nothing.js", "/../secret.txt", "/%2e%2e/secret.txt"):
            answer = await talk.http.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        assert (await talk.http.post("/widget.js", json={})).status_code == 405
        assert (await talk.http.post("/api/v1/nothing", json={})).status_code == 404
        assert (await talk.http.get(API)).status_code == 405
        assert (await talk.http.post("/readyz", json={})).status_code == 405


async def test_a_changed_catalogue_is_found_without_a_restart(settings: Settings, content: Content) -> None:
    kept = "alesund-logopedtjenesten"
    smaller = Content("another digest", content.documents, {kept: content.services[kept]}, {})
    async with talking(settings.model_copy(update={"catalogue_refresh": 0.05}), ScriptedBot()) as talk:
        before = (await talk.http.get("/api/v1/services?query=logoped")).json()
        await run_sync(load_catalogue, talk.gate.database.engine.execution_options(writes=True), smaller)
        await asyncio.sleep(0.5)
        after = (await talk.http.get("/api/v1/services?query=logoped")).json()
    assert before["total_items"] > 1
    assert [service["id"] for service in after["contents"]] == [kept]


async def test_the_documentation_is_shown_in_development_only(settings: Settings, production: Settings) -> None:
    paths = ("/docs", "/redoc", "/openapi.json")
    for chosen, expected in ((settings, [200, 404, 200]), (production, [404, 404, 404])):
        async with talking(chosen, ScriptedBot()) as talk:
            assert [(await talk.http.get(path)).status_code for path in paths] == expected


async def test_every_response_has_the_security_headers(talk: Talk) -> None:
    for path in ("/healthz", "/", "/api/v1/services?per_page=1", API):
        headers = (await talk.http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-request-id"]
        assert "server" not in headers
        assert "strict-transport-security" not in headers
        assert "access-control-allow-origin" not in headers


async def test_production_asks_for_https_and_for_its_key(production: Settings) -> None:
    async with talking(production, ScriptedBot()) as talk:
        assert "max-age" in (await talk.http.get("/healthz")).headers["strict-transport-security"]
    production.data_key_file.unlink()
    with pytest.raises(VaultError, match="is missing"):
        async with talking(production, ScriptedBot()):
            pass
    assert not production.data_key_file.exists()


async def test_development_makes_its_key_once(settings: Settings) -> None:
    async with talking(settings, ScriptedBot()) as talk:
        mine = await talk.start()
    key = settings.data_key_file.read_bytes()
    async with talking(settings, ScriptedBot()) as talk:
        assert (await talk.http.get(mine.path, headers=mine.headers)).status_code == 200
    assert settings.data_key_file.read_bytes() == key


async def test_an_unforeseen_error_is_a_problem_without_a_stack(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("hjerneslag")

    mine = await talk.start()
    monkeypatch.setattr(talk.gate.turns, "transcript", broken)
    answer = await talk.http.get(mine.path, headers=mine.headers)
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert "hjerneslag" not in answer.text
    assert "Error" not in answer.text
