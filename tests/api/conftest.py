"""Databases made by the real migrations, and the gate over them."""

from __future__ import annotations

import functools
import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest
import structlog

from api.database import Database, make_engine
from api.models import ConversationRow, ProbeRow
from api.safety import SafetyRules
from api.settings import Settings
from api.store import ConversationStore
from api.turn_store import TurnStore
from api.vault import Vault
from knowledge_base.content import Content
from knowledge_base.store import load_catalogue
from tests.api.fakes import ScriptedBot
from tests.api.talk import Talk, talking
from veiviser.prepare import migrate

GATE_DATABASE = "gate"


def prepare(url: str, content: Content | None = None) -> None:
    """Migrates a database; with content, loads the catalogue into it."""
    migrate(Settings(database_url=url))
    if content is not None:
        engine = make_engine(url)
        load_catalogue(engine.execution_options(writes=True), content)
        engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def rules_read_once() -> Iterator[None]:
    """The safety rules keep nothing, so all apps of a session may share them: reading them is what takes longest in a start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.gate.SafetyRules", functools.cache(SafetyRules))
        yield


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    """A migrated file with the catalogue in it, to be copied."""
    path = tmp_path_factory.mktemp("gate") / "filled.db"
    prepare(f"sqlite:///{path}", content)
    engine = make_engine(f"sqlite:///{path}")
    Database(engine).forget_log()
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def filled_postgres(postgres_url: str, content: Content) -> str:
    """The address of a migrated database with the catalogue in it."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {GATE_DATABASE}")
    url = postgres_url.rsplit("/", 1)[0] + f"/{GATE_DATABASE}"
    prepare(url, content)
    return url


def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("filled_postgres"))
    copy = tmp_path / "gate.db"
    shutil.copy(request.getfixturevalue("filled_sqlite"), copy)
    return f"sqlite:///{copy}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with the catalogue and without conversations, of each kind."""
    return _url(request, tmp_path)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(make_engine(database_url))
    yield made
    with made.writing() as session:
        session.query(ConversationRow).delete()
        session.query(ProbeRow).delete()
    made.engine.dispose()


@pytest.fixture
def sqlite_url(filled_sqlite: Path, tmp_path: Path) -> str:
    """A file of this test alone, for what does not depend on the kind of database."""
    copy = tmp_path / "alone.db"
    shutil.copy(filled_sqlite, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def vault() -> Vault:
    return Vault([os.urandom(32)])


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
