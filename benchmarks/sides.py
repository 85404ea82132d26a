"""The compared servers as processes: each side with its own action server, on free ports of loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.settings import Settings
from benchmarks.memory import Weight, weigh, worked
from benchmarks.stock.training import rasa_without_us
from veiviser.paths import BOT, RASA, ROOT
from veiviser.secret import actions_secret
from veiviser.supervisor import Part, parts

_READY_SECONDS = 300.0
_UNLIMITED = "100000/second"
ENDPOINTS = Path(__file__).parent / "stock" / "endpoints.yml"


class NotReady(RuntimeError):
    """A server did not start."""


@dataclass(frozen=True)
class Ports:
    """Of one side."""

    gate: int
    rasa: int
    actions: int


def free_ports() -> Ports:
    """Three that nobody uses now."""
    sockets = [socket.socket() for _ in range(3)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    numbers = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return Ports(*numbers)


def environment(var: Path, ports: Ports) -> dict[str, str]:
    """Settings of a side: its own ports and data; the limits per person lifted, because one machine plays everybody."""
    return {
        "VEIVISER_PORT": str(ports.gate),
        "VEIVISER_RASA_URL": f"http://127.0.0.1:{ports.rasa}",
        "VEIVISER_ACTIONS_URL": f"http://127.0.0.1:{ports.actions}",
        "VEIVISER_VAR_DIR": str(var),
        "VEIVISER_DATABASE_URL": f"sqlite:///{var / 'veiviser.db'}",
        "VEIVISER_DATA_KEY_FILE": str(var / "secrets" / "data.key"),
        "VEIVISER_ACTIONS_SECRET_FILE": str(var / "secrets" / "actions"),
        "VEIVISER_LIMIT_CREATE": _UNLIMITED,
        "VEIVISER_LIMIT_MESSAGE": _UNLIMITED,
        "VEIVISER_LIMIT_ADDRESS": _UNLIMITED,
        "VEIVISER_MAX_TURNS_IN_FLIGHT": "1000",
        "VEIVISER_BOT_TIMEOUT": "20",
        "VEIVISER_REQUEST_TIMEOUT": "30",
    }


@contextmanager
def settings_of(var: Path, ports: Ports) -> Iterator[Settings]:
    """Settings under that environment, which child processes inherit while it lasts."""
    before = dict(os.environ)
    os.environ.update(environment(var, ports))
    try:
        yield Settings()
    finally:
        os.environ.clear()
        os.environ.update(before)


def veiviser_parts(settings: Settings) -> list[Part]:
    """Actions, Rasa and gate, exactly as the supervisor starts them."""
    return parts(settings, actions_secret(settings))


def stock_parts(settings: Settings, model: Path) -> list[Part]:
    """Our action server and stock Rasa: the same actions, nothing else of ours."""
    ours = {part.name: part for part in veiviser_parts(settings)}
    given = ours["rasa"].environment or {}
    secret = {key: given[key] for key in ("VEIVISER_ACTIONS_SECRET", "VEIVISER_ACTIONS_URL")}
    quiet = {"SANIC_WORKERS": "1", "LOG_LEVEL": "WARNING"}
    port = settings.rasa_url.rpartition(":")[2]
    run = [str(RASA), "run", "--model", str(model), "--endpoints", str(ENDPOINTS)]
    run += ["--credentials", str(BOT / "credentials.yml"), "-i", "127.0.0.1", "-p", port, "--quiet"]
    return [ours["actions"], Part("rasa", run, {**rasa_without_us(), **secret, **quiet})]


class Side:
    """Running processes of one side."""

    def __init__(self, launched: dict[str, subprocess.Popen[bytes]]) -> None:
        self._launched = launched

    def weight(self, *names: str) -> Weight:
        """Of the named parts, or of all."""
        return weigh(process.pid for name, process in self._launched.items() if not names or name in names)

    def worked(self) -> float:
        """Seconds of processor time of all parts until now."""
        return worked(process.pid for process in self._launched.values())

    def check(self) -> None:
        """Raises NotReady when a part has ended."""
        for name, process in self._launched.items():
            if process.poll() is not None:
                raise NotReady(f"{name} ended with code {process.returncode}")


@contextmanager
def running(wanted: list[Part], tuning: dict[str, str], log: Path) -> Iterator[Side]:
    """Starts the parts, and stops them whatever happens. `tuning` is added to every environment."""
    launched: dict[str, subprocess.Popen[bytes]] = {}
    with log.open("ab") as output:
        try:
            for part in wanted:
                own = {**(part.environment or os.environ), **tuning}
                launched[part.name] = subprocess.Popen(
                    part.command, cwd=ROOT, env=own, stdout=output, stderr=subprocess.STDOUT
                )
            yield Side(launched)
        finally:
            _stop(list(launched.values()))


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def seconds_until(answers: Callable[[], bool], side: Side) -> float:
    """How long it takes from now until `answers`. Raises NotReady."""
    began = time.monotonic()
    while time.monotonic() - began < _READY_SECONDS:
        side.check()
        try:
            if answers():
                return time.monotonic() - began
        except (httpx.HTTPError, ValueError, KeyError):
            pass
        time.sleep(0.1)
    raise NotReady(f"no answer after {_READY_SECONDS:.0f} s")


def prepare(var: Path) -> None:
    """Catalogue and model of our side, in a process of its own. Raises NotReady."""
    var.mkdir(parents=True, exist_ok=True)
    if subprocess.run([sys.executable, "-m", "veiviser", "prepare"], cwd=ROOT, check=False).returncode != 0:
        raise NotReady("veiviser prepare failed")
