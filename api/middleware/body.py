"""Reads the body before the app does: bounded in bytes and time, JSON, or on pages a form. Content-Length is not believed."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import render
from api.settings import Settings

_WITH_BODY = {"POST", "PUT", "PATCH"}
_DRAIN = 16 * 1024 * 1024
_FORM_PAGES = ("/ansatt/",)


class _Disconnected(Exception):
    pass


class BodyGuard:
    """Answers 408, 413 and 415 itself; otherwise hands the whole body on."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guards requests that bring a body."""
        if scope["type"] != "http" or scope["method"] not in _WITH_BODY:
            await self._app(scope, receive, send)
            return
        refusal, body = "", b""
        try:
            async with asyncio.timeout(self._settings.body_timeout):
                body, whole = await _read(receive, self._limit(scope["path"]))
            refusal = "" if whole else "body-too-large"
        except TimeoutError:
            refusal = "body-timeout"
        except _Disconnected:
            return
        if not refusal and body and not _is_readable(Headers(scope=scope), scope["path"]):
            refusal = "wrong-content-type"
        if refusal:
            await render(refusal, scope)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    def _limit(self, path: str) -> int:
        return self._settings.max_message_body if path.endswith("/messages") else self._settings.max_body


async def _read(receive: Receive, limit: int) -> tuple[bytes, bool]:
    """The body, and whether it is whole. What is above the limit is thrown away as it comes: a client that is still sending
    would otherwise see a broken connection instead of the answer."""
    chunks: list[bytes] = []
    seen = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Disconnected
        chunk = message.get("body", b"")
        seen += len(chunk)
        if seen <= limit:
            chunks.append(chunk)
        else:
            chunks.clear()
        if not message.get("more_body", False) or seen > _DRAIN:
            return b"".join(chunks), seen <= limit


def _is_readable(headers: Headers, path: str) -> bool:
    wanted = "application/x-www-form-urlencoded" if path.startswith(_FORM_PAGES) else "application/json"
    kind, _, parameters = headers.get("content-type", "").partition(";")
    charset = parameters.strip().lower().removeprefix("charset=").strip('"')
    plain = headers.get("content-encoding", "identity").lower() == "identity"
    return kind.strip().lower() == wanted and charset in {"", "utf-8", "utf8"} and plain


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
