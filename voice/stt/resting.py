"""A model that is loaded when it is first needed and given back when nobody has used it for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, TypeVar

Model = TypeVar("Model")


class Resting(Generic[Model]):
    """Holds one model. Uses from several threads wait for each other: two at once on the same cores gain nothing."""

    def __init__(self, load: Callable[[], Model]) -> None:
        self._load = load
        self._model: Model | None = None
        self._used = 0.0
        self._lock = Lock()

    @contextmanager
    def awake(self) -> Iterator[Model]:
        """The model, loaded if need be, for as long as the block lasts. Raises what loading raises."""
        with self._lock:
            if self._model is None:
                self._model = self._load()
            try:
                yield self._model
            finally:
                self._used = time.monotonic()

    def unload_idle(self, seconds: float) -> bool:
        """Gives the memory back when the model was not used for so long. True when it did."""
        if not self._lock.acquire(blocking=False):  # it is at work
            return False
        try:
            if self._model is None or time.monotonic() - self._used < seconds:
                return False
            self._model = None
            return True
        finally:
            self._lock.release()
