"""Percentiles and memory, as the reports print them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(action: Callable[[], object]) -> float:
    """How long a call takes."""
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def line(name: str, values: Sequence[float]) -> str:
    """`name  p50 1.2 ms  p95 3.4 ms  max 5.6 ms  n 200`."""
    p50, p95 = percentile(values, 0.5), percentile(values, 0.95)
    return f"{name:44s} p50 {p50:7.1f} ms  p95 {p95:7.1f} ms  max {max(values):7.1f} ms  n {len(values)}"


def resident_megabytes(command_part: str) -> dict[str, float]:
    """Resident memory (MB) of every process whose command line contains `command_part`, by pid and command."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()
            status = (folder / "status").read_text()
        except OSError:
            continue
        if command_part in command and "VmRSS" in status:
            kilobytes = int(status.split("VmRSS:")[1].split()[0])
            found[f"{folder.name} {command[:70]}"] = kilobytes / 1024
    return found
