"""How many turns are in flight in this process. Above the limit a person hears so at once, with another way to get help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Gauge

from api.problems import Problem

_RETRY_AFTER = 3


class Capacity:
    """A counter with a ceiling."""

    def __init__(self, ceiling: int, gauge: Gauge) -> None:
        self._ceiling = ceiling
        self._gauge = gauge
        self._taken = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Takes one place. Raises Problem `many-ask-now` when there is none."""
        if self._taken >= self._ceiling:
            raise Problem("many-ask-now", retry_after=_RETRY_AFTER)
        self._taken += 1
        self._gauge.set(self._taken)
        try:
            yield
        finally:
            self._taken -= 1
            self._gauge.set(self._taken)
