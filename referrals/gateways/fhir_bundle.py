"""A FHIR R4 bundle: ServiceRequest and Task, Patient, who sends it, the receiving organisation, and the consent given.

To a folder (file name from the delivery's id) or to a server as a transaction with conditional creates and updates on our
identifiers, so that a repetition makes nothing twice. `fhir.resources` checks the shapes; it takes any word for a code, so those are
checked here.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from fhir.resources.R4B.bundle import Bundle

from referrals.gateways.addresses import is_loopback
from referrals.gateways.base import Delivered, Delivery, Outcome, TryAgain
from referrals.gateways.calls import Call, post
from referrals.gateways.fhir_parts import resources
from referrals.gateways.files import drop, passed_over, writable
from referrals.gateways.settings import GatewaySettings, secret_of

_CODES = {
    "ServiceRequest": {"status": {"active", "revoked"}, "intent": {"order", "proposal"}},
    "Task": {"status": {"requested", "cancelled"}, "intent": {"order"}},
    "Consent": {"status": {"active"}},
}
"""Of each value set of FHIR, the words that we ever mean."""
_REPLACED: dict[str, tuple[str, ...]] = {"redirected": ("ServiceRequest",), "withdrawn": ("ServiceRequest", "Task")}
"""What a later notice changes on a server: by conditional update, since a conditional create leaves what is there as it is."""
_SYSTEM = "urn:ietf:rfc:3986"


class FhirBundle:
    """See the module."""

    name = "fhir_bundle"
    carries_content = True

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings

    def check_config(self) -> list[str]:
        """See Gateway."""
        settings, faults = self._settings, []
        if not settings.fhir_url:
            return writable(settings.fhir_folder)
        here = settings.environment == "development" and is_loopback(urlsplit(settings.fhir_url).hostname or "")
        if not settings.fhir_url.startswith(("https://", "http://") if here else "https://"):
            faults.append(
                "VEIVISER_FHIR_URL must begin with https:// (http:// is taken on loopback in development only)"
            )
        if settings.fhir_token_file and secret_of(settings.fhir_token_file) is None:
            faults.append("VEIVISER_FHIR_TOKEN_FILE is missing or empty")
        return faults

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """See Gateway."""
        if faults := self.check_config():
            return TryAgain(f"not set up: {faults[0]}")
        if (outcome := passed_over(delivery)) is not None:
            return outcome
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
            "entry": [_entry(resource, kind, delivery) for resource in found],
        }
        Bundle.model_validate(bundle)
        for resource in found:
            check_codes(resource)
        return bundle

    def _post(self, bundle: dict[str, Any]) -> Outcome:
        token = secret_of(self._settings.fhir_token_file)
        headers = {"Content-Type": "application/fhir+json", **({"Authorization": f"Bearer {token}"} if token else {})}
        call = Call(self._settings.fhir_url, json.dumps(bundle).encode(), headers)
        return post(call, self._settings.webhook_timeout, self._settings.webhook_ca_file)


def check_codes(resource: dict[str, Any]) -> None:
    """Raises ValueError, without the value, for a code that we never mean."""
    for field, allowed in _CODES.get(resource["resourceType"], {}).items():
        if resource[field] not in allowed:
            raise ValueError(f"{resource['resourceType']}.{field}")


def _entry(resource: dict[str, Any], kind: str, delivery: Delivery) -> dict[str, Any]:
    entry: dict[str, Any] = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
    if kind != "transaction":
        return entry
    identifier, name = resource["identifier"][0], resource["resourceType"]
    once = f"identifier={identifier['system']}|{identifier['value']}"
    if name in _REPLACED.get(delivery.notice, ()):
        entry["resource"] = {key: value for key, value in resource.items() if key != "id"}
        entry["request"] = {"method": "PUT", "url": f"{name}?{once}"}
    else:
        entry["request"] = {"method": "POST", "url": name, "ifNoneExist": once}
    return entry


def _uuid(hex_id: str) -> str:
    return f"{hex_id[:8]}-{hex_id[8:12]}-{hex_id[12:16]}-{hex_id[16:20]}-{hex_id[20:]}"
