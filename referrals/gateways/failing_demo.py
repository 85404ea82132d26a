"""For trying the dead letters: does what a script says, one word a try, and sends nothing."""

from __future__ import annotations

import time

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.settings import GatewaySettings

_WORDS = frozenset({"ok", "again", "refuse", "hang"})
_HANGS_SECONDS = 5.0


class FailingDemo:
    """`again,again,ok` fails twice and then delivers. The attempt's number chooses the word, so that it holds over restarts."""

    name = "failing_demo"
    carries_content = False

    def __init__(self, settings: GatewaySettings) -> None:
        self._script = [word.strip() for word in settings.demo_script.split(",")]
        self._development = settings.environment == "development"

    def check_config(self) -> list[str]:
        """See Gateway."""
        faults = [] if self._development else ["the failing demo channel is for development"]
        unknown = sorted(set(self._script) - _WORDS)
        return faults + ([f"VEIVISER_DEMO_SCRIPT: unknown {', '.join(unknown)}"] if unknown else [])

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return Refused(faults[0])
        if dry_run:
            return Delivered(receipt="dry run")
        word = self._script[min(delivery.attempt, len(self._script)) - 1]
        if word == "hang":
            time.sleep(_HANGS_SECONDS)
        outcomes: dict[str, Outcome] = {"ok": Delivered(receipt="demo"), "refuse": Refused("the script says so")}
        return outcomes.get(word, TryAgain("the script says so"))
