"""The faults that cost most, once each; `veiviser faults` tries all of them, as often as wanted."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from benchmarks.faults.cases import (
    FAULTS,
    Fault,
    connections_dropped,
    killed_after_commit,
    killed_before_commit,
    two_workers,
)
from benchmarks.faults.run import Row, a_world, prepared, table


@pytest.mark.parametrize(
    "fault",
    [killed_before_commit, killed_after_commit, FAULTS["kill -9 of the worker after it sent, before it noted so"]],
)
def test_nothing_is_lost_on_sqlite(fault: Fault, filled_sqlite: Path) -> None:
    with a_world(f"sqlite:///{filled_sqlite}") as world:
        assert fault(world) + world.losses() == []


@pytest.fixture(scope="module")
def template(postgres_url: str) -> str:
    """A database of these tests alone, to be copied: the one that all share holds other tests' cases."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE faults_template")
    return prepared(postgres_url.rsplit("/", 1)[0] + "/faults_template")


@pytest.mark.postgres
@pytest.mark.parametrize("fault", [two_workers, connections_dropped])
def test_nothing_is_lost_on_postgresql(fault: Fault, template: str) -> None:
    with a_world(template) as world:
        assert fault(world) + world.losses() == []


def test_a_loss_is_seen(filled_sqlite: Path) -> None:
    with a_world(f"sqlite:///{filled_sqlite}") as world:
        world.receipts.append(("V-0000-0000", "0000"))
        world.mailbox.taken.append("<nobody@eksempel.no>")
        assert len(world.losses()) == 3
    assert "gone" in table([Row("f", "sqlite", 1, ["it is gone"])])
