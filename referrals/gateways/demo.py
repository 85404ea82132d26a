"""For trying: writes what would be sent into a folder, readable, and sends nothing."""

from __future__ import annotations

import json

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused
from referrals.gateways.files import drop, writable
from referrals.gateways.notice import notice_words
from referrals.gateways.settings import GatewaySettings


class Demo:
    """The notice as text and, as JSON, what a channel with content would carry."""

    name = "demo"
    carries_content = True

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway. Never in production: its files are for eyes."""
        if self._settings.environment != "development":
            return ["the demo channel is for development"]
        return writable(self._settings.demo_folder)

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return Refused(faults[0])
        words = notice_words(delivery, self._settings.staff_url)
        content = delivery.content.model_dump(mode="json", exclude_none=True) if delivery.content else None
        shown = {
            "to": delivery.unit.name,
            "subject": words.subject,
            "body": words.body.splitlines(),
            "content": content,
        }
        text = json.dumps(shown, ensure_ascii=False, indent=1)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(text)} characters")
        return drop(self._settings.demo_folder, f"{delivery.id}.json", text.encode())
