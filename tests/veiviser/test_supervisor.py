"""A part behind the gate is started again; the gate's end is the end of all. With real processes."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from veiviser.supervisor import Part, PartEnded, Supervisor

SLEEP = ["sleep", "60"]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    held = Supervisor(Settings(var_dir=tmp_path), "secret", said.append)
    held._parts = [Part("rasa", SLEEP), Part("api", SLEEP)]
    for part in held._parts:
        held._launch(part)
    yield held
    held.stop()


def end(supervisor: Supervisor, name: str) -> None:
    process = supervisor._running[name]
    process.kill()
    process.wait()


def test_a_part_behind_the_gate_is_started_again(supervisor: Supervisor, said: list[str]) -> None:
    before = supervisor._running["rasa"].pid
    end(supervisor, "rasa")
    supervisor.mend()
    assert supervisor._running["rasa"].pid != before
    assert supervisor._running["rasa"].poll() is None
    assert "starting it again" in said[0]


def test_a_part_that_keeps_ending_stays_down_and_the_gate_stays_up(supervisor: Supervisor, said: list[str]) -> None:
    for _ in range(6):
        end(supervisor, "rasa")
        supervisor.mend()
    assert "rasa" not in supervisor._running
    assert "stays down" in said[-1]
    assert supervisor._running["api"].poll() is None
    supervisor.mend()


def test_the_gates_end_is_the_end(supervisor: Supervisor) -> None:
    end(supervisor, "api")
    with pytest.raises(PartEnded):
        supervisor.mend()


def test_stopping_leaves_nothing_running(supervisor: Supervisor) -> None:
    processes = list(supervisor._running.values())
    supervisor.stop()
    time.sleep(0.05)
    assert all(process.poll() is not None for process in processes)
