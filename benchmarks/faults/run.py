"""`veiviser faults`: every fault several times on SQLite and, where a server is given, on PostgreSQL; a table of what was lost."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from api.settings import Settings
from benchmarks.faults.cases import FAULTS, ON_POSTGRESQL
from benchmarks.faults.mail import Mailbox, serving
from benchmarks.faults.world import World
from knowledge_base.content import load_content
from knowledge_base.store import load_catalogue
from storage.database import make_engine
from storage.vault import make_key_file
from veiviser.prepare import migrate

Say = Callable[[str], None]


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    fault: str
    database: str
    tried: int
    lost: list[str]


def prepared(url: str) -> str:
    """The database at the newest revision, with the catalogue in it."""
    migrate(Settings(database_url=url))
    engine = make_engine(url)
    load_catalogue(engine.execution_options(writes=True), load_content())
    engine.dispose()
    return url


@contextmanager
def a_world(template: str) -> Iterator[World]:
    """A world over a copy of the prepared database."""
    with tempfile.TemporaryDirectory() as name, serving(Mailbox()) as mailbox:
        folder = Path(name)
        make_key_file(folder / "data.key")
        with _copy(template, folder) as url:
            yield World(url, folder / "data.key", mailbox)


@contextmanager
def _copy(template: str, folder: Path) -> Iterator[str]:
    if template.startswith("sqlite"):
        (folder / "faults.db").write_bytes(Path(template.removeprefix("sqlite:///")).read_bytes())
        yield f"sqlite:///{folder / 'faults.db'}"
        return
    server, _, source = template.rpartition("/")
    name = f"faults_{secrets.token_hex(4)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {source}")
        try:
            yield f"{server}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(template: str, times: int, say: Say) -> list[Row]:
    """Every fault `times` times over copies of a prepared database."""
    kind = template.partition(":")[0]
    rows = []
    faults = FAULTS | (ON_POSTGRESQL if kind == "postgresql" else {})
    for name, fault in faults.items():
        lost: list[str] = []
        for _ in range(times):
            with a_world(template) as world:
                lost += fault(world) + world.losses()
        rows.append(Row(name, kind, times, lost))
        say(f"{kind}: {name}: {'; '.join(lost) or 'nothing lost'}")
    return rows


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| fault | database | tried | lost, twice or unasked |", "|---|---|---|---|"]
    for row in rows:
        lines.append(f"| {row.fault} | {row.database} | {row.tried} | {'; '.join(row.lost) or 'nothing'} |")
    return "\n".join(lines)
