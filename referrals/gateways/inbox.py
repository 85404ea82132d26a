"""The staff pages of this installation: what is stored is there. Nothing leaves the house."""

from __future__ import annotations

from referrals.gateways.base import Delivered, Delivery, Outcome
from referrals.gateways.settings import GatewaySettings


class InboxGateway:
    """Delivered as soon as it is asked."""

    name = "inbox"
    carries_content = False

    def __init__(self, settings: GatewaySettings) -> None:
        del settings

    def check_config(self) -> list[str]:
        """Needs nothing."""
        return []

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        del dry_run
        return Delivered(receipt=delivery.referral_id)
