"""Sets up both environments on a fresh machine. Standard library only: it runs before anything is installed.

    python3 veiviser/bootstrap.py [--dev]

`.venv` holds the app (Python 3.11+), `bot/.venv` Rasa (Python 3.10, the last it runs on). Each is built from its lock with hashes
and left alone while the lock is unchanged.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APP, RASA = ROOT / ".venv", ROOT / "bot" / ".venv"
_NEEDED_BYTES = 5 * 1024**3
_PYTHON_310 = """Python 3.10 was not found. Rasa 3.6.21 runs on no newer one. Get it in one of these ways, then try again:
  Debian/Ubuntu:  apt-get install python3.10 python3.10-venv   (where the release has it)
  pyenv:          pyenv install 3.10
  uv:             uv python install 3.10
or name it: PYTHON310=/path/to/python3.10 make run"""


class SetupError(Exception):
    """Something a person must mend; the message says how."""


def say(text: str) -> None:
    """One line of progress."""
    print(f"[set-up] {text}", flush=True)


def run(command: list[str], what: str) -> None:
    """Runs a command, shows how long it took, raises SetupError with its output when it fails."""
    began = time.monotonic()
    say(f"{what} ...")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(f"{what} failed:\n{(done.stderr or done.stdout)[-3000:]}")
    say(f"{what}: {time.monotonic() - began:.0f} s")


def check_machine() -> None:
    """Python new enough, room on the disk."""
    if sys.version_info < (3, 11):
        raise SetupError(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    free = shutil.disk_usage(ROOT).free
    if free < _NEEDED_BYTES and not (stamp(RASA).exists() and stamp(APP).exists()):
        raise SetupError(
            f"The disk is too full: {free / 1e9:.1f} GB free, about 5 GB are needed for both environments."
        )


def stamp(environment: Path) -> Path:
    """The file that remembers which lock an environment was built from."""
    return environment / ".veiviser-lock"


def lock_key(*locks: Path) -> str:
    """Digest of the locks."""
    return hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()


def is_current(environment: Path, key: str) -> bool:
    """True when the environment was built from exactly these locks."""
    return stamp(environment).exists() and stamp(environment).read_text() == key


def find_uv() -> str:
    """uv, installed into the app's environment when it is nowhere else."""
    own = APP / "bin" / "uv"
    if not own.exists():
        if not (APP / "bin" / "python").exists():
            run([sys.executable, "-m", "venv", str(APP)], "creating .venv")
        run([str(APP / "bin" / "python"), "-m", "ensurepip", "--upgrade"], "preparing pip")
        pip = [str(APP / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes"]
        run([*pip, "-r", "requirements/bootstrap.txt"], "installing uv")
    return str(own)


def set_up_app(uv: str, dev: bool) -> None:
    """The app's environment, with the tools of the tests when `dev`."""
    locks = [ROOT / "requirements" / "app.txt", ROOT / "requirements" / "bootstrap.txt"]
    locks += [ROOT / "requirements" / "dev.txt"] if dev else []
    key = lock_key(*locks, ROOT / "pyproject.toml")
    wider = lock_key(*locks[:2], ROOT / "requirements" / "dev.txt", ROOT / "pyproject.toml")
    if is_current(APP, key) or is_current(APP, wider):
        return
    python = str(APP / "bin" / "python")
    names = [argument for lock in locks for argument in ("-r", str(lock.relative_to(ROOT)))]
    run([uv, "pip", "install", "--python", python, "--require-hashes", *names], "installing the app's packages")
    (APP / "lib").mkdir(exist_ok=True)
    write_launcher()
    stamp(APP).write_text(key)


def write_launcher() -> None:
    """`.venv/bin/veiviser`, running from the checkout: nothing of ours is copied into the environment."""
    launcher = APP / "bin" / "veiviser"
    launcher.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}${{PYTHONPATH:+:$PYTHONPATH}}" exec "{APP}/bin/python" -m veiviser "$@"\n'
    )
    launcher.chmod(0o755)


def _pyenv_python() -> str | None:
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(root.glob("3.10.*/bin/python3.10"), reverse=True)
    return str(found[0]) if found else None


def find_python_310(uv: str) -> str:
    """A Python 3.10: named, on the path, of pyenv, or one that uv has or can fetch. Raises SetupError."""
    for candidate in (os.environ.get("PYTHON310"), shutil.which("python3.10"), _pyenv_python()):
        if (
            candidate
            and subprocess.run([candidate, "-c", "import venv"], capture_output=True, check=False).returncode == 0
        ):
            return candidate
    for command in ([uv, "python", "find", "3.10"], [uv, "python", "install", "3.10"], [uv, "python", "find", "3.10"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0 and command[2] == "find":
            return done.stdout.strip()
    raise SetupError(_PYTHON_310)


def set_up_rasa(uv: str, dev: bool) -> None:
    """Rasa's environment."""
    locks = [ROOT / "bot" / "requirements.txt"] + ([ROOT / "bot" / "requirements-dev.txt"] if dev else [])
    key = lock_key(*locks)
    wider = lock_key(ROOT / "bot" / "requirements.txt", ROOT / "bot" / "requirements-dev.txt")
    if is_current(RASA, key) or is_current(RASA, wider):
        return
    if not (RASA / "bin" / "python").exists():
        run([uv, "venv", "--quiet", "--python", find_python_310(uv), str(RASA)], "creating bot/.venv")
    names = [argument for lock in locks for argument in ("-r", str(lock.relative_to(ROOT)))]
    python = str(RASA / "bin" / "python")
    run([uv, "pip", "install", "--python", python, "--require-hashes", *names], "installing Rasa (about 1 GB, once)")
    stamp(RASA).write_text(key)


def main() -> int:
    """Sets up what is missing. 0 on success, 1 with a message that says what to do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what the tests need")
    dev = parser.parse_args().dev
    try:
        check_machine()
        uv = find_uv()
        set_up_app(uv, dev)
        set_up_rasa(uv, dev)
    except SetupError as error:
        print(f"[set-up] {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"[set-up] The machine said: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
