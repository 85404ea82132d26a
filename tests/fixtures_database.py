"""Databases made by the real migrations, with the catalogue in them: SQLite files and a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from api.models import ConversationRow, ProbeRow
from api.settings import Settings
from knowledge_base.content import Content
from knowledge_base.store import load_catalogue
from storage.database import Database, make_engine
from storage.vault import Vault
from veiviser.prepare import migrate

GATE_DATABASE = "gate"


def prepare(url: str, content: Content | None = None) -> None:
    """Migrates a database; with content, loads the catalogue into it."""
    migrate(Settings(database_url=url))
    if content is not None:
        engine = make_engine(url)
        load_catalogue(engine.execution_options(writes=True), content)
        engine.dispose()


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
def sqlite_url(filled_sqlite: Path, tmp_path: Path) -> str:
    """A file of this test alone, for what does not depend on the kind of database."""
    copy = tmp_path / "alone.db"
    shutil.copy(filled_sqlite, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def vault() -> Vault:
    return Vault([os.urandom(32)])


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = Database(make_engine(database_url))
    yield made
    with made.writing() as session:
        session.query(ConversationRow).delete()
        session.query(ProbeRow).delete()
    made.engine.dispose()
