"""How far a share may be trusted: bootstrap intervals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

_RESAMPLES = 1000
_SEED = 20180101
"""Fixed: the same answers give the same report."""


@dataclass(frozen=True)
class Share:
    """The mean of `n` values (0..1) and its 95 % percentile bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """`0.83 (0.75–0.90)`."""
        return f"{self.mean:.2f} ({self.low:.2f}–{self.high:.2f})"


def share(values: Sequence[float]) -> Share | None:
    """Mean and interval; None where there is nothing to count."""
    if not values:
        return None
    chance = random.Random(_SEED)
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return Share(fmean(values), means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES) - 1], len(values))
