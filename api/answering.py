"""Who answers a turn: the bot; without it the catalogue; without that a fixed text with telephone numbers."""

from __future__ import annotations

import time
from typing import Literal

from anyio.to_thread import run_sync

from answers.message import Message, Reply, Turn
from api.bot_client import BotUnavailable
from api.logs import log, where
from api.metrics import Metrics
from api.ports import AnswersWithoutBot, Bot
from api.reply_check import broken_rule
from api.texts import in_language, load_texts

By = Literal["bot", "catalogue", "last_resort"]
_FAILURES_BEFORE_REST, _REST_SECONDS = 3, 5.0


class Answering:
    """Asks the bot, and spares people the wait when it failed several times in a row."""

    def __init__(self, bot: Bot, without_bot: AnswersWithoutBot, metrics: Metrics) -> None:
        self._bot = bot
        self._without_bot = without_bot
        self._metrics = metrics
        self._failures = 0
        self._rests_until = 0.0

    async def reply(self, turn: Turn) -> tuple[Reply, By]:
        """Always a valid reply, and who gave it."""
        try:
            return await self._ask_bot(turn), "bot"
        except BotUnavailable as failure:
            self._metrics.bot_failures.labels(reason=failure.reason).inc()
            log.warning("bot_failed", reason=failure.reason)
        return await self._from_catalogue(turn)

    async def _ask_bot(self, turn: Turn) -> Reply:
        if time.monotonic() < self._rests_until:
            raise BotUnavailable("resting")
        try:
            reply = await self._bot.turn(turn)
        except BotUnavailable:
            self._failures += 1
            if self._failures >= _FAILURES_BEFORE_REST:
                self._failures, self._rests_until = 0, time.monotonic() + _REST_SECONDS
            raise
        self._failures = 0
        return reply

    async def _from_catalogue(self, turn: Turn) -> tuple[Reply, By]:
        try:
            reply = await run_sync(self._without_bot.answer_without_bot, turn)
        except Exception as error:  # whatever is broken there, a person still gets a number to call
            log.error("catalogue_failed", error=type(error).__name__, where=where(error))
            return last_resort(turn), "last_resort"
        if (rule := broken_rule(reply)) is not None:
            log.error("catalogue_failed", reason=rule)
            return last_resort(turn), "last_resort"
        return reply, "catalogue"


def last_resort(turn: Turn) -> Reply:
    """Where to call instead. Nothing of the conversation is lost by it."""
    text = in_language(load_texts("last_resort")["text"], turn.language)
    return Reply(messages=[Message(text=text, language=turn.language, kind="fallback")], context=turn.context)
