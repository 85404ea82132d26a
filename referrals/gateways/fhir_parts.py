"""The resources of a referral's bundle, as plain JSON. Profiles are no-basis where Norway has one; the rest is base FHIR R4."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from referrals.gateways.base import Delivery
from referrals.gateways.lines import as_text
from referrals.gateways.settings import GatewaySettings
from referrals.kinds import Relation
from referrals.submission import Party, Submission
from referrals.wording import name_of

Resource = dict[str, Any]
_PROFILE = "http://hl7.no/fhir/StructureDefinition/no-basis-"
_ORGANISATION_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.101"
_OURS = "urn:veiviser:referral"
_SPACE = UUID("6f1a3b9e-1d0c-4e1f-9a52-2f6f1c0de001")
_RELATIONS = {
    Relation.PARENT: ("PRN", "parent"),
    Relation.GUARDIAN: ("GUARD", "guardian"),
    Relation.POWER_OF_ATTORNEY: ("POWATT", "power of attorney"),
    Relation.NEXT_OF_KIN: ("FAMMEMB", "family member"),
    Relation.OTHER: ("FRND", "unrelated friend"),
}
_ROLE_CODES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def resources(delivery: Delivery, settings: GatewaySettings) -> list[Resource]:
    """All of them, the request first. Ids follow from the referral's id, so that a repetition has the same."""
    content = delivery.content
    if content is None:
        raise ValueError("a delivery without content has no resources")
    patient = _patient(delivery, content.concerns)
    receiver = _organisation(delivery, "receiver", delivery.unit.name, delivery.unit.organisation_number)
    sending = _organisation(delivery, "sending", settings.sender_name, settings.sender_organisation_number or None)
    requester, others = _requester(delivery, content, patient)
    request = _request(delivery, content, _refers(patient), _refers(requester), _refers(receiver))
    task = _task(delivery, _refers(request), _refers(patient), _refers(requester), _refers(receiver))
    consent = _consent(delivery, _refers(patient), _refers(sending))
    return [request, task, patient, *others, receiver, sending, consent]


def _resource(delivery: Delivery, kind: str, part: str, profile: str | None = None) -> Resource:
    identity = str(uuid5(_SPACE, f"{delivery.referral_id}/{part}"))
    made: Resource = {"resourceType": kind, "id": identity}
    if profile:
        made["meta"] = {"profile": [_PROFILE + profile]}
    made["identifier"] = [{"system": _OURS, "value": f"{delivery.reference}/{part}"}]
    return made


def _refers(resource: Resource) -> Resource:
    return {"reference": f"urn:uuid:{resource['id']}"}


def _person(party: Party) -> Resource:
    given, _, family = party.name.rpartition(" ")
    telecom = [
        {"system": kind, "value": value} for kind, value in (("phone", party.phone), ("email", party.email)) if value
    ]
    name: Resource = {
        "use": "official",
        "text": party.name,
        "family": family,
        **({"given": given.split()} if given else {}),
    }
    return {
        "name": [name],
        **({"telecom": telecom} if telecom else {}),
        **({"address": [{"text": party.address}]} if party.address else {}),
    }


def _patient(delivery: Delivery, party: Party) -> Resource:
    """No identity number: none was asked for."""
    born = {"birthDate": str(party.birth_year)} if party.birth_year else {}
    return {**_resource(delivery, "Patient", "patient", "Patient"), **_person(party), **born}


def _organisation(delivery: Delivery, part: str, name: str, number: str | None) -> Resource:
    made = _resource(delivery, "Organization", part, "Organization")
    if number:
        made["identifier"].append({"system": _ORGANISATION_NUMBER, "value": number})
    return {**made, "active": True, "name": name}


def _requester(delivery: Delivery, content: Submission, patient: Resource) -> tuple[Resource, list[Resource]]:
    """Who asks, and the resources that stand for them: the person, a relative, or a professional in a role."""
    if content.relation is Relation.SELF:
        return patient, []
    if content.relation is Relation.PROFESSIONAL:
        person = {**_resource(delivery, "Practitioner", "practitioner", "Practitioner"), **_person(content.sender)}
        role = _resource(delivery, "PractitionerRole", "role", "PractitionerRole")
        role["practitioner"] = _refers(person)
        role["code"] = [{"text": content.sender.profession or "-"}]
        role["organization"] = {"display": content.sender.organisation or "-"}
        return role, [person, role]
    code, display = _RELATIONS[content.relation]
    relative = {**_resource(delivery, "RelatedPerson", "relative", "RelatedPerson"), **_person(content.sender)}
    relative["patient"] = _refers(patient)
    relative["relationship"] = [{"coding": [{"system": _ROLE_CODES, "code": code, "display": display}]}]
    return relative, [relative]


def _request(
    delivery: Delivery, content: Submission, patient: Resource, requester: Resource, receiver: Resource
) -> Resource:
    """An order where a person or professional asks for a service, a proposal where somebody tells of a need."""
    orders = content.kind.value in ("soknad", "henvisning")
    return {
        **_resource(delivery, "ServiceRequest", "request"),
        "status": "active",
        "intent": "order" if orders else "proposal",
        "code": {"text": name_of("kinds", content.kind.value, "nb")},
        "subject": patient,
        "authoredOn": delivery.created_at.isoformat(timespec="seconds"),
        "requester": requester,
        "performer": [receiver],
        "reasonCode": [{"text": content.need}],
        "note": [{"text": as_text(delivery, "nb")}],
    }


def _task(delivery: Delivery, request: Resource, patient: Resource, requester: Resource, owner: Resource) -> Resource:
    task = {
        **_resource(delivery, "Task", "task"),
        "status": "cancelled" if delivery.notice == "withdrawn" else "requested",
        "intent": "order",
        "focus": request,
        "for": patient,
        "authoredOn": delivery.created_at.isoformat(timespec="seconds"),
        "requester": requester,
        "owner": owner,
    }
    if delivery.due_at is not None:
        task["restriction"] = {"period": {"end": delivery.due_at.isoformat(timespec="seconds")}}
    return task


def _consent(delivery: Delivery, patient: Resource, organisation: Resource) -> Resource:
    scope = {"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}
    category = {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IDSCL"}
    return {
        **_resource(delivery, "Consent", "consent"),
        "status": "active",
        "scope": {"coding": [scope]},
        "category": [{"coding": [category]}],
        "patient": patient,
        "dateTime": delivery.created_at.isoformat(timespec="seconds"),
        "organization": [organisation],
        "policyRule": {"text": "Avsenderen har bekreftet at dette sendes."},
    }
