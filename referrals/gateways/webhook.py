"""A signed call to another system: Standard Webhooks over a CloudEvents 1.0 envelope. `webhook-id` is the delivery's id."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from standardwebhooks.webhooks import Webhook as Signer

from referrals.gateways.addresses import Forbidden, checked_target
from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.settings import GatewaySettings, secret_of

_LATER = frozenset({408, 409, 425, 429})
_SOURCE = "urn:veiviser:referrals"


class Webhook:
    """One POST. Whether the referral itself goes along is a setting; without it: reference, kind, term."""

    name = "webhook"

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    @property
    def carries_content(self) -> bool:
        """See Gateway."""
        return self._settings.webhook_content

    def check_config(self) -> list[str]:
        """Address and secret are each unit's own (local/units.yaml); they are checked at delivery."""
        return []

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        secrets = signing_secrets(delivery.unit.webhook_secret_file)
        if not delivery.unit.webhook_url or not secrets:
            return Refused("the unit has no webhook address or secret")
        body = json.dumps(self.event(delivery), ensure_ascii=False, separators=(",", ":"))
        headers = signed_headers(delivery.id, body, secrets)
        try:
            target = checked_target(delivery.unit.webhook_url, self._settings.webhook_networks)
        except Forbidden as error:
            return Refused(str(error))
        except OSError as error:
            return TryAgain(type(error).__name__)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(body)} characters")
        try:
            with httpx.Client(
                timeout=self._settings.webhook_timeout, follow_redirects=False, trust_env=False
            ) as client:
                response = client.post(
                    target.url,
                    content=body.encode(),
                    headers={**headers, "host": target.header},
                    extensions={"sni_hostname": target.host},
                )
        except httpx.HTTPError as error:
            return TryAgain(type(error).__name__)
        return by_status(response)

    def event(self, delivery: Delivery) -> dict[str, Any]:
        """The CloudEvents envelope, structured JSON."""
        data: dict[str, Any] = {
            "reference": delivery.reference,
            "kind": delivery.kind,
            "unit": delivery.unit.id,
            "due_at": delivery.due_at.astimezone(UTC).isoformat() if delivery.due_at else None,
        }
        if delivery.content is not None and self.carries_content:
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


def by_status(response: httpx.Response) -> Outcome:
    """2xx is delivered; what passes by itself is tried again, with the wait that the receiver asks for; the rest is refused."""
    code = response.status_code
    if response.is_success:
        return Delivered(receipt=f"HTTP {code}")
    if code in _LATER or code >= 500:
        wait = response.headers.get("retry-after", "")
        return TryAgain(f"HTTP {code}", float(wait) if wait.isdecimal() else None)
    return Refused(f"HTTP {code}")
