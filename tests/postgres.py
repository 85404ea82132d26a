"""A real PostgreSQL server in a folder of its own, for as long as a test session lasts."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

_INSTALLED = Path("/usr/lib/postgresql")
_USERS = ("postgres", "nobody")
_START_SECONDS = 30


class PostgresMissing(RuntimeError):
    """No server binary on this machine."""


def postgres_binaries() -> Path:
    """The newest bin folder of Debian's packages, or the one on the path. Raises PostgresMissing."""
    versions = sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if found is None:
        raise PostgresMissing(f"no PostgreSQL server: neither {_INSTALLED}/*/bin/initdb nor initdb on the path")
    return Path(found).parent


def free_port() -> int:
    """A port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as another user of this machine."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _USERS if name in known)


@dataclass
class Server:
    """A server over a folder, that can be stopped as a crash stops it and started again."""

    folder: str
    port: int = field(default_factory=free_port)

    def __post_init__(self) -> None:
        self._owner, self._binaries = _owner(), postgres_binaries()
        if self._owner is not None:
            shutil.chown(self.folder, self._owner)
        data = str(Path(self.folder) / "data")
        make = [str(self._binaries / "initdb"), "-D", data, "-U", "veiviser", "--auth=trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, user=self._owner, cwd=self.folder, check=True, capture_output=True, timeout=60)

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"postgresql://veiviser@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Returns when it answers. Raises psycopg.OperationalError."""
        data = str(Path(self.folder) / "data")
        serve = [
            str(self._binaries / "postgres"),
            "-D",
            data,
            "-p",
            str(self.port),
            "-k",
            self.folder,
            "-h",
            "127.0.0.1",
        ]
        self._process = subprocess.Popen(
            [*serve, "-c", "fsync=off"],
            user=self._owner,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(self.url, self._process)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT is fast: it does not wait for connections that a test left open. SIGQUIT is a crash: it recovers when it starts."""
        self._process.send_signal(how)
        self._process.wait(timeout=20)


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address (postgresql://...) of a fresh server. It is gone afterwards. Raises PostgresMissing."""
    with running_server() as server:
        yield server.url


@contextmanager
def running_server() -> Iterator[Server]:
    """A fresh server. It is gone afterwards. Raises PostgresMissing."""
    postgres_binaries()
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = Server(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
