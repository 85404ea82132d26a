"""The action server: rasa-sdk's executor behind one address, on loopback, behind a shared secret.

Our own app and not rasa-sdk's Sanic server: that one has no authentication, listens on all addresses and lists its actions.
The payload is rasa-sdk's, so Rasa's own client talks to it unchanged (tests/actions/test_app.py). Calls are answered without framework
or thread: an answer is two milliseconds of reckoning, which a thread does not make shorter (docs/decisions/0017).
"""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from actions.base import AnswerAction
from actions.registry import build_actions
from answers.service import AnswerService

_log = logging.getLogger(__name__)
SECRET_HEADER = "X-Veiviser-Secret"  # noqa: S105 - the name of the header, not the secret
_SECRET = SECRET_HEADER.lower().encode()
MOST_BYTES = 32_000_000
"""Of a call. Ours are a few thousand; a Rasa that is not ours sends every event of a conversation with each."""


def settle() -> None:
    """What is in memory now stays: the collector need not look through the catalogue, which stopped everybody for 0.13 s at a time."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class KeepFresh:
    """How the answers follow the catalogue: `refresh` is called every `seconds`, in a thread, and tells whether there was anything new.
    What it raises is tried again."""

    refresh: Callable[[], bool]
    seconds: float

    async def run(self) -> None:
        """Until cancelled."""
        settle()
        while True:
            await asyncio.sleep(self.seconds)
            try:
                if await run_in_threadpool(self.refresh):
                    settle()
            except Exception as error:  # the database is away, the catalogue is being loaded
                _log.warning("the catalogue could not be read anew: %s", type(error).__name__)


@dataclass(frozen=True)
class _Webhook:
    """The address that Rasa's action_endpoint points at."""

    known: dict[str, AnswerAction]
    secret: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(scope, receive)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        if scope["method"] != "POST":
            return _refused(405)
        given = next((value for name, value in scope["headers"] if name == _SECRET), b"")
        if not secrets.compare_digest(given, self.secret):
            return _refused(401)
        call = _call(await _body(receive))
        if call is None:
            return _refused(422)
        action = self.known.get(str(call.get("next_action")))
        return _refused(404) if action is None else self._run(action, call)

    @staticmethod
    def _run(action: AnswerAction, call: dict[str, Any]) -> Response:
        dispatcher, tracker = CollectingDispatcher(), Tracker.from_dict(call["tracker"])
        events = action.run(dispatcher, tracker, call.get("domain") or {})
        body = to_json({"events": events, "responses": dispatcher.messages})
        return Response(body, media_type="application/json")


def create_app(answers: AnswerService, secret: str, keep_fresh: KeepFresh | None = None) -> ASGIApp:
    """The app that Rasa's action_endpoint points at. `secret` must be in the header of every call."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(keep_fresh.run()) if keep_fresh is not None else None
            yield
            if task is not None:
                task.cancel()

    others = Starlette(routes=[Route("/health", _health)], lifespan=lifespan)
    webhook = _Webhook(build_actions(answers), secret.encode())

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_call = scope["type"] == "http" and scope["path"] == "/webhook"
        await (webhook if is_call else others)(scope, receive, send)

    return app


async def _health(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


def _refused(status: int) -> Response:
    return PlainTextResponse(status_code=status)


async def _body(receive: Receive) -> bytes:
    """What came, nothing where it is too long or was broken off."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            return b""
        if not message.get("more_body", False):
            return b"".join(parts)


def _call(body: bytes) -> dict[str, Any] | None:
    """What Rasa calls with, None for anything else."""
    try:
        call = json.loads(body)
    except ValueError:
        return None
    return call if isinstance(call, dict) and isinstance(call.get("tracker"), dict) else None
