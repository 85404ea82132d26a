"""A form all at once, as a page without JavaScript shows it: the same slots, readers and rules as in a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from intake.asking import about_another
from intake.engine import Engine
from intake.forms import Forms, Step, load_forms
from intake.reading.answers import AnswerReader
from intake.reading.faults import Unreadable
from intake.state import FormState
from intake.wording import about, fault, say, title
from knowledge_base.places import Places

BASE = ("municipality", "for_whom")
"""What is asked before the sheet: it decides which questions stand on it."""
_COMPLETE = {
    "name": "name", "phone": "tel", "email": "email", "birth_year": "bday-year", "organisation": "organization",
    "profession": "organization-title",
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One question of a sheet. `options` are (value, title); `rows` > 1 for long texts; `value` and `fault` from what was sent."""

    slot: str
    label: str
    why: str
    optional: bool
    input: str
    options: list[tuple[str, str]]
    rows: int
    most: int
    autocomplete: str
    value: str = ""
    fault: str | None = None


@dataclass(frozen=True)
class Read:
    """What became of a sent sheet: the form so far, and faults by slot."""

    form: FormState
    faults: dict[str, str] = field(default_factory=dict)


class Sheets:
    """Builds and reads sheets."""

    def __init__(self, places: Places) -> None:
        self._forms: Forms = load_forms()
        self._places = places

    def options(self, form: str, slot: str, language: str) -> list[tuple[str, str]]:
        """The choices of a slot in a form."""
        step = next((step for step in self._forms.forms[form] if step.slot == slot), None)
        keys = self._forms.options(step) if step else ()
        return [(key, title(slot, key, language)) for key in keys]

    def fields(self, form: FormState, sent: Mapping[str, str], faults: Mapping[str, str], language: str) -> list[Field]:
        """The questions of a sheet with what was sent."""
        return [self._field(step, form, sent, faults, language) for step in self._steps(form)]

    def read(self, form: FormState, sent: Mapping[str, str], today: date, language: str) -> Read:
        """Reads every answer. `form` holds the answers of BASE."""
        engine = Engine(self._forms, AnswerReader(self._forms, self._places, lambda: today), lambda: today)
        faults: dict[str, str] = {}
        for step in self._steps(form):
            text = sent.get(step.slot, "").strip()
            try:
                form = self._answered(engine, form, step, text)
            except Unreadable as wrong:
                faults[step.slot] = fault(wrong.code, language, **wrong.values)
            else:
                if step.slot == "relation" and text == "neither":
                    faults["relation"] = say("kind_changed", language)
        return Read(form, faults | self._missing(form, faults, language))

    def _answered(self, engine: Engine, form: FormState, step: Step, text: str) -> FormState:
        if text:
            if step.slot == "relation" and text == "neither":
                return form
            return engine.answer(form, step.slot, text).state
        if not step.optional and step.slot not in ("phone", "email"):
            raise Unreadable("required")
        return form.with_skipped(step.slot)

    def _missing(self, form: FormState, faults: Mapping[str, str], language: str) -> dict[str, str]:
        """What an answer made necessary: a way to be reached, and the role for somebody who turned out to be of age."""
        missing = {}
        reached = {"phone", "email"} & {*form.answers, *faults}
        if not reached:
            missing["phone"] = fault("no-way-back" if form.form != "callback" else "required", language)
        asked = {step.slot for step in self._steps(form)}
        if "relation" in asked and "relation" not in {*form.answers, *faults}:
            missing["relation"] = say("grown_up", language)
        return missing

    def _steps(self, form: FormState) -> list[Step]:
        """All questions but those of BASE; the e-mail address beside the telephone, for nobody sees what is filled in."""
        answers = {slot: value for slot, value in form.answers.items() if slot != "phone"}
        assert form.form is not None
        steps = [step for step in self._forms.steps(form.form, answers) if step.slot not in BASE]
        return [step.model_copy(update={"optional": True}) if step.slot == "email" else step for step in steps]

    def _field(
        self, step: Step, form: FormState, sent: Mapping[str, str], faults: Mapping[str, str], language: str
    ) -> Field:
        slot, other = self._forms.slots[step.slot], about_another(form)
        long_text = slot.reads == "text" and slot.most >= 1_000
        return Field(
            slot=step.slot,
            label=about(step.slot, "ask", language, other),
            why=about(step.slot, "why", language, other),
            optional=step.optional,
            input=slot.input if slot.input != "choice" else "choice",
            options=[(key, title(step.slot, key, language)) for key in self._forms.options(step)],
            rows=6 if step.slot == "need" else 4 if long_text else 1,
            most=slot.most,
            autocomplete=_COMPLETE.get(step.slot, "off"),
            value=sent.get(step.slot, ""),
            fault=faults.get(step.slot),
        )
