"""How long a search takes at the real size and at 100,000 entries, on SQLite and on PostgreSQL."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, create_engine

from benchmarks.generated import generated_content, questions
from benchmarks.timing import line, milliseconds
from knowledge_base.content import Content
from knowledge_base.models import Base
from knowledge_base.search import SearchQuery
from knowledge_base.service import Catalogue
from knowledge_base.store import load_catalogue
from tests.postgres import PostgresMissing, running_postgres

_QUERIES = 300


def _measure(name: str, engine: Engine, content: Content, say: Callable[[str], None]) -> None:
    Base.metadata.create_all(engine)
    began = time.perf_counter()
    load_catalogue(engine, content, force=True)
    loaded = time.perf_counter()
    searcher = Catalogue(engine).searcher()
    say(f"{name}: loaded in {loaded - began:.1f} s, index built in {time.perf_counter() - loaded:.1f} s")
    queries = [SearchQuery(text, place) for text, place in questions(content, _QUERIES)]
    searcher.search(queries[0])
    say(line(f"{name}: query", [milliseconds(partial(searcher.search, query)) for query in queries]))


def bench_search(say: Callable[[str], None], size: int = 100_000) -> None:
    """Prints load, index and query times for 439 and for `size` entries."""
    for count in (439, size):
        content = generated_content(count)
        with tempfile.TemporaryDirectory() as folder:
            _measure(f"sqlite, {count} entries", create_engine(f"sqlite:///{Path(folder) / 'bench.db'}"), content, say)
        try:
            with running_postgres() as url:
                _measure(f"postgresql, {count} entries", create_engine(url), content, say)
        except PostgresMissing as missing:
            say(f"postgresql: not measured, {missing}")
