"""What the pages of a form show: the sheet, the review of its answers, the receipt."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from starlette.responses import HTMLResponse

from api.gate import Gate
from api.pages.rendering import page, page_text
from api.problems import Problem
from intake.asking import about_another
from intake.receipts import receipt_lines, whom
from intake.sheet import Field, Read, Sheets
from intake.state import FormState
from intake.wording import about, title
from referrals.clock import now, oslo_day
from referrals.kinds import Kind
from referrals.views import Receipt

FormName = Literal["soknad", "melding", "henvisning", "koordinator", "barnekoordinator", "callback"]
FORMS: tuple[str, ...] = get_args(FormName)
_WHO = ("self", "child", "family", "patient", "other")
_INSTEAD = {("soknad", "patient"): "henvisning", ("soknad", "other"): "melding"}
_ROLE = {"child": "relative", "family": "relative", "patient": "staff"}
_DRAFT_SIGNS = 32
_BASE = ("sprak", "kommune", "gjelder", "draft")


@dataclass(frozen=True)
class Begun:
    """A form on its way: which, for whom, where, and the fields that were sent."""

    form: FormName
    language: str
    place: str
    who: str
    draft: str
    sent: dict[str, str]

    @property
    def base(self) -> dict[str, str]:
        """What every step carries along."""
        return {"sprak": self.language, "kommune": self.place, "gjelder": self.who, "draft": self.draft}

    def state(self) -> FormState:
        """The form before the sheet is read."""
        answers = {"municipality": self.place}
        if self.form != "callback":
            answers["for_whom"] = self.who
        return FormState(form=self.form, draft=self.draft, answers=answers, role=_ROLE.get(self.who, "citizen"))


def begun(gate: Gate, form: FormName, language: str, fields: Mapping[str, str]) -> Begun:
    """From the fields of a request. Raises Problem `not-found` for a place or a person that the form does not know."""
    place = gate.catalogue.places.resolve(fields.get("kommune", ""))
    who = fields.get("gjelder", "")
    if place is None or who not in _WHO:
        raise Problem("not-found")
    draft = fields.get("draft", "")
    known = len(draft) == _DRAFT_SIGNS and all(sign in "0123456789abcdef" for sign in draft)
    sent = {name: value for name, value in fields.items() if name not in _BASE}
    return Begun(form, language, place.slug, who, draft if known else secrets.token_hex(_DRAFT_SIGNS // 2), sent)


def settled(form: FormName, who: str) -> tuple[FormName, str]:
    """The form that fits whom it is for: nobody applies for a patient, and a child coordinator is for a child."""
    form = _INSTEAD.get((form, who), form)  # type: ignore[assignment]  # both are names of forms
    if form == "henvisning":
        return form, "patient"
    return (form, "child") if form == "barnekoordinator" and who == "self" else (form, who)


def read(gate: Gate, it: Begun) -> Read:
    """The answers and their faults."""
    return Sheets(gate.catalogue.places).read(it.state(), it.sent, oslo_day(now()), it.language)


def start_fields(gate: Gate, language: str, sent: Mapping[str, str], faults: Mapping[str, str]) -> list[Field]:
    """The three questions of the first page."""
    places = [(place.slug, place.name) for place in gate.catalogue.places.choosable()]
    asked = {
        "sak": ("kind", [(form, title("kind", form, language)) for form in FORMS]),
        "gjelder": ("for_whom", [(who, title("for_whom", who, language)) for who in _WHO]),
        "kommune": ("municipality", places),
    }
    return [
        Field(
            slot=name,
            label=about(slot, "ask", language),
            why=about(slot, "why", language),
            optional=False,
            input="choice",
            options=options,
            rows=1,
            most=60,
            autocomplete="off",
            value=sent.get(name, ""),
            fault=faults.get(name),
        )
        for name, (slot, options) in asked.items()
    ]


def sheet_page(gate: Gate, it: Begun, form: FormState, faults: Mapping[str, str], status: int = 200) -> HTMLResponse:
    """The questions with what was sent, and the faults first."""
    fields = Sheets(gate.catalogue.places).fields(form, it.sent, faults, it.language)
    labels = {field.slot: field.label for field in fields}
    shown = {slot: f"{label} {faults[slot]}" for slot, label in labels.items() if slot in faults}
    shown |= {slot: text for slot, text in faults.items() if slot not in labels}
    here = f"/melding/{it.form}?kommune={it.place}&gjelder={it.who}" if not it.sent else None
    return page(
        "sheet",
        it.language,
        title("kind", it.form, it.language),
        status=status,
        here=here,
        form=it.form,
        base=it.base,
        unit=unit_name(gate, it),
        relative=it.who in ("child", "family"),
        asked=fields,
        faults=shown,
    )


def review_page(gate: Gate, it: Begun, form: FormState, notice: str = "", status: int = 200) -> HTMLResponse:
    """All answers, to be sent or changed."""
    sent = {name: value for name, value in it.sent.items() if value}
    return page(
        "review",
        it.language,
        page_text("review_title", it.language),
        status=status,
        form=it.form,
        base=it.base,
        sent=sent,
        unit=unit_name(gate, it),
        lines=_lines(gate, form, it.language),
        notice=notice,
    )


def receipt_page(receipt: Receipt, language: str) -> HTMLResponse:
    """Reference, secret and what happens next; made to be printed."""
    return page(
        "receipt",
        language,
        page_text("receipt_title", language),
        receipt=receipt,
        lines=receipt_lines(receipt, language),
        whom=whom(receipt.whom_to_ask, language),
    )


def unit_name(gate: Gate, it: Begun) -> str:
    """Who receives it."""
    return gate.referrals.units.receiver(Kind(it.form), it.place).name


def _lines(gate: Gate, form: FormState, language: str) -> list[tuple[str, str]]:
    asking, other = gate.turn_service.forms.intake.asking, about_another(form)
    return [
        (about(slot, "label", language, other), asking.value(slot, value, language))
        for slot, value in form.answers.items()
    ]
