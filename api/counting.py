"""Rate limits counted in this process: the same sliding windows as `limits` counts in a shared store.

Its own store in memory goes through everything that it counts at every request, to forget what is over. Here a window that is over is
forgotten whole (docs/decisions/0017).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor, inf

from limits import RateLimitItem, WindowStats


@dataclass
class _Window:
    """Counts of the window that runs and of the one before it, by key."""

    number: int = -1
    now: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)

    def move_to(self, number: int) -> None:
        if number != self.number:
            self.before = self.now if number == self.number + 1 else {}
            self.now, self.number = {}, number


class CountsInMemory:
    """As `limits.aio.strategies.SlidingWindowCounterRateLimiter`, for one process. Belongs to one loop."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._windows: dict[int, _Window] = {}

    async def hit(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Counts one, unless that would be one too many."""
        key, (window, left, _) = item.key_for(*identifiers), self._at(item)
        if self._weighed(window, key, left) + 1 > item.amount:
            return False
        window.now[key] = window.now.get(key, 0) + 1
        return True

    async def test(self, item: RateLimitItem, *identifiers: str) -> bool:
        """Whether one more would be counted."""
        window, left, _ = self._at(item)
        return self._weighed(window, item.key_for(*identifiers), left) + 1 <= item.amount

    async def get_window_stats(self, item: RateLimitItem, *identifiers: str) -> WindowStats:
        """When there is room for one more, and for how many there is room now."""
        key, (window, left, at) = item.key_for(*identifiers), self._at(item)
        length, before, now = item.get_expiry(), window.before.get(key, 0), window.now.get(key, 0)
        waits = (left * length % (length / before) if before else inf, left * length if now else inf)
        room = max(0, item.amount - self._weighed(window, key, left))
        return WindowStats(at + min(waits) if before or now else at, room)

    def _at(self, item: RateLimitItem) -> tuple[_Window, float, float]:
        """The window that runs, the share of it that is left, and the time."""
        at, length = self._clock(), item.get_expiry()
        window = self._windows.setdefault(length, _Window())
        window.move_to(int(at // length))
        return window, 1 - at / length % 1, at

    @staticmethod
    def _weighed(window: _Window, key: str, left: float) -> int:
        """What counts: of the window before as much as still lies within one window's length from now."""
        return floor(window.before.get(key, 0) * left + window.now.get(key, 0))
