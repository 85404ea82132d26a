"""The action server: rasa-sdk's executor behind one route, on loopback, behind a shared secret.

Own route and not rasa-sdk's Sanic server: that one has no authentication, listens on all addresses and lists its actions.
The payload is rasa-sdk's, so Rasa's own client talks to it unchanged (tests/actions/test_app.py). Plain Starlette: one route for one
caller needs no dependencies, schema or validation of FastAPI, which took a fifth of the server's time.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from actions.registry import build_actions
from answers.service import AnswerService

_log = logging.getLogger(__name__)
SECRET_HEADER = "X-Veiviser-Secret"  # noqa: S105 - the name of the header, not the secret


@dataclass(frozen=True)
class KeepFresh:
    """How the answers follow the catalogue: `refresh` is called every `seconds`, in a thread. What it raises is tried again."""

    refresh: Callable[[], object]
    seconds: float

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(self.seconds)
            try:
                await run_in_threadpool(self.refresh)
            except Exception as error:  # the database is away, the catalogue is being loaded
                _log.warning("the catalogue could not be read anew: %s", type(error).__name__)


def create_app(answers: AnswerService, secret: str, keep_fresh: KeepFresh | None = None) -> Starlette:
    """The app that Rasa's action_endpoint points at. `secret` must be in the header of every call."""
    known = build_actions(answers)

    async def webhook(request: Request) -> JSONResponse:
        if not secrets.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), secret.encode()):
            raise HTTPException(status_code=401)
        call = await _call(request)
        action = known.get(str(call.get("next_action")))
        if action is None:
            raise HTTPException(status_code=404)
        dispatcher, tracker = CollectingDispatcher(), Tracker.from_dict(call["tracker"])
        events = await run_in_threadpool(action.run, dispatcher, tracker, call.get("domain") or {})
        return JSONResponse({"events": events, "responses": dispatcher.messages})

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(keep_fresh.run()) if keep_fresh is not None else None
            yield
            if task is not None:
                task.cancel()

    routes = [Route("/health", _health), Route("/webhook", webhook, methods=["POST"])]
    return Starlette(routes=routes, lifespan=lifespan)


async def _health(_request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


async def _call(request: Request) -> dict[str, Any]:
    """What Rasa calls with. Raises HTTPException 422 for anything else."""
    try:
        call = await request.json()
    except ValueError:
        raise HTTPException(status_code=422) from None
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        raise HTTPException(status_code=422)
    return call
