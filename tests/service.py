"""The real processes on ports of their own, over a database of their own: nothing of a running service is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

import httpx

from tests.postgres import free_port
from veiviser.paths import ROOT

_READY_SECONDS = 240
"""Includes the training of the model where it is not there yet."""
_STOP_SECONDS = 20


def own_environment(folder: Path) -> dict[str, str]:
    """Settings of a service that shares nothing with another one: ports, database, keys and folder are its own."""
    ports = {name: free_port() for name in ("gate", "rasa", "actions")}
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("VEIVISER_")},
        "VEIVISER_PORT": str(ports["gate"]),
        "VEIVISER_RASA_URL": f"http://127.0.0.1:{ports['rasa']}",
        "VEIVISER_ACTIONS_URL": f"http://127.0.0.1:{ports['actions']}",
        "VEIVISER_DATABASE_URL": f"sqlite:///{folder / 'veiviser.db'}",
        "VEIVISER_VAR_DIR": str(folder),
        "VEIVISER_DATA_KEY_FILE": str(folder / "data.key"),
        "VEIVISER_ACTIONS_SECRET_FILE": str(folder / "actions"),
    }


def address(environment: dict[str, str]) -> str:
    """Where the gate of these settings listens."""
    return f"http://127.0.0.1:{environment['VEIVISER_PORT']}"


@contextmanager
def running(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`python <command>` until the block ends; then the signal that a service manager would send."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=_STOP_SECONDS)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when `url` answers 200. Raises AssertionError with the end of the log when the process ended or time is up."""
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url, timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{url} did not answer; the end of the log:\n{log.read_text(encoding='utf-8')[-3000:]}")


@dataclass
class Talk:
    """One conversation over the public contract. Keeps every Message that came, for the check of their shape."""

    http: httpx.Client
    id: str
    token: str
    seen: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def start(cls, base: str, **wanted: str) -> Self:
        """A new conversation; `wanted` is the body of the request."""
        http = httpx.Client(base_url=f"{base}/api/v1", timeout=20)
        answer = http.post("/conversations", json=wanted)
        assert answer.status_code == 201, answer.text
        started = answer.json()
        http.headers["Authorization"] = f"Bearer {started['token']}"
        return cls(http, started["conversation_id"], started["token"], list(started["messages"]))

    def end(self) -> None:
        """Erases the conversation and closes the connection."""
        self.http.delete(f"/conversations/{self.id}")
        self.http.close()

    def post(self, **body: str) -> httpx.Response:
        """Sends a message as it is."""
        return self.http.post(f"/conversations/{self.id}/messages", json=body)

    def say(self, text: str) -> dict[str, Any]:
        """The last Message of the answer to a text."""
        return self._answered(self.post(text=text, message_id=str(uuid4())))

    def press(self, message: dict[str, Any], title: str) -> dict[str, Any]:
        """The last Message of the answer to the button with this title."""
        button = next(button for button in message["buttons"] if button["title"] == title)
        return self._answered(self.post(button=button["id"]))

    def transcript(self) -> list[dict[str, Any]]:
        """The lines as stored."""
        answer = self.http.get(f"/conversations/{self.id}")
        assert answer.status_code == 200, answer.text
        lines: list[dict[str, Any]] = answer.json()["messages"]
        return lines

    def _answered(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        self.seen.extend(messages)
        return messages[-1]
