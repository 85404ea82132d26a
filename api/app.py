"""The web application: parts, middleware, problems, routes and pages in one place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import run_sync
from fastapi import FastAPI

from api import problems
from api.gate import Gate, build_gate
from api.housekeeping import Housekeeping
from api.logs import log, where
from api.middleware.body import BodyGuard
from api.middleware.headers import SecurityHeaders
from api.middleware.observe import Observe
from api.middleware.time_limit import TimeLimit
from api.ports import Bot
from api.routers import ROUTERS
from api.settings import Settings
from api.staff.install import install_staff_pages
from api.static import Pages
from api.telephone.exchange import Exchange
from referrals.gateways.registry import Gateways
from referrals.gateways.settings import GatewaySettings
from referrals.worker import Worker


def create_app(settings: Settings, bot: Bot | None = None) -> FastAPI:
    """The app over `settings`; `bot` takes the place of Rasa (tests, other engines). Raises VaultError, ValueError."""
    gate = build_gate(settings, bot)
    shown = {"docs_url": "/docs", "openapi_url": "/openapi.json"} if settings.development else {}
    app = FastAPI(
        title="Veiviser",
        version="1",
        lifespan=_lifespan,
        redirect_slashes=False,  # a redirect would be made of the caller's Host header
        **{"docs_url": None, "redoc_url": None, "openapi_url": None, **shown},  # type: ignore[arg-type]
    )
    app.state.gate = gate
    problems.install(app)
    _add_middleware(app, gate)
    for router in ROUTERS:
        app.include_router(router)
    install_staff_pages(app, gate)
    if settings.web_dir.is_dir():
        app.router.routes.append(Pages(settings.web_dir))
    return app


def _add_middleware(app: FastAPI, gate: Gate) -> None:
    """From the inside out: the last one added meets the request first."""
    app.add_middleware(BodyGuard, settings=gate.settings)
    app.add_middleware(TimeLimit, seconds=gate.settings.request_timeout)
    app.add_middleware(Observe, metrics=gate.metrics)
    app.add_middleware(SecurityHeaders, settings=gate.settings)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    gate: Gate = app.state.gate
    await run_sync(_warm, gate)
    tasks = [asyncio.create_task(_keep_fresh(gate))]
    if gate.settings.worker == "inside":
        tasks.append(asyncio.create_task(_housekeeping(gate).run()))
    exchange = await _take_calls(gate)
    log.info("started", environment=gate.settings.environment, host=gate.settings.host, port=gate.settings.port)
    try:
        yield
    finally:
        if exchange is not None:
            await exchange.close()
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await gate.close()
        log.info("stopped")


async def _take_calls(gate: Gate) -> Exchange | None:
    """The telephone, when it is wanted. A port that is taken stops calls, not the chat."""
    if gate.settings.phone == "off":
        return None
    exchange = Exchange(gate)
    try:
        await exchange.open()
    except OSError as error:
        log.error("telephone_not_open", error=type(error).__name__, port=gate.settings.phone_port)
        return None
    return exchange


def _warm(gate: Gate) -> None:
    """Loads models and index before the first person comes. A catalogue that is not there yet is no reason to stay down:
    safety answers work without it, and /readyz names it."""
    gate.languages.warm()
    _refresh(gate)


def _housekeeping(gate: Gate) -> Housekeeping:
    channels = Gateways(GatewaySettings())
    worker = Worker(gate.referrals.parts, channels, gate.settings.audit_anchors)
    return Housekeeping(worker, gate.settings.worker_pause, gate.referrals.retain)


async def _keep_fresh(gate: Gate) -> None:
    while True:
        await asyncio.sleep(gate.settings.catalogue_refresh)
        await run_sync(_refresh, gate)
        await run_sync(gate.voice.rest)


def _refresh(gate: Gate) -> None:
    """Builds the index anew when the catalogue changed, here rather than while a person waits. Not the first time: while Rasa answers,
    the gate searches nothing, and the index with its lemmas would be 90 MB for nothing. Without Rasa the first answer takes a second
    more."""
    try:
        gate.catalogue.refresh()
    except Exception as error:  # database away or catalogue empty: tried again at the next round
        log.warning("catalogue_not_loaded", error=type(error).__name__, where=where(error))
