"""Starts actions, Rasa and the gate as one, waits until a real question is answered, and stops them together.

A part behind the gate that ends is started again, and the gate answers without it meanwhile. When the gate ends, all end: a service
manager above (systemd, compose) then starts the whole anew, in a known order.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from api.settings import Settings
from veiviser.paths import BOT, MODEL, RASA, ROOT
from veiviser.ports import require_free
from veiviser.rasa_environment import rasa_environment

MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""glibc keeps freed memory for itself otherwise, per thread (docs/performance.md has the figures)."""
_READY_SECONDS = 180
_STOP_SECONDS = 8
_GATE = "api"
_RESTARTS, _RESTART_WINDOW = 5, 600.0
"""So many new starts of one part within so many seconds; then it stays down."""


@dataclass(frozen=True)
class Part:
    """One process: its name, command and environment (None: ours)."""

    name: str
    command: list[str]
    environment: dict[str, str] | None = None


class PartEnded(RuntimeError):
    """A part ended by itself."""


def parts(settings: Settings, secret: str) -> list[Part]:
    """The three processes of the service. Rasa gets no setting of ours but the secret of the action server."""
    rasa = urlsplit(settings.rasa_url)
    actions = urlsplit(settings.actions_url)
    environment = {
        **rasa_environment(),
        "VEIVISER_ACTIONS_SECRET": secret,
        "VEIVISER_ACTIONS_URL": f"http://{actions.hostname}:{actions.port}/webhook",
        "SANIC_WORKERS": "1",
        "LOG_LEVEL": "WARNING",
    }
    run = [
        str(RASA.with_name("python")),
        str(BOT / "lean.py"),
        "run",
        "--model",
        str(MODEL),
        "--endpoints",
        "bot/endpoints.yml",
        "--credentials",
        "bot/credentials.yml",
    ]
    run += ["-i", rasa.hostname or "127.0.0.1", "-p", str(rasa.port or 5005), "--quiet"]
    return [
        Part("actions", [sys.executable, "-m", "veiviser", "serve-actions"]),
        Part("rasa", run, environment),
        Part("api", [sys.executable, "-m", "api"]),
    ]


class Supervisor:
    """Holds the processes of one service."""

    def __init__(self, settings: Settings, secret: str, progress: Callable[[str], None]) -> None:
        self._settings = settings
        self._parts = parts(settings, secret)
        self._progress = progress
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._restarts: dict[str, list[float]] = {}

    def start(self) -> None:
        """Starts all parts. Raises PortTaken before anything is started."""
        require_ports(self._settings)
        for part in self._parts:
            self._launch(part)

    def _launch(self, part: Part) -> None:
        environment = {**(part.environment or os.environ), **MALLOC}
        self._running[part.name] = subprocess.Popen(part.command, cwd=ROOT, env=environment)

    def wait_ready(self) -> float:
        """Waits until /readyz says that a real question is answered. Returns the seconds it took; raises PartEnded."""
        began = time.monotonic()
        url = f"http://{self._settings.host}:{self._settings.port}/readyz"
        said = 0.0
        while time.monotonic() - began < _READY_SECONDS:
            self._check()
            if _is_ready(url):
                return time.monotonic() - began
            if time.monotonic() - said > 5:
                self._progress(f"starting: {time.monotonic() - began:.0f} s")
                said = time.monotonic()
            time.sleep(0.3)
        raise PartEnded(f"not ready after {_READY_SECONDS} s; {url} names the part that fails")

    def run(self) -> int:
        """Runs until a signal (KeyboardInterrupt) or until the gate ends by itself (1)."""
        while True:
            try:
                self.mend()
            except PartEnded as error:
                self._progress(str(error))
                return 1
            time.sleep(0.5)

    def mend(self) -> None:
        """Starts a part behind the gate again when it ended: until then the gate answers without it. Raises PartEnded for the gate."""
        for part in self._parts:
            process = self._running.get(part.name)
            if process is None or process.poll() is None:
                continue
            if part.name == _GATE:
                raise PartEnded(f"{part.name} ended with code {process.returncode}; everything stops")
            self._start_again(part, process.returncode)

    def _start_again(self, part: Part, code: int) -> None:
        recent = [at for at in self._restarts.get(part.name, []) if time.monotonic() - at < _RESTART_WINDOW]
        if len(recent) >= _RESTARTS:
            del self._running[part.name]
            self._progress(f"{part.name} ended {_RESTARTS + 1} times; it stays down, the gate answers without it")
            return
        self._restarts[part.name] = [*recent, time.monotonic()]
        self._progress(f"{part.name} ended with code {code}; starting it again")
        self._launch(part)

    def stop(self) -> None:
        """Stops all parts, the gate first: nobody is let in while the house is emptied."""
        for process in reversed(self._running.values()):
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _check(self) -> None:
        for name, process in self._running.items():
            if process.poll() is not None:
                raise PartEnded(f"{name} ended with code {process.returncode}; everything stops")


def require_ports(settings: Settings) -> None:
    """Raises PortTaken when one of the three ports is in use."""
    for url, what in ((settings.actions_url, "the action server"), (settings.rasa_url, "Rasa")):
        address = urlsplit(url)
        require_free(address.hostname or "127.0.0.1", address.port or 0, what)
    require_free(settings.host, settings.port, "the gate")


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=10).status_code == 200
    except httpx.HTTPError:
        return False
