"""One engine for SQLite or PostgreSQL, and short transactions that say whether they write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, Select, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA busy_timeout=5000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)
_STATEMENT_TIMEOUT = "-c statement_timeout=5000 -c lock_timeout=5000"


def make_engine(url: str) -> Engine:
    """An engine that hides parameters in errors. SQLite gets WAL, foreign keys and overwriting deletes."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        Path(parsed.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed, hide_parameters=True, pool_size=10, max_overflow=30)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise ValueError("VEIVISER_DATABASE_URL must name sqlite or postgresql")
    parsed = parsed.set(drivername="postgresql+psycopg")
    connect_args = {"options": _STATEMENT_TIMEOUT}
    return create_engine(
        parsed, hide_parameters=True, pool_size=10, max_overflow=30, pool_pre_ping=True, connect_args=connect_args
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own habits break IMMEDIATE and savepoints
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A reader that later writes would fail at once with "database is locked"; a writer that says so first waits its turn.
    writes = connection.get_execution_options().get("writes", False)
    driver = connection.connection.driver_connection
    assert driver is not None
    try:
        driver.execute(
            "BEGIN IMMEDIATE" if writes else "BEGIN"
        )  # past SQLAlchemy, which spends more on it than SQLite does
    except sqlite3.Error as error:
        raise DBAPIError.instance("BEGIN", None, error, sqlite3.Error, hide_parameters=True) from None


class Database:
    """Sessions over one engine."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)
        self._read = sessionmaker(engine, expire_on_commit=False)
        self._write = sessionmaker(self._writing, expire_on_commit=False)
        # SQLite has one writer at a time and lets the others sleep and try again, the unlucky ones for seconds. Here they queue.
        self._writer: AbstractContextManager[object] = Lock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for look-ups."""
        with self._read() as session:
            yield session

    def has(self, wanted: Select[str]) -> bool:
        """Whether there is a row. Only a look: take what it promises in a transaction that writes."""
        with self.reading() as session:
            return session.execute(wanted.limit(1)).first() is not None

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session in one transaction: commits at the end, rolls back on any error."""
        with self._writer, self._write.begin() as session:
            yield session

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """As `reading`, for statements that need no objects: a session costs more than a look-up."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """As `writing`, for statements that need no objects."""
        with self._writer, self._writing.begin() as connection:
            yield connection

    def forget_log(self) -> None:
        """Empties SQLite's write-ahead log into the file, so that erased rows do not live on in it."""
        if self.engine.dialect.name != "sqlite":
            return
        with self._writer, self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
