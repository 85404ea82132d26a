"""Databases made by the real migrations, and the gate over them."""

from __future__ import annotations

import functools
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from api.safety import SafetyRules
from api.settings import Settings
from api.store import ConversationStore
from api.turn_store import TurnStore
from storage.database import Database
from storage.vault import Vault
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking


@pytest.fixture(scope="session", autouse=True)
def rules_read_once() -> Iterator[None]:
    """The safety rules keep nothing, so all apps of a session may share them: reading them is what takes longest in a start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.gate.SafetyRules", functools.cache(SafetyRules))
        yield


@pytest.fixture
def conversations(database: Database, vault: Vault) -> ConversationStore:
    return ConversationStore(database, vault)


@pytest.fixture
def turns(database: Database, vault: Vault, conversations: ConversationStore) -> TurnStore:
    return TurnStore(database, vault, conversations)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    """The gate's settings over a file of this test, with nobody listening at Rasa's and the actions' addresses."""
    return Settings(
        database_url=sqlite_url,
        var_dir=tmp_path,
        data_key_file=tmp_path / "data.key",
        web_dir=tmp_path / "web",
        rasa_url="http://127.0.0.1:9",
        actions_url="http://127.0.0.1:9",
        readiness_cache=0,
    )


@pytest.fixture
def logs_restored() -> Iterator[None]:
    """For tests that configure logging: afterwards it is as before."""
    root = logging.getLogger()
    before = (root.handlers, root.level)
    yield
    root.handlers, root.level = before
    structlog.reset_defaults()


@pytest.fixture
def bot() -> ScriptedBot:
    return ScriptedBot()


@pytest.fixture
async def talk(settings: Settings, bot: ScriptedBot) -> AsyncIterator[Talk]:
    """A client of the whole app, with a scripted bot behind it."""
    async with talking(settings, bot) as client:
        yield client
