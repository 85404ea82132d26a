"""The action server: rasa-sdk's executor behind one route, on loopback, behind a shared secret.

Own route and not rasa-sdk's Sanic server: that one has no authentication, listens on all addresses and lists its actions.
The executor and the payload are rasa-sdk's, so Rasa's own client talks to it unchanged (tests/actions/test_app.py).
"""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import FastAPI, Header, HTTPException
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.registry import build_actions
from answers.service import AnswerService

SECRET_HEADER = "X-Veiviser-Secret"  # noqa: S105 - the name of the header, not the secret


def create_app(answers: AnswerService, secret: str) -> FastAPI:
    """The app that Rasa's action_endpoint points at. `secret` must be in the header of every call."""
    app = FastAPI(title="Veiviser actions", docs_url=None, redoc_url=None, openapi_url=None)
    known = build_actions(answers)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/webhook")
    async def webhook(call: dict[str, Any], x_veiviser_secret: str = Header(default="")) -> JSONResponse:
        if not secrets.compare_digest(x_veiviser_secret.encode(), secret.encode()):
            raise HTTPException(status_code=401)
        action = known.get(str(call.get("next_action")))
        if action is None:
            raise HTTPException(status_code=404)
        tracker = Tracker.from_dict(call["tracker"])
        dispatcher = CollectingDispatcher()
        events = await run_in_threadpool(action.run, dispatcher, tracker, call.get("domain") or {})
        return JSONResponse({"events": events, "responses": dispatcher.messages})

    return app
