"""For trying: writes what would be sent into a folder, readable, and sends nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused
from referrals.gateways.email_notice import EmailNotice
from referrals.gateways.files import drop, writable
from referrals.gateways.notice import notice_words
from referrals.gateways.pdf import PdfDocument
from referrals.gateways.settings import GatewaySettings

_NOBODY = {"smtp_sender": "veiviser@localhost"}


class Demo:
    """Three files a delivery: the e-mail without content (`.eml`), what carries content (`.json`), the paper (`.pdf`)."""

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
        files = self._files(delivery)
        if dry_run:
            return Delivered(receipt=f"dry run, {sum(map(len, files.values()))} bytes")
        for ending, content in files.items():
            outcome = drop(self._settings.demo_folder, f"{delivery.id}.{ending}", content)
            if not isinstance(outcome, Delivered):
                return outcome
        return Delivered(receipt=delivery.id)

    def _files(self, delivery: Delivery) -> dict[str, bytes]:
        settings = self._settings
        unit = replace(delivery.unit, email=delivery.unit.email or "enhet@localhost")
        sender = settings if settings.smtp_sender else settings.model_copy(update=_NOBODY)
        content = delivery.content.model_dump(mode="json", exclude_none=True) if delivery.content else None
        words = notice_words(delivery, settings.staff_url)
        shown = {"to": unit.name, "subject": words.subject, "body": words.body.splitlines(), "content": content}
        return {
            "json": json.dumps(shown, ensure_ascii=False, indent=1).encode(),
            "eml": EmailNotice(sender).message(replace(delivery, unit=unit)).as_bytes(),
            "pdf": PdfDocument(settings.pdf_font).render(delivery, delivery.unit_language),
        }
