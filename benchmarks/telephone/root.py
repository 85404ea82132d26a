"""Where an Asterisk can be had: installed, or in a Debian of its own below a folder (Asterisk is in no stable release of Debian)."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.sides import NotReady

ROOT = Path(os.environ.get("VEIVISER_ASTERISK_ROOT", Path(tempfile.gettempdir()) / "veiviser-asterisk"))
"""The folder of that Debian. 600 MB."""
_SECONDS = 900


def has_asterisk(root: Path = ROOT) -> bool:
    """Whether an Asterisk is installed, or lies below `root` and may be used."""
    return shutil.which("asterisk") is not None or ((root / "usr/sbin/asterisk").exists() and os.geteuid() == 0)


def prefix_of(root: Path = ROOT) -> list[str]:
    """What stands before its commands."""
    return [] if shutil.which("asterisk") else ["chroot", str(root)]


def make_root(say: Callable[[str], None], root: Path = ROOT) -> None:
    """A minimal Debian sid with Asterisk, when there is none yet: about a minute. Raises NotReady."""
    if has_asterisk(root):
        return
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise NotReady("there is no Asterisk; to set one up, be root and install Debian's package debootstrap")
    if root.exists():
        raise NotReady(f"{root} holds no Asterisk: remove it first")
    say(f"setting up Debian sid with Asterisk in {root} ...")
    install = ["chroot", str(root), "apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    for command in (
        ["debootstrap", "--variant=minbase", "sid", str(root)],
        [*install, "asterisk", "asterisk-modules"],
    ):
        done = subprocess.run(
            command,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode != 0:
            raise NotReady(f"{command[0]} failed: {(done.stderr or done.stdout)[-500:]}")
