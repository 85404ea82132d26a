"""`python -m api` as a process: it serves, it says what is wrong with its settings, it stops when told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from api.__main__ import main
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    port = free_port()
    ours = {
        "DATABASE_URL": sqlite_url,
        "DATA_KEY_FILE": str(tmp_path / "data.key"),
        "WEB_DIR": str(tmp_path / "web"),
        "PORT": str(port),
        "RASA_URL": "http://127.0.0.1:9",
        "ACTIONS_URL": "http://127.0.0.1:9",
        "TRUSTED_PROXIES": "127.0.0.1",
        "LIMIT_CREATE": "2/minute",
    }
    return {**os.environ, **{f"VEIVISER_{name}": value for name, value in ours.items()}}


def start(environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "api"], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(url)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {url}")


def test_it_serves_behind_a_proxy_logs_json_and_stops(environment: dict[str, str]) -> None:
    process = start(environment)
    base = f"http://127.0.0.1:{environment['VEIVISER_PORT']}"
    try:
        wait_for(f"{base}/healthz", process)
        answer = httpx.get(f"{base}/readyz")
        assert (answer.status_code, answer.json()["failing"]) == (503, ["actions", "bot"])
        assert "server" not in answer.headers
        statuses = [start_from(base, f"192.0.2.{number}") for number in (1, 1, 1, 2)]
        assert statuses == [201, 201, 429, 201]
    finally:
        process.send_signal(signal.SIGTERM)
        logged, _ = process.communicate(timeout=20)
    assert process.returncode == -signal.SIGTERM  # after everything was closed, as `stopped` below shows
    lines = [json.loads(line) for line in logged.splitlines()]
    assert {"started", "request", "stopped"} <= {line["event"] for line in lines}
    assert "192.0.2." not in logged


def start_from(base: str, address: str) -> int:
    return httpx.post(f"{base}/api/v1/conversations", headers={"X-Forwarded-For": address}).status_code


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "0", "VEIVISER_PORT"),
        ("DATABASE_URL", "mysql://x/y", "VEIVISER_DATABASE_URL"),
        ("DATABASE_URL", "nonsense", "VEIVISER_DATABASE_URL"),
        ("LIMIT_MESSAGE", "many", "VEIVISER_LIMIT_MESSAGE"),
        ("LIMITS_STORAGE", "redis://x", "VEIVISER_LIMITS_STORAGE"),
        ("LIMITS_STORAGE", "async+pigeon://x", "unknown storage scheme"),
        ("RASA_URL", "127.0.0.1:5005", "VEIVISER_RASA_URL"),
        ("ENVIRONMENT", "production", "data key"),
    ],
)
def test_settings_that_cannot_work_are_named(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    logs_restored: None,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    says: str,
) -> None:
    for setting, text in {**environment, f"VEIVISER_{name}": value}.items():
        monkeypatch.setenv(setting, text)
    assert main() == 2
    [line] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert says in line["reason"]
