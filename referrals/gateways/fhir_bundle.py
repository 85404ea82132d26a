"""A FHIR R4 bundle: ServiceRequest and Task, Patient, who sends it, the receiving organisation, and the consent given.

To a folder (file name from the delivery's id) or to a server as a transaction with conditional creates on our identifiers, so that a
repetition makes nothing twice. `fhir.resources` checks the shapes; it takes any word for a status, so those are checked here.
"""

from __future__ import annotations

import json
from typing import Any

import httpx
from fhir.resources.R4B.bundle import Bundle

from referrals.gateways.base import Delivered, Delivery, Outcome, Refused, TryAgain
from referrals.gateways.fhir_parts import resources
from referrals.gateways.files import drop, writable
from referrals.gateways.settings import GatewaySettings, secret_of
from referrals.gateways.webhook import by_status

_STATUS = {
    "ServiceRequest": {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"},
    "Task": {
        "draft",
        "requested",
        "received",
        "accepted",
        "rejected",
        "cancelled",
        "in-progress",
        "on-hold",
        "completed",
    },
    "Consent": {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"},
}
"""Of each value set, the words that we could ever mean."""
_SYSTEM = "urn:ietf:rfc:3986"


class FhirBundle:
    """See the module."""

    name = "fhir_bundle"
    carries_content = True

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway."""
        if not self._settings.fhir_url:
            return writable(self._settings.fhir_folder)
        return [] if self._settings.fhir_url.startswith("https://") else ["VEIVISER_FHIR_URL must begin with https://"]

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if delivery.content is None:
            return Refused("nothing to send")
        bundle = self.bundle(delivery)
        if dry_run:
            return Delivered(receipt=f"dry run, {len(bundle['entry'])} resources")
        if self._settings.fhir_url:
            return self._post(bundle)
        text = json.dumps(bundle, ensure_ascii=False, indent=1)
        return drop(self._settings.fhir_folder, f"{delivery.id}.json", text.encode())

    def bundle(self, delivery: Delivery) -> dict[str, Any]:
        """The bundle as JSON, checked. Raises pydantic.ValidationError or ValueError for one that is not FHIR."""
        kind = "transaction" if self._settings.fhir_url else "collection"
        found = resources(delivery, self._settings)
        bundle: dict[str, Any] = {
            "resourceType": "Bundle",
            "identifier": {"system": _SYSTEM, "value": f"urn:uuid:{_uuid(delivery.id)}"},
            "type": kind,
            "timestamp": delivery.created_at.isoformat(timespec="seconds"),
            "entry": [self._entry(resource, kind) for resource in found],
        }
        Bundle.model_validate(bundle)
        for resource in found:
            allowed = _STATUS.get(resource["resourceType"])
            if allowed is not None and resource["status"] not in allowed:
                raise ValueError(f"{resource['resourceType']}.status")
        return bundle

    def _entry(self, resource: dict[str, Any], kind: str) -> dict[str, Any]:
        entry: dict[str, Any] = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        if kind == "transaction":
            identifier = resource["identifier"][0]
            once = f"identifier={identifier['system']}|{identifier['value']}"
            entry["request"] = {"method": "POST", "url": resource["resourceType"], "ifNoneExist": once}
        return entry

    def _post(self, bundle: dict[str, Any]) -> Outcome:
        token = secret_of(self._settings.fhir_token_file)
        headers = {"Content-Type": "application/fhir+json", **({"Authorization": f"Bearer {token}"} if token else {})}
        try:
            with httpx.Client(
                timeout=self._settings.webhook_timeout, follow_redirects=False, trust_env=False
            ) as client:
                return by_status(client.post(self._settings.fhir_url, content=json.dumps(bundle), headers=headers))
        except httpx.HTTPError as error:
            return TryAgain(type(error).__name__)


def _uuid(hex_id: str) -> str:
    return f"{hex_id[:8]}-{hex_id[8:12]}-{hex_id[12:16]}-{hex_id[16:20]}-{hex_id[20:]}"
