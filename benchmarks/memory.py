"""What processes weigh, and how long they have worked.

RSS counts a shared page in every process; PSS counts it once, divided among those that share it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Weight:
    """Megabytes of some processes together."""

    rss: float
    pss: float
    processes: int


def weigh(pids: Iterable[int]) -> Weight:
    """The processes `pids` and all that they started, each counted once."""
    every = {pid for root in pids for pid in tree(root)}
    parts = [_rollup(pid) for pid in every]
    return Weight(sum(part[0] for part in parts), sum(part[1] for part in parts), len(every))


def tree(root: int) -> list[int]:
    """A process and its descendants, as they are now."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += [int(child) for child in _read(children).split()]
    return found


def _rollup(pid: int) -> tuple[float, float]:
    fields = {}
    for row in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        name, _, value = row.partition(":")
        if name in ("Rss", "Pss"):
            fields[name] = int(value.split()[0]) / 1024
    return fields.get("Rss", 0.0), fields.get("Pss", 0.0)


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""


def worked(pids: Iterable[int]) -> float:
    """Seconds of processor time that these processes have used until now, with those that they started."""
    fields = [_read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split() for root in pids for pid in tree(root)]
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / os.sysconf("SC_CLK_TCK")
