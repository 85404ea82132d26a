"""What is asked of a submission beyond its shape, in codes that every way in shows in the person's language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

import phonenumbers

from knowledge_base.service import Catalogue
from referrals.faults import Fault, Invalid
from referrals.kinds import MAY_SEND, Kind, Relation
from referrals.submission import NEED_MAX, Party, Submission

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]{1,64}@(?:[a-zæøåA-ZÆØÅ0-9-]+\.)+[a-zA-Z]{2,}")
_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-\u00a0]?\d){10}(?!\d)")
IDENTITY_MASK = "[fødselsnummer fjernet]"
_NAME_SIGNS = set(" -'’.·")
_ALONE_FROM = 16
_OLDEST = 115
_HOME_WITHIN = timedelta(days=366)
_SHAPE_CODES = {
    "missing": "required",
    "extra_forbidden": "unexpected",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "string_too_long": "too-long",
    "date_from_datetime_parsing": "date",
    "date_parsing": "date",
}


def shape_fault(field: str, kind: str) -> Fault:
    """One of pydantic's complaints (its `type`) about a field in our codes."""
    last = field.rsplit(".", 1)[-1]
    if last == "need":
        return Fault(field, "need-long" if kind == "string_too_long" else "need-short")
    if last == "name" and kind == "string_too_short":
        return Fault(field, "name-short")
    if last == "birth_year":
        return Fault(field, "birth-year")
    return Fault(field, _SHAPE_CODES.get(kind, "required"))


def checked(submission: Submission, catalogue: Catalogue, today: date) -> Submission:
    """The submission as it is stored: telephones in E.164, identity numbers masked. Raises Invalid with every fault at once."""
    faults = [*_faults(submission, today), *_place_faults(submission, catalogue)]
    if faults:
        raise Invalid(faults)
    return _normalised(submission)


def _faults(it: Submission, today: date) -> Iterator[Fault]:
    yield from _party_faults("sender", it.sender, today)
    if it.person is not None:
        yield from _party_faults("person", it.person, today)
    if it.relation not in MAY_SEND[it.kind]:
        yield Fault("kind", "kind-relation")
    if not it.consent:
        yield Fault("consent", "consent")
    if it.relation is not Relation.SELF and it.person is None and it.kind is not Kind.CALLBACK:
        yield Fault("person", "person")
    yield from _relation_faults(it, today)
    if len(it.need) > NEED_MAX or not re.search(r"\w{2}", it.need):
        yield Fault("need", "need-long" if len(it.need) > NEED_MAX else "need-short")
    if it.discharge_on is not None and not today - timedelta(days=60) <= it.discharge_on <= today + _HOME_WITHIN:
        yield Fault("discharge_on", "date")
    if not _reachable(it.sender):
        yield Fault("sender.phone", "no-way-back")


def _relation_faults(it: Submission, today: date) -> Iterator[Fault]:
    if it.kind is Kind.SOKNAD and it.relation in (Relation.GUARDIAN, Relation.POWER_OF_ATTORNEY) and not it.authority:
        yield Fault("authority", "authority")
    if it.kind is Kind.HENVISNING and not (it.sender.profession and it.sender.organisation):
        yield Fault("sender.profession", "profession")
    born = it.sender.birth_year
    young = it.relation is Relation.SELF and born is not None and today.year - born < _ALONE_FROM
    if young and it.kind not in (Kind.CALLBACK, Kind.MELDING):
        yield Fault("sender.birth_year", "too-young")


def _party_faults(field: str, party: Party, today: date) -> Iterator[Fault]:
    if (code := name_fault(party.name)) is not None:
        yield Fault(f"{field}.name", code)
    if party.phone and (code := phone_fault(party.phone)) is not None:
        yield Fault(f"{field}.phone", code)
    if party.email and not _EMAIL.fullmatch(party.email):
        yield Fault(f"{field}.email", "email")
    if party.birth_year is not None and not today.year - _OLDEST <= party.birth_year <= today.year:
        yield Fault(f"{field}.birth_year", "birth-year")


def name_fault(name: str) -> str | None:
    """`name-short` or `name-letters`; None for a name in any script."""
    letters = sum(unicodedata.category(sign)[0] in "LM" for sign in name)
    if any(unicodedata.category(sign)[0] not in "LM" and sign not in _NAME_SIGNS for sign in name):
        return "name-letters"
    return None if letters >= 2 else "name-short"


def phone_fault(phone: str) -> str | None:
    """`phone-letters` or `phone`; None for a number that exists as a number in Norway or with its country code."""
    if any(sign.isalpha() for sign in phone):
        return "phone-letters"
    return None if _e164(phone) else "phone"


def _e164(phone: str) -> str | None:
    try:
        parsed = phonenumbers.parse(phone, "NO")
    except phonenumbers.NumberParseException:
        return None
    valid = phonenumbers.is_valid_number(parsed)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if valid else None


def _reachable(sender: Party) -> bool:
    return bool(sender.phone or sender.email or sender.address)


def _place_faults(it: Submission, catalogue: Catalogue) -> Iterator[Fault]:
    if catalogue.places.resolve(it.area) is None:
        yield Fault("area", "area")
    if it.service is None:
        return
    service = catalogue.service(it.service)
    if service is None:
        yield Fault("service", "service")
    elif service.status in ("proposed", "ended"):
        yield Fault("service", "service-not-offered")


def _normalised(it: Submission) -> Submission:
    texts = {name: _masked(getattr(it, name)) for name in ("need", "important", "tried", "authority", "reach_when")}
    person = None if it.person is None else _normalised_party(it.person)
    return it.model_copy(update={**texts, "sender": _normalised_party(it.sender), "person": person})


def _normalised_party(party: Party) -> Party:
    texts = {name: _masked(getattr(party, name)) for name in ("address", "profession", "organisation")}
    return party.model_copy(update={**texts, "phone": _e164(party.phone) if party.phone else None})


def _masked(text: str | None) -> str | None:
    """Identity numbers are not asked for and not kept."""
    return None if text is None else _IDENTITY_NUMBER.sub(IDENTITY_MASK, text)
