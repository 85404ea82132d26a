"""From the answers of a form to the one shape that is sent, and back from a faulty field to the question that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from intake.forms import Step, load_forms
from intake.reading.answers import NO_INTERPRETER
from intake.state import FormState
from intake.wording import say
from referrals.kinds import Kind, Relation
from referrals.submission import Channel, Language, Party, Submission

_BY_ROLE = {"relative": Relation.NEXT_OF_KIN, "staff": Relation.PROFESSIONAL}
_FIELD_OF_SLOT = {
    "municipality": "area", "for_whom": "relation", "relation": "authority", "name": "sender.name", "phone": "sender.phone",
    "email": "sender.email", "birth_year": "sender.birth_year", "profession": "sender.profession",
    "organisation": "sender.organisation",
    "person_name": "person.name", "person_birth_year": "person.birth_year", "person_phone": "person.phone",
}  # fmt: skip
_SLOT_OF_FIELD = {field: slot for slot, field in _FIELD_OF_SLOT.items()}


def slot_of(field: str) -> str:
    """The slot that asks for a field of Submission (`sender.phone` -> `phone`)."""
    return _SLOT_OF_FIELD.get(field, field)


def build_submission(state: FormState, language: Language, channel: Channel) -> Submission:
    """The submission of a complete form. Answers to questions that no longer apply are left out. Raises pydantic.ValidationError."""
    assert state.form is not None
    steps: list[Step] = load_forms().steps(state.form, state.answers)
    asked = {step.slot for step in steps} | {"for_whom", "email"}
    answers = {slot: value for slot, value in state.answers.items() if slot in asked}
    relation = _relation(state, answers)
    children = answers.get("children_in_family")
    interpreter = answers.get("interpreter")
    return Submission(
        kind=Kind(state.form),
        area=answers["municipality"],
        service=state.service,
        language=language,
        channel=channel,
        relation=relation,
        sender=_sender(answers),
        person=_person(state, answers, relation, language),
        informed=answers.get("informed", "yes"),  # type: ignore[arg-type]  # one of the slot's options
        consent=True,
        authority=_authority(relation, language),
        need=answers["need"],
        important=answers.get("important"),
        tried=answers.get("tried"),
        discharge_on=date.fromisoformat(answers["discharge_on"]) if "discharge_on" in answers else None,
        interpreter=None if interpreter == NO_INTERPRETER else interpreter,
        children_in_family=None if children is None else children == "yes",
        reach="phone" if "phone" in answers else "email",
        reach_when=answers.get("reach_when"),
    )


def _relation(state: FormState, answers: Mapping[str, str]) -> Relation:
    if "relation" in answers:
        return Relation(answers["relation"])
    if state.form == Kind.HENVISNING:
        return Relation.PROFESSIONAL
    if "for_whom" in answers and state.form != Kind.CALLBACK:
        return Relation(load_forms().relations[answers["for_whom"]])
    return _BY_ROLE.get(state.role, Relation.SELF)


def _sender(answers: Mapping[str, str]) -> Party:
    return Party(
        name=answers["name"],
        phone=answers.get("phone"),
        email=answers.get("email"),
        birth_year=_year(answers.get("birth_year")),
        profession=answers.get("profession"),
        organisation=answers.get("organisation"),
    )


def _person(state: FormState, answers: Mapping[str, str], relation: Relation, language: Language) -> Party | None:
    if relation is Relation.SELF or state.form == Kind.CALLBACK:
        return None
    name = answers.get("person_name") or say("expected_child", language)
    year = _year(answers.get("person_birth_year"))
    return Party(name=name, birth_year=year, phone=answers.get("person_phone"))


def _year(value: str | None) -> int | None:
    return int(value) if value else None


def _authority(relation: Relation, language: Language) -> str | None:
    if relation in (Relation.GUARDIAN, Relation.POWER_OF_ATTORNEY):
        return say(f"authority_{relation}", language)
    return None
