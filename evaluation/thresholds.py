"""The promises of thresholds.yaml, and what breaks them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from evaluation.figures import LOW_IS_GOOD

FILE = Path(__file__).parent / "thresholds.yaml"


def load_thresholds(path: Path = FILE) -> dict[str, float]:
    """Figure -> the worst value that is still accepted."""
    return {str(name): float(value) for name, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


def broken(figures: Mapping[str, float], thresholds: Mapping[str, float]) -> list[str]:
    """What is worse than promised, in words. A threshold whose figure was not measured is broken too."""
    found = []
    for name, limit in thresholds.items():
        value = figures.get(name)
        if value is None:
            found.append(f"{name}: not measured")
        elif (value > limit) if name in LOW_IS_GOOD else (value < limit):
            found.append(f"{name}: {value:.3f}, {'at most' if name in LOW_IS_GOOD else 'at least'} {limit} is promised")
    return found
