"""Files that other systems pick up: whole or not there, and the same delivery always the same file."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from referrals.gateways.base import FILED, Delivered, Delivery, Outcome, Refused, TryAgain


def drop(folder: Path, name: str, content: bytes) -> Outcome:
    """Writes beside and renames, so that nobody reads half a file. A repetition replaces the same file. 0600: it holds health data."""
    beside = folder / f".{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(beside, content)
        beside.replace(folder / name)
        _settle(folder)
    except OSError as error:
        return TryAgain(type(error).__name__)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return Delivered(receipt=name)


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The new name too must outlive a power cut: the outbox will say that it was delivered."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def passed_over(delivery: Delivery) -> Outcome | None:
    """What a channel with content says at once: of a notice that it does not pass on, and of a delivery that lacks its content."""
    if delivery.notice not in FILED:
        return Delivered(receipt="in the staff pages only")
    return Refused("nothing to send") if delivery.content is None else None


def writable(folder: Path) -> list[str]:
    """What keeps files from being written there, in plain words."""
    here = folder
    while not here.exists() and here != here.parent:
        here = here.parent
    return [] if here.is_dir() and os.access(here, os.W_OK) else [f"{folder} cannot be written"]
