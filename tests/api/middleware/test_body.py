"""The body guard: bytes and seconds are bounded, whatever the client says about them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.middleware.body import BodyGuard
from api.settings import Settings

pytestmark = pytest.mark.anyio


class Inner:
    """The app behind the guard: remembers the body that it was handed."""

    def __init__(self) -> None:
        self.body: bytes | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = await receive()
        assert message["more_body"] is False
        self.body = message["body"]
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def through(
    chunks: AsyncIterator[Message], path: str = "/api/v1/x", **changed: float
) -> tuple[int | None, str, Inner]:
    """Status, slug of the problem, and what came through."""
    inner, sent = Inner(), list[Message]()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers}

    async def send(message: Message) -> None:
        sent.append(message)

    guard = BodyGuard(inner, Settings(**changed))  # type: ignore[arg-type]
    await guard(scope, chunks.__anext__, send)
    if not sent:
        return None, "", inner
    body = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], json.loads(body)["type"].rsplit(":", 1)[1] if body else "", inner


async def pieces(*bodies: bytes, pause: float = 0, end: str = "") -> AsyncIterator[Message]:
    for number, body in enumerate(bodies, start=1):
        await asyncio.sleep(pause)
        yield {"type": "http.request", "body": body, "more_body": number < len(bodies) or bool(end)}
    if end:
        yield {"type": end}


async def test_a_body_in_pieces_comes_through_whole() -> None:
    status, _, inner = await through(pieces(b'{"a"', b": 1}"))
    assert (status, inner.body) == (200, b'{"a": 1}')


async def test_the_bytes_are_counted_and_not_the_header_believed() -> None:
    status, slug, inner = await through(pieces(b"x" * 60, b"x" * 60), max_body=100)
    assert (status, slug, inner.body) == (413, "body-too-large", None)


async def test_a_message_may_be_smaller_than_other_bodies() -> None:
    body = b" " * 50
    assert (await through(pieces(body), "/api/v1/conversations/c/messages", max_message_body=40))[0] == 413
    assert (await through(pieces(body), "/api/v1/conversations/c/feedback", max_message_body=40))[0] == 200


async def test_a_body_that_comes_too_slowly_is_not_waited_for() -> None:
    status, slug, inner = await through(pieces(*[b"x"] * 50, pause=0.05), body_timeout=0.2)
    assert (status, slug, inner.body) == (408, "body-timeout", None)


async def test_a_client_that_goes_away_is_not_answered() -> None:
    status, _, inner = await through(pieces(b"{", end="http.disconnect"))
    assert (status, inner.body) == (None, None)
