"""An Asterisk with the shipped dialplan, on ports of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

from benchmarks.sides import NotReady
from benchmarks.telephone.root import ROOT, prefix_of
from veiviser.paths import ROOT as HOUSE
from voice.audio import Sound, read_wav

ETC = Path(__file__).parent / "etc"
_DIALPLAN = HOUSE / "docs" / "telephone" / "extensions.conf"
_HERE = f"veiviser-bench-{os.getpid()}"
"""A folder of this process: two runs at once must not take each other's configuration away."""
_SECONDS = 30
_EMPTY = ("cdr", "cel", "features", "acl", "udptl", "ccss", "indications", "pjproject")
"""Files that Asterisk misses loudly."""


class Asterisk:
    """`folder`: its configuration, log and recordings, seen from outside."""

    def __init__(self, folder: Path, prefix: list[str], inside: str) -> None:
        self.folder, self._prefix, self._inside = folder, prefix, inside

    def command(self, *words: str) -> list[str]:
        """A call of its program."""
        return [*self._prefix, "asterisk", "-C", f"{self._inside}/asterisk.conf", *words]

    def log(self) -> str:
        """What it wrote so far."""
        return (self.folder / "full").read_text(encoding="utf-8", errors="replace")

    def reached(self) -> list[str]:
        """The extensions of people that calls went to, in order."""
        lines = [line for line in self.log().splitlines() if "@veiviser-person:1]" in line]
        return [line.partition("Executing [")[2].partition("@")[0] for line in lines]

    def calls(self) -> int:
        """How many calls are over and recorded."""
        return self.log().count("End MixMonitor Recording")

    def wait_for_calls(self, count: int) -> None:
        """Until so many are. Raises NotReady."""
        deadline = time.monotonic() + _SECONDS
        while self.calls() < count:
            if time.monotonic() > deadline:
                raise NotReady("the call was not recorded")
            time.sleep(0.1)

    def recording(self, name: str) -> Sound:
        """What the caller sent (`heard`) or got (`said`) in the last call; both begin at the same moment."""
        return read_wav((self.folder / f"{name}.wav").read_bytes())


def _modules(root: Path) -> str:
    found = next(root.glob("usr/lib/*/asterisk/modules"), root / "usr/lib/asterisk/modules")
    return "/" + str(found.relative_to(root))


def _configure(values: dict[str, str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "keys").mkdir(parents=True)
    for name in _EMPTY:
        (folder / f"{name}.conf").touch()
    for file in ETC.glob("*.conf"):
        text = file.read_text(encoding="utf-8")
        plain = Template(text).safe_substitute(values)
        (folder / file.name).write_text(plain, encoding="utf-8")
    shutil.copy(_DIALPLAN, folder / "veiviser.conf")


@contextmanager
def running_asterisk(sip: int, sound: int, ask: int, native: Path, root: Path = ROOT) -> Iterator[Asterisk]:
    """Started with the gate's two ports, and stopped whatever happens. Raises NotReady.

    `native`: its folder where no chroot is needed.
    """
    prefix = prefix_of(root)
    folder, inside = (root / _HERE, f"/{_HERE}") if prefix else (native, str(native))
    ports = {"sip": str(sip), "sound": str(sound), "ask": str(ask)}
    _configure({"here": inside, "modules": _modules(root if prefix else Path("/")), **ports}, folder)
    asterisk = Asterisk(folder, prefix, inside)
    with (folder / "console").open("wb") as console:
        process = subprocess.Popen(asterisk.command("-f", "-n", "-vvv"), stdout=console, stderr=subprocess.STDOUT)
        try:
            _wait(asterisk, process)
            yield asterisk
        finally:
            process.terminate()
            try:
                process.wait(timeout=_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _wait(asterisk: Asterisk, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if (asterisk.folder / "full").exists() and "Asterisk Ready" in asterisk.log():
            return
        time.sleep(0.1)
    raise NotReady("Asterisk did not start")
