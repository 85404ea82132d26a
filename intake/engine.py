"""Moves a form on: which question comes next, what an answer changes, what a correction means. Pure: it knows no text and no store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from intake.forms import CASE_FORMS, CONFIRM, Forms, Step
from intake.reading.answers import AnswerReader, find_secret
from intake.reading.emails import read_email
from intake.reading.faults import Unreadable
from intake.reading.words import plain
from intake.state import FormState
from intake.wording import texts

_KIND = Step(slot="kind")
_OF_RELATIVES = ("child", "family")
_GROWN_UP = 18
SAME_WORDS = {"birth_year": "person_birth_year", "name": "person_name", "phone": "person_phone"}


@dataclass(frozen=True)
class Moved:
    """A state and the frames (keys of texts/frames.yaml) to say first because of what was answered."""

    state: FormState
    notes: tuple[str, ...] = ()


class Engine:
    """The rules of filling in. Raises Unreadable for answers that cannot be taken."""

    def __init__(self, forms: Forms, reader: AnswerReader, today: Callable[[], date]) -> None:
        self.forms, self._reader, self._today = forms, reader, today

    def open(self, form: str | None, service: str | None, municipality: str | None, role: str) -> FormState:
        """A new form, with what is known of the conversation filled in."""
        if form == "soknad" and role == "staff":
            form = "henvisning"
        answers: dict[str, str] = {}
        if form not in CASE_FORMS and municipality:
            answers["municipality"] = municipality
        if role == "staff" and form not in (*CASE_FORMS, "callback"):
            answers["for_whom"] = "patient"
        state = FormState(form=form, answers=answers, service=service, role=role)
        return self._settled(state)

    def steps(self, state: FormState) -> list[Step]:
        """The questions that apply now."""
        return self.forms.steps(state.form, state.answers) if state.form else [_KIND]

    def step(self, state: FormState, slot: str) -> Step | None:
        """The question for a slot, None when it does not apply."""
        return next((step for step in self.steps(state) if step.slot == slot), None)

    def options(self, state: FormState, step: Step) -> tuple[str, ...]:
        """The options of a question; relatives are not asked whether it is about themselves."""
        options = self.forms.options(step)
        if step.slot == "for_whom" and state.role == "relative":
            return tuple(option for option in options if option in _OF_RELATIVES)
        return options

    def answer(self, state: FormState, slot: str, text: str) -> Moved:
        """Takes an answer for a slot, and asks on."""
        step = self.step(state, slot)
        if step is None:
            raise Unreadable("choice_unclear")
        if slot == "phone" and step.optional and (email := _email_instead(text)) is not None:
            without = state.with_skipped("phone")
            return Moved(self._settled(without.with_answer("email", email)))
        value = self._reader.read(step.model_copy(update={"options": self.options(state, step)}), text)
        if slot == "consent" and value != "yes":
            raise Unreadable("consent_needed")
        answered = state.with_answer(slot, value)
        if slot == "reference" and (secret := find_secret(text)) is not None:
            answered = answered.with_answer("secret", secret)
        moved = self._consequences(answered, slot, value)
        return Moved(self._settled(moved.state), moved.notes)

    def skip(self, state: FormState) -> Moved:
        """Leaves the pending question out."""
        step = self.step(state, state.pending or "")
        if step is None or not step.optional:
            raise Unreadable("not_optional")
        return Moved(self._settled(state.with_skipped(step.slot)))

    def back(self, state: FormState) -> Moved:
        """To the question that was answered before this one."""
        before = [slot for slot in state.given if slot != state.pending and self.step(state, slot)]
        if not before:
            return Moved(state, ("first_question",))
        given = state.given[: state.given.index(before[-1])]
        return Moved(state.model_copy(update={"pending": before[-1], "given": given}))

    def reopen(self, state: FormState, slot: str) -> Moved:
        """Asks one question again."""
        if self.step(state, slot) is None:
            raise Unreadable("choice_unclear")
        return Moved(state.model_copy(update={"pending": slot}))

    def words(self, state: FormState) -> dict[str, str]:
        """What people may call the slots of this form -> slot."""
        known = texts("questions")
        slots = {step.slot for step in self.steps(state)}
        named = {word.casefold(): slot for slot in slots for word in known[slot]["words"]}
        named |= {plain(label): slot for slot in slots for label in known[slot]["label"].values()}
        for slot, instead in SAME_WORDS.items():
            if slot not in slots and instead in slots:
                named |= {word.casefold(): instead for word in known[slot]["words"] if word.casefold() not in named}
        return named

    def _consequences(self, state: FormState, slot: str, value: str) -> Moved:
        if slot == "kind":
            known = {name: kept for name, kept in state.answers.items() if name != "kind"}
            opened = self.open(value, state.service, known.get("municipality"), state.role)
            return Moved(opened.model_copy(update={"draft": state.draft}))
        if slot == "relation" and value == "neither":
            answers = {name: kept for name, kept in state.answers.items() if name != "relation"}
            return Moved(state.model_copy(update={"form": "melding", "answers": answers}), ("kind_changed",))
        if state.form == "soknad" and slot in ("person_birth_year", "for_whom") and self._is_grown_up(state):
            answers = {**state.answers, "for_whom": "family"}
            return Moved(state.model_copy(update={"answers": answers}), ("grown_up",))
        return Moved(state)

    def _is_grown_up(self, state: FormState) -> bool:
        born = state.answers.get("person_birth_year")
        child = state.answers.get("for_whom") == "child"
        return child and born is not None and self._today().year - int(born) > _GROWN_UP

    def _settled(self, state: FormState) -> FormState:
        """The state with the next question pending: the first one without an answer, then the summary."""
        left = (step.slot for step in self.steps(state) if step.slot not in (*state.answers, *state.skipped))
        return state.model_copy(update={"pending": next(left, CONFIRM)})


def _email_instead(text: str) -> str | None:
    """An address given where a telephone was asked for: it is another way to reach somebody."""
    try:
        return read_email(text)
    except Unreadable:
        return None
