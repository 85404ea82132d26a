"""All channels by name. A channel's libraries are imported when the first message goes over it, and not before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from referrals.gateways.base import Gateway
from referrals.gateways.settings import GatewaySettings


@dataclass(frozen=True)
class Entry:
    """Where a channel's class lies."""

    module: str
    name: str


CHANNELS: dict[str, Entry] = {
    "inbox": Entry("referrals.gateways.inbox", "InboxGateway"),
    "email_notice": Entry("referrals.gateways.email_notice", "EmailNotice"),
    "webhook": Entry("referrals.gateways.webhook", "Webhook"),
    "fhir_bundle": Entry("referrals.gateways.fhir_bundle", "FhirBundle"),
    "dialogmelding": Entry("referrals.gateways.dialogmelding", "Dialogmelding"),
    "pdf": Entry("referrals.gateways.pdf", "PdfFolder"),
    "demo": Entry("referrals.gateways.demo", "Demo"),
    "failing_demo": Entry("referrals.gateways.failing_demo", "FailingDemo"),
}


class Gateways(Mapping[str, Gateway]):
    """The channels over one set of settings, each made once."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._made: dict[str, Gateway] = {}

    def __getitem__(self, name: str) -> Gateway:
        if name not in self._made:
            entry = CHANNELS[name]
            made = getattr(import_module(entry.module), entry.name)
            self._made[name] = cast(Gateway, made(self._settings))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(CHANNELS)

    def __len__(self) -> int:
        return len(CHANNELS)
