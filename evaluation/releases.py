"""Figures of earlier releases (releases/*.json), so that a report can say what became better and worse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "releases"


@dataclass(frozen=True)
class Release:
    """The figures of a release, when they were measured (RFC 3339), and which questions and dialogues failed (ids)."""

    name: str
    measured: str
    figures: dict[str, float]
    failed: list[str]


def last_release(folder: Path = FOLDER) -> Release | None:
    """The release measured last; None before the first."""
    kept = [Release(**json.loads(path.read_text(encoding="utf-8"))) for path in folder.glob("*.json")]
    return max(kept, key=lambda release: release.measured, default=None)


def keep(name: str, figures: Mapping[str, float], failed: list[str], folder: Path = FOLDER) -> Path:
    """Writes the figures as those of the release `name`. Returns the file."""
    folder.mkdir(exist_ok=True)
    measured = datetime.now(UTC).isoformat(timespec="seconds")
    kept = {"name": name, "measured": measured, "figures": dict(figures), "failed": failed}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
