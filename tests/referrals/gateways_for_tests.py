"""Channels that tests look into."""

from __future__ import annotations

from referrals.gateways.base import Delivered, Delivery, Outcome


class Recording:
    """Takes everything and remembers it; `outcomes` are given first, one a message."""

    name = "inbox"
    carries_content = False

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.seen: list[Delivery] = []

    def check_config(self) -> list[str]:
        return []

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        self.seen.append(delivery)
        return self.outcomes.pop(0) if self.outcomes else Delivered()
