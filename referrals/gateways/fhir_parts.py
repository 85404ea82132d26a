"""The resources of a referral's bundle, as plain JSON. Profiles are no-basis where Norway has one; the rest is base FHIR R4."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from referrals.gateways.base import Delivery
from referrals.gateways.lines import as_text, label
from referrals.gateways.settings import GatewaySettings
from referrals.kinds import Kind, Relation
from referrals.submission import Language, Party, Submission
from referrals.wording import name_of

Resource = dict[str, Any]
_PROFILE = "http://hl7.no/fhir/StructureDefinition/no-basis-"
_ORGANISATION_NUMBER = "urn:oid:2.16.578.1.12.4.1.4.101"
_OURS, _UNITS = "urn:veiviser:referral", "urn:veiviser:unit"
_SPACE = UUID("6f1a3b9e-1d0c-4e1f-9a52-2f6f1c0de001")
_RELATIONS = {
    Relation.PARENT: ("CodeSystem/v3-RoleCode", "PRN", "parent"),
    Relation.GUARDIAN: ("CodeSystem/v3-RoleCode", "GUARD", "guardian"),
    Relation.POWER_OF_ATTORNEY: ("CodeSystem/v3-RoleCode", "POWATT", "power of attorney"),
    Relation.NEXT_OF_KIN: ("CodeSystem/v2-0131", "N", "Next-of-Kin"),
}
"""Code system, code, display. Of `other` nothing is known, so it has words and no code."""
_TERMINOLOGY = "http://terminology.hl7.org/"
_ACTS_FOR_THE_PERSON = frozenset({Relation.PARENT, Relation.GUARDIAN, Relation.POWER_OF_ATTORNEY})


def resources(delivery: Delivery, settings: GatewaySettings) -> list[Resource]:
    """All of them, the request first. Ids follow from the referral's id, so that a repetition has the same."""
    content = delivery.content
    if content is None:
        raise ValueError("a delivery without content has no resources")
    patient = _patient(delivery, content.concerns)
    receiver = _organisation(delivery.unit.id, delivery.unit.name, delivery.unit.organisation_number)
    sending = _organisation("sender", settings.sender_name, settings.sender_organisation_number or None)
    requester, others = _requester(delivery, content, patient)
    request = _request(delivery, content, _refers(patient), _refers(requester), _refers(receiver))
    task = _task(delivery, _refers(request), _refers(patient), _refers(requester), _refers(receiver))
    consents = _consents(content, _consent(delivery, _refers(patient), _refers(requester), _refers(sending)))
    return [request, task, patient, *others, receiver, sending, *consents]


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


def _organisation(unit_id: str, name: str, number: str | None) -> Resource:
    """Known by the unit's id, the same over all referrals: several units may share a municipality's number."""
    made: Resource = {"resourceType": "Organization", "id": str(uuid5(_SPACE, f"unit/{unit_id}"))}
    made["meta"] = {"profile": [_PROFILE + "Organization"]}
    made["identifier"] = [{"system": _UNITS, "value": unit_id}]
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
    relative = {**_resource(delivery, "RelatedPerson", "relative", "RelatedPerson"), **_person(content.sender)}
    relative["patient"] = _refers(patient)
    relative["relationship"] = [_relationship(content.relation, delivery.unit_language)]
    return relative, [relative]


def _relationship(relation: Relation, language: Language) -> Resource:
    words: Resource = {"text": name_of("relations", relation.value, language)}
    if relation in _RELATIONS:
        system, code, display = _RELATIONS[relation]
        words["coding"] = [{"system": _TERMINOLOGY + system, "code": code, "display": display}]
    return words


def _request(
    delivery: Delivery, content: Submission, patient: Resource, requester: Resource, receiver: Resource
) -> Resource:
    """An order where a person or professional asks for a service, a proposal where somebody tells of a need."""
    orders, language = content.kind.value in ("soknad", "henvisning"), delivery.unit_language
    kind = {"text": name_of("kinds", content.kind.value, language)}
    return {
        **_resource(delivery, "ServiceRequest", "request"),
        "status": "revoked" if delivery.withdrawn else "active",
        "intent": "order" if orders else "proposal",
        "category": [kind],
        "code": {"text": delivery.service} if delivery.service else kind,
        "subject": patient,
        "authoredOn": delivery.created_at.isoformat(timespec="seconds"),
        "requester": requester,
        "performer": [receiver],
        "reasonCode": [{"text": content.need}],
        "note": [{"text": as_text(delivery, language)}],
    }


def _task(delivery: Delivery, request: Resource, patient: Resource, requester: Resource, owner: Resource) -> Resource:
    """One for each unit that is asked."""
    task = {
        **_resource(delivery, "Task", f"task/{delivery.unit.id}"),
        "status": "cancelled" if delivery.withdrawn else "requested",
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


def _consents(content: Submission, consent: Resource) -> list[Resource]:
    """A consent is the person's own, or of who acts for them in an application. Others give information: no consent is claimed."""
    acts = content.kind is Kind.SOKNAD and content.relation in _ACTS_FOR_THE_PERSON
    return [consent] if acts or content.relation is Relation.SELF else []


def _consent(delivery: Delivery, patient: Resource, who: Resource, organisation: Resource) -> Resource:
    scope = {"system": _TERMINOLOGY + "CodeSystem/consentscope", "code": "patient-privacy"}
    category = {"system": _TERMINOLOGY + "CodeSystem/v3-ActCode", "code": "IDSCL"}
    return {
        **_resource(delivery, "Consent", "consent"),
        "status": "active",
        "scope": {"coding": [scope]},
        "category": [{"coding": [category]}],
        "patient": patient,
        "dateTime": delivery.created_at.isoformat(timespec="seconds"),
        "performer": [who],
        "organization": [organisation],
        "policyRule": {"text": label("given", delivery.unit_language)},
    }
