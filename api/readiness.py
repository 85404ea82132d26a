"""Is the whole house ready? Asks a real question the way a person's goes, and says which part fails when it is not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable

import httpx
from anyio.to_thread import run_sync

from answers.message import Turn
from api.bot_client import BotUnavailable
from api.logs import log
from api.models import ProbeRow
from api.ports import Bot
from api.settings import Settings
from api.store import now
from knowledge_base.service import Catalogue
from storage.database import Database

PARTS = ("database", "catalogue", "actions", "bot")
_FAILING_CACHE = 1.0
"""Seconds that bad news is believed: short, so that a start does not wait for an old answer."""


class Readiness:
    """Checks all parts at once, one check at a time, and remembers the outcome for a few seconds."""

    def __init__(
        self, settings: Settings, database: Database, catalogue: Catalogue, bot: Bot, actions: httpx.AsyncClient
    ) -> None:
        self._settings = settings
        self._database = database
        self._catalogue = catalogue
        self._bot = bot
        self._actions = actions
        self._lock = asyncio.Lock()
        self._failing: list[str] | None = None
        self._known_until = 0.0

    async def failing(self) -> list[str]:
        """Names of PARTS that do not work now, empty when a person would be answered in full."""
        async with self._lock:
            if self._failing is None or time.monotonic() >= self._known_until:
                self._remember(await self._check())
            return self._failing or []

    def _remember(self, failing: list[str]) -> None:
        if failing != self._failing:
            log.info("readiness", status="not ready" if failing else "ready", part=failing)
        kept = min(self._settings.readiness_cache, _FAILING_CACHE) if failing else self._settings.readiness_cache
        self._failing, self._known_until = failing, time.monotonic() + kept

    async def _check(self) -> list[str]:
        checks: list[Awaitable[bool]] = [
            run_sync(self._can_write),
            run_sync(self._has_entries),
            self._actions_answer(),
            self._bot_answers(),
        ]
        outcomes = await asyncio.gather(*checks, return_exceptions=True)
        return [part for part, outcome in zip(PARTS, outcomes, strict=True) if outcome is not True]

    def _can_write(self) -> bool:
        with self._database.writing() as session:
            session.merge(ProbeRow(id=1, written_at=now()))
        return True

    def _has_entries(self) -> bool:
        return self._catalogue.count() > 0

    async def _actions_answer(self) -> bool:
        try:
            return (await self._actions.get("/health")).status_code == 200
        except httpx.HTTPError:
            return False

    async def _bot_answers(self) -> bool:
        """True when the answer rests on a source: then the model, the actions and the catalogue worked together."""
        try:
            reply = await self._bot.turn(Turn(conversation_id="readiness", text=self._settings.readiness_question))
        except BotUnavailable:
            return False
        return any(message.sources for message in reply.messages)
