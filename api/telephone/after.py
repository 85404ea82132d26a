"""Where calls go when they have ended here. The exchange asks for it by the UUID that it gave the call (docs/telephone.md)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from uuid import UUID

from voice.telephone.agi import Question

_KEPT_SECONDS, _MOST = 60.0, 1_000


class AfterCalls:
    """Answers for one minute.

    `transfers`: extensions by municipality, under `default` for all others. `ready`: whether calls are taken.
    """

    def __init__(
        self,
        transfers: Mapping[str, str],
        ready: Callable[[], bool] = lambda: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._transfers, self._ready, self._clock = transfers, ready, clock
        self._known: dict[UUID, tuple[float, str]] = {}

    @property
    def any(self) -> bool:
        """Whether there is a person anywhere to put callers through to."""
        return bool(self._transfers)

    def target(self, municipality: str | None) -> str:
        """The extension of a place; empty when none is set."""
        return self._transfers.get(municipality or "default") or self._transfers.get("default", "")

    def put_through(self, call: UUID, municipality: str | None) -> None:
        """The call is to go on to the people of its place."""
        now = self._clock()
        kept = {known: item for known, item in self._known.items() if now - item[0] < _KEPT_SECONDS}
        if len(kept) < _MOST:
            kept[call] = (now, self.target(municipality))
        self._known = kept

    def answer(self, question: Question) -> Mapping[str, str]:
        """`ready`: whether we take calls. `after`: the extension to go on with, once; empty means to hang up."""
        if question.what == "ready":
            return {"VEIVISER_READY": "1" if self._ready() else "0"}
        if question.what != "after" or question.call is None:
            return {}
        put, target = self._known.pop(question.call, (0.0, ""))
        return {"VEIVISER_TRANSFER": target if self._clock() - put < _KEPT_SECONDS else ""}
