"""The gate alone, with a unit's cases, at an address that a browser can open. `python -m tests.web.inbox_server` keeps it up."""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from api.app import create_app
from api.settings import Settings
from knowledge_base.content import load_content
from referrals.service import ReferralService
from tests.api.fakes import ScriptedBot
from tests.fixtures_database import prepare
from tests.postgres import free_port
from tests.web.inbox_cases import MovableClock, fill


@dataclass(frozen=True)
class Inbox:
    """A running gate: its address, its cases' references by a word for each, its service."""

    url: str
    cases: dict[str, str]
    service: ReferralService


@contextmanager
def running_inbox(folder: Path, port: int | None = None) -> Iterator[Inbox]:
    """Over a database of its own in the folder, with the development login."""
    settings = Settings(
        port=port or free_port(),
        database_url=f"sqlite:///{folder / 'inbox.db'}",
        var_dir=folder,
        data_key_file=folder / "data.key",
        web_dir=folder / "web",
        rasa_url="http://127.0.0.1:9",
        actions_url="http://127.0.0.1:9",
        staff_login="development",
        worker="off",
        audit_anchors=folder / "anchors",
    )
    prepare(settings.database_url, load_content(local=None))
    app = create_app(settings, ScriptedBot())
    service: ReferralService = app.state.gate.referrals
    clock = MovableClock()
    object.__setattr__(service.parts, "clock", clock)
    cases = fill(service, clock)
    server = uvicorn.Server(uvicorn.Config(app, port=settings.port, log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield Inbox(f"http://127.0.0.1:{settings.port}", cases, service)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as made,
        running_inbox(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else 8000) as inbox,
    ):
        print(f"{inbox.url}/ansatt", flush=True)
        threading.Event().wait()
