"""A taken port is said before anything is started."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from tests.postgres import free_port
from veiviser.ports import PortTaken, require_free
from veiviser.supervisor import Supervisor

pytestmark = pytest.mark.stack


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as busy:
        yield busy.getsockname()[1]


def _settings(folder: Path, **ports: int) -> Settings:
    numbers = {"port": free_port(), "rasa": free_port(), "actions": free_port()} | ports
    return Settings(
        port=numbers["port"],
        rasa_url=f"http://127.0.0.1:{numbers['rasa']}",
        actions_url=f"http://127.0.0.1:{numbers['actions']}",
        database_url=f"sqlite:///{folder / 'unused.db'}",
        var_dir=folder,
    )


@pytest.mark.parametrize(
    ("part", "called"), [("port", "the gate"), ("rasa", "Rasa"), ("actions", "the action server")], ids=str
)
def test_nothing_starts_when_a_port_is_taken(tmp_path: Path, taken: int, part: str, called: str) -> None:
    settings = _settings(tmp_path, **{part: taken})
    supervisor = Supervisor(settings, "secret", print)
    with pytest.raises(PortTaken, match=rf"Port {taken} on 127\.0\.0\.1 is taken; {called} needs it\. "):
        supervisor.start()
    supervisor.stop()
    urls = (settings.rasa_url, settings.actions_url, f"http://127.0.0.1:{settings.port}")
    for port in {int(url.rsplit(":", 1)[1]) for url in urls} - {taken}:
        require_free("127.0.0.1", port, "this test")
    assert list(tmp_path.iterdir()) == []
