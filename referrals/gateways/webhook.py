"""A signed call to another system: Standard Webhooks over a CloudEvents 1.0 envelope. `webhook-id` is the delivery's id."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from standardwebhooks.webhooks import EmptyWebhookSecretError
from standardwebhooks.webhooks import Webhook as Signer

from referrals.gateways.addresses import Forbidden, checked_target, networks
from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.calls import Call, post
from referrals.gateways.settings import GatewaySettings, secret_of

_SOURCE = "urn:veiviser:referrals"


class _Unready(ValueError):
    """The unit's own settings lack something. The text holds none of them."""


class Webhook:
    """One POST: reference, kind, term. The referral itself goes along where both the installation and the unit say so."""

    name = "webhook"

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    @property
    def carries_content(self) -> bool:
        """See Gateway."""
        return self._settings.webhook_content

    def check_config(self) -> list[str]:
        """See Gateway. Address and secret are each unit's own (local/units.yaml); they are checked at delivery."""
        settings, faults = self._settings, []
        try:
            networks(settings.webhook_networks)
        except ValueError:
            faults.append("VEIVISER_WEBHOOK_NETWORKS must be networks such as 10.1.0.0/16, separated by commas")
        if settings.webhook_ca_file and not settings.webhook_ca_file.is_file():
            faults.append("VEIVISER_WEBHOOK_CA_FILE is not there")
        return faults

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return TryAgain(f"not set up: {faults[0]}")
        try:
            call = self._call(delivery)
        except (Forbidden, _Unready) as error:
            return Refused(str(error))
        except OSError as error:
            return TryAgain(type(error).__name__)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(call.body)} bytes")
        return post(call, self._settings.webhook_timeout, self._settings.webhook_ca_file)

    def _call(self, delivery: Delivery) -> Call:
        """Raises _Unready, Forbidden, and OSError when the name is unknown."""
        secrets = signing_secrets(delivery.unit.webhook_secret_file)
        if not delivery.unit.webhook_url or not secrets:
            raise _Unready("the unit has no webhook address or secret")
        body = json.dumps(self.event(delivery), ensure_ascii=False, separators=(",", ":"))
        try:
            headers = signed_headers(delivery.id, body, secrets)
        except (ValueError, EmptyWebhookSecretError) as error:
            raise _Unready("a webhook secret of the unit is not base64") from error
        target = checked_target(delivery.unit.webhook_url, self._settings.webhook_networks)
        return Call(target.url, body.encode(), {**headers, "host": target.header}, target.host)

    def event(self, delivery: Delivery) -> dict[str, Any]:
        """The CloudEvents envelope, structured JSON."""
        data: dict[str, Any] = {
            "reference": delivery.reference,
            "kind": delivery.kind,
            "unit": delivery.unit.id,
            "due_at": delivery.due_at.astimezone(UTC).isoformat() if delivery.due_at else None,
        }
        if delivery.content is not None and self.carries_content and delivery.unit.webhook_content:
            data["referral"] = delivery.content.model_dump(mode="json", exclude_none=True)
        return {
            "specversion": "1.0",
            "id": delivery.id,
            "source": _SOURCE,
            "type": f"no.veiviser.referral.{delivery.notice}.v1",
            "subject": delivery.reference,
            "time": delivery.created_at.astimezone(UTC).isoformat(),
            "datacontenttype": "application/json",
            "data": data,
        }


def signing_secrets(path: str | None) -> list[str]:
    """The secrets of a file, one a line, newest first: all sign, so that a receiver can change over in its own time."""
    found = secret_of(Path(path)) if path else None
    return found.split() if found else []


def signed_headers(message_id: str, body: str, secrets: list[str]) -> dict[str, str]:
    """The headers of Standard Webhooks, with a signature for each secret."""
    at = datetime.now(UTC)
    signatures = [Signer(secret).sign(message_id, at, body) for secret in secrets]
    return {
        "content-type": "application/cloudevents+json; charset=utf-8",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
