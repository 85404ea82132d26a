"""SQLite as a server needs it: readers beside a writer, waiting instead of failing, no trace of what was erased."""

import os
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from api.models import ProbeRow
from api.schemas import PublicMessage
from api.store import ConversationStore, now
from api.turn_store import FinishedTurn, TurnStore
from storage.database import Database, make_engine
from storage.vault import Vault


@pytest.fixture
def alone(sqlite_url: str) -> Database:
    return Database(make_engine(sqlite_url))


def pragma(database: Database, name: str) -> object:
    with database.reading() as session:
        return session.scalar(text(f"PRAGMA {name}"))


def test_sqlite_runs_with_a_write_ahead_log_and_waits_its_turn(alone: Database) -> None:
    settings = {
        name: pragma(alone, name)
        for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys", "secure_delete")
    }
    normal, on = 1, 1
    assert settings == {
        "journal_mode": "wal", "synchronous": normal, "busy_timeout": 5000, "foreign_keys": on, "secure_delete": on,
    }  # fmt: skip


def test_the_pragmas_hold_after_the_log_was_emptied(alone: Database) -> None:
    alone.forget_log()
    test_sqlite_runs_with_a_write_ahead_log_and_waits_its_turn(alone)
    with alone.writing() as session:
        session.merge(ProbeRow(id=1, written_at=now()))


def test_writers_wait_for_each_other_and_none_fails(alone: Database) -> None:
    def write() -> None:
        for _ in range(20):
            with alone.writing() as session:
                session.merge(ProbeRow(id=1, written_at=now()))

    failures: list[BaseException] = []
    threads = [threading.Thread(target=_collecting(write, failures)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def _collecting(call: object, failures: list[BaseException]) -> object:
    def run() -> None:
        try:
            call()  # type: ignore[operator]
        except BaseException as error:
            failures.append(error)

    return run


def test_a_reader_does_not_wait_for_a_writer(alone: Database) -> None:
    with alone.writing() as session:
        session.merge(ProbeRow(id=1, written_at=now()))
        session.flush()
        began = time.perf_counter()
        with alone.reading() as other:
            other.execute(text("SELECT count(*) FROM conversation"))
        assert time.perf_counter() - began < 1


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.merge(ProbeRow(id=1, written_at=now()))
        raise ZeroDivisionError
    with database.reading() as session:
        assert session.get(ProbeRow, 1) is None


def test_what_was_erased_is_in_no_file(alone: Database, sqlite_url: str) -> None:
    """The blob itself is looked for: in the database, in the write-ahead log, in the shared memory."""
    vault = Vault([os.urandom(32)])
    conversations = ConversationStore(alone, vault)
    turns = TurnStore(alone, vault, conversations)
    made, _ = conversations.create(None, "citizen", "nb", "chat")
    turns.save(made.id, FinishedTurn("slag", [PublicMessage(text="x", language="nb", kind="offer")], [], "nb"))
    assert made.id.encode() in on_disk(sqlite_url)
    conversations.erase(made.id)
    assert made.id.encode() not in on_disk(sqlite_url)


def on_disk(url: str) -> bytes:
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


@pytest.mark.parametrize("url", ["mysql://x/y", "mssql://x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(ValueError, match="sqlite or postgresql"):
        make_engine(url)


def test_errors_do_not_show_what_was_written(alone: Database) -> None:
    with pytest.raises(IntegrityError, match="hidden") as caught, alone.writing() as session:
        session.execute(text("INSERT INTO turn (id) VALUES (:said)"), {"said": "hjerneslag"})
    assert "hjerneslag" not in str(caught.value)
