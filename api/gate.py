"""All parts of the gate, put together once: what `create_app` hangs on the app and routes reach through dependencies."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import httpx

from answers.service import AnswerService
from api.answering import Answering
from api.bot_client import BotClient
from api.capacity import Capacity
from api.limits import RateLimits
from api.metrics import Metrics
from api.one_at_a_time import TurnQueue
from api.ports import Bot
from api.readiness import Readiness
from api.safety import SafetyRules
from api.settings import Settings
from api.store import ConversationStore
from api.turn_store import TurnStore
from api.turns import TurnService
from knowledge_base.service import Catalogue
from language.identify import LanguageIdentifier
from referrals.service import ReferralService
from referrals.units import Units
from storage.database import Database, make_engine
from storage.vault import Vault, make_key_file

_ACTIONS_TIMEOUT = 2.0


@dataclass(frozen=True)
class Gate:
    """The parts that routes need, and what must be closed at the end."""

    settings: Settings
    database: Database
    catalogue: Catalogue
    conversations: ConversationStore
    turns: TurnStore
    turn_service: TurnService
    limits: RateLimits
    readiness: Readiness
    metrics: Metrics
    languages: LanguageIdentifier
    bot: Bot
    actions: httpx.AsyncClient
    referrals: ReferralService
    vault: Vault

    async def close(self) -> None:
        """Gives all connections back."""
        await self.bot.close()
        await self.actions.aclose()
        self.database.engine.dispose()


def open_vault(settings: Settings) -> Vault:
    """The vault of the key file. In development a missing key is made; in production that is an error (VaultError)."""
    if settings.development and not settings.data_key_file.exists():
        with suppress(FileExistsError):  # another process that starts now was quicker
            make_key_file(settings.data_key_file)
    return Vault.from_file(settings.data_key_file)


def build_gate(settings: Settings, bot: Bot | None = None) -> Gate:
    """Wires the parts. `bot` takes the place of Rasa. Raises VaultError and ValueError for settings that cannot work."""
    vault, metrics = open_vault(settings), Metrics()
    database = Database(make_engine(settings.database_url))
    catalogue, languages = Catalogue(database.engine), LanguageIdentifier()
    conversations = ConversationStore(database, vault)
    turns = TurnStore(database, vault, conversations)
    bot = bot or BotClient(settings.rasa_url, settings.bot_timeout, settings.bot_connections)
    referrals = ReferralService(database, vault, catalogue, Units.from_file(catalogue))
    actions = httpx.AsyncClient(base_url=settings.actions_url, timeout=_ACTIONS_TIMEOUT, trust_env=False)
    turn_service = TurnService(
        conversations=conversations,
        turns=turns,
        queue=TurnQueue(conversations, settings.turn_wait, settings.max_waiting_turns, settings.request_timeout),
        capacity=Capacity(settings.max_turns_in_flight, metrics.in_flight),
        safety=SafetyRules(),
        languages=languages,
        answering=Answering(bot, AnswerService(catalogue), metrics),
        places=catalogue.places,
        metrics=metrics,
        max_text=settings.max_text,
    )
    return Gate(
        settings=settings,
        database=database,
        catalogue=catalogue,
        conversations=conversations,
        turns=turns,
        turn_service=turn_service,
        limits=RateLimits(settings, vault, metrics.refused),
        readiness=Readiness(settings, database, catalogue, bot, actions),
        metrics=metrics,
        languages=languages,
        bot=bot,
        actions=actions,
        referrals=referrals,
        vault=vault,
    )
