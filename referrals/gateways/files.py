"""Files that other systems pick up: whole or not there, and the same delivery always the same file."""

from __future__ import annotations

import os
from pathlib import Path

from referrals.gateways.base import Delivered, Outcome, TryAgain


def drop(folder: Path, name: str, content: bytes) -> Outcome:
    """Writes beside and renames, so that nobody reads half a file. A repetition replaces the same file. 0600: it holds health data."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = folder / f".{name}.part"
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / name)
    except OSError as error:
        return TryAgain(type(error).__name__)
    return Delivered(receipt=name)


def writable(folder: Path) -> list[str]:
    """What keeps files from being written there, in plain words."""
    here = folder
    while not here.exists() and here != here.parent:
        here = here.parent
    return [] if here.is_dir() and os.access(here, os.W_OK) else [f"{folder} cannot be written"]
