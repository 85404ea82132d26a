"""A fresh machine gets clear words when something is missing."""

import socket
import subprocess
from pathlib import Path

import pytest

from veiviser import bootstrap
from veiviser.ports import PortTaken, require_free


def test_a_missing_python_310_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.delenv("PYTHON310", raising=False)
    with pytest.raises(bootstrap.SetupError, match=r"Python 3\.10 was not found"):
        bootstrap.find_python_310("/bin/false")


def test_a_full_disk_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = bootstrap.shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _path: usage)
    monkeypatch.setattr(bootstrap, "APP", tmp_path)
    with pytest.raises(bootstrap.SetupError, match="disk is too full"):
        bootstrap.check_machine()


def test_a_failing_step_shows_what_it_printed() -> None:
    with pytest.raises(bootstrap.SetupError, match="trouble"):
        bootstrap.run(["sh", "-c", "echo trouble >&2; exit 3"], "the step")


def test_an_environment_is_rebuilt_only_when_its_lock_changed(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1")
    key = bootstrap.lock_key(lock)
    bootstrap.stamp(tmp_path).write_text(key)
    assert bootstrap.is_current(tmp_path, key)
    lock.write_text("a==2")
    assert not bootstrap.is_current(tmp_path, bootstrap.lock_key(lock))


def test_a_taken_port_is_named() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            require_free("127.0.0.1", port, "the test")


def test_locks_name_no_host() -> None:
    for lock in [*Path("requirements").glob("*.txt"), *Path("bot").glob("requirements*.txt")]:
        text = lock.read_text()
        assert "://" not in text, lock
        assert "--hash=sha256:" in text, lock


def test_the_launcher_runs_from_anywhere(tmp_path: Path) -> None:
    launcher = bootstrap.APP / "bin" / "veiviser"
    done = subprocess.run([str(launcher), "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "catalogue" in done.stdout
