"""Logs and counts every request, and turns unforeseen errors into a problem without a stack."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.logs import log, where
from api.metrics import Metrics
from api.problems import render, request_id

_OTHER = "other"


class Observe:
    """The last line before the network: nothing raised inside gets past it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers the request and records route template, method, status and time; no address, no path, no text."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", request_id(scope).encode())]
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            log.error("unforeseen", request=request_id(scope), error=type(error).__name__, where=where(error))
            if not status:
                await render("internal", scope)(scope, receive, watched_send)
        finally:
            self._record(scope, status, time.perf_counter() - began)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", _OTHER)
        method = scope["method"] if scope["method"] in {"GET", "POST", "DELETE", "HEAD"} else _OTHER
        counted, timed = self._metrics.of_request(route, method, str(status))
        counted.inc()
        timed.observe(seconds)
        if route not in {"/healthz", "/readyz", "/metrics"}:
            milliseconds = round(seconds * 1000, 1)
            log.info("request", request=request_id(scope), route=route, method=method, status=status, ms=milliseconds)
