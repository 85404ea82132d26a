"""Calls of an endpoint share a connection, and stay what Rasa asked for."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import components  # noqa: F401 - importing it is what keeps the connections
import pytest
from aiohttp import web
from rasa.utils.endpoints import ClientResponseError, EndpointConfig


def serve_and(calls: Callable[[int], Awaitable[None]]) -> tuple[set[object], list[str]]:
    """Runs `calls(port)` against a small server; the connections that it saw, and the header X-Secret of each call."""
    connections: set[object] = set()
    secrets: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        secrets.append(request.headers.get("X-Secret", ""))
        return web.json_response({"said": await request.json()})

    async def run() -> None:
        app = web.Application()
        app.router.add_post("/webhook", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            await calls(site._server.sockets[0].getsockname()[1])
        finally:
            await runner.cleanup()

    asyncio.run(run())
    return connections, secrets


async def three_calls(port: int) -> None:
    endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", headers={"X-Secret": "s"})
    for number in range(3):
        assert await endpoint.request(json={"n": number}) == {"said": {"n": number}}


def test_calls_one_after_another_share_one_connection() -> None:
    connections, secrets = serve_and(three_calls)
    assert len(connections) == 1
    assert secrets == ["s"] * 3


def test_a_new_loop_gets_connections_of_its_own() -> None:
    for _ in range(2):
        connections, _secrets = serve_and(three_calls)
        assert len(connections) == 1


def test_a_login_goes_along() -> None:
    async def call(port: int) -> None:
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", basic_auth={"username": "a", "password": "b"})
        assert await endpoint.request(json={}) == {"said": {}}

    assert len(serve_and(call)[0]) == 1


def test_another_status_is_rasas_own_error() -> None:
    async def call(port: int) -> None:
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/elsewhere")
        with pytest.raises(ClientResponseError) as error:
            await endpoint.request(json={})
        assert error.value.status == 404

    serve_and(call)


def test_nobody_there_is_a_connection_error() -> None:
    async def call(_port: int) -> None:
        with pytest.raises(aiohttp.ClientConnectionError):
            await EndpointConfig("http://127.0.0.1:9/webhook").request(json={})

    serve_and(call)


def test_what_is_no_plain_call_is_made_by_rasa() -> None:
    async def call(port: int) -> None:
        endpoint = EndpointConfig(f"http://127.0.0.1:{port}/webhook", params={"a": "b"}, headers={"X-Secret": "s"})
        assert await endpoint.request(json={"n": 1}) == {"said": {"n": 1}}
        assert await endpoint.request(json={"n": 2}, subpath="") == {"said": {"n": 2}}

    assert serve_and(call)[1] == ["s", "s"]
