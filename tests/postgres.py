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


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address (postgresql://...) of a fresh server. It is gone afterwards. Raises PostgresMissing."""
    binaries, owner, port = postgres_binaries(), _owner(), free_port()
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        if owner is not None:
            shutil.chown(folder, owner)
        data = Path(folder) / "data"
        make = [str(binaries / "initdb"), "-D", str(data), "-U", "veiviser", "--auth=trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, user=owner, cwd=folder, check=True, capture_output=True, timeout=60)
        serve = [str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-k", folder, "-h", "127.0.0.1"]
        server = subprocess.Popen(
            [*serve, "-c", "fsync=off"], user=owner, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            url = f"postgresql://veiviser@127.0.0.1:{port}/postgres"
            _wait(url, server)
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # fast: does not wait for connections that a test left open
            server.wait(timeout=20)


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
