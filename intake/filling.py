"""One message while a form is open: an answer, a command, a correction, or a question of the person's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from intake.asking import Asker
from intake.commands import LAST, Command, Wants, change_command, says_do, simple_command
from intake.engine import SAME_WORDS, Engine, Moved
from intake.forms import CASE_FORMS, CONFIRM, FREE_TEXT, Step
from intake.payloads import Press
from intake.questions import is_question, looks_asked
from intake.reading.faults import Unreadable
from intake.reading.texts import holds_identity
from intake.reading.words import plain
from intake.reading.yes_no import yes_or_no
from intake.state import FormState
from intake.wording import about, fault, say

_MASKS = {
    "name": "[navn]", "phone": "[telefon]", "email": "[e-post]", "reference": "[referanse]", "secret": "[kode]", "day": "[dato]",
}  # fmt: skip
MASK = "[svar]"
Moving: TypeAlias = Callable[[], Moved]
Next = Literal["ask", "choose", "send", "cancel", "aside"]


@dataclass(frozen=True)
class Filled:
    """What came of a message. `lead` is said before the next question; `said_as` is what is stored of what the person said (None: as
    usual); `brief`: the summary need not be shown again."""

    form: FormState
    then: Next = "ask"
    lead: str = ""
    said_as: str | None = MASK
    brief: bool = False


class Filling:
    """Understands messages to an open form. Pure: keeps nothing, sends nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def press(self, form: FormState, press: Press, asker: Asker) -> Filled:
        """A button of this form."""
        if press.do == "cancel":
            return Filled(form, "cancel", said_as=None)
        if press.do == "confirm":
            ready = form.pending == CONFIRM
            return Filled(form, "send" if ready else "ask", said_as=None)
        if press.do == "change":
            return self._change(form, Command(Wants.CHANGE, press.slot), asker)
        if press.do == "skip" and press.slot == form.pending:
            return self._moved(form, lambda: self._engine.skip(form), asker, None)
        if press.do == "answer" and press.slot and press.value is not None:
            slot, value = press.slot, press.value
            return self._moved(form, lambda: self._engine.answer(form, slot, value), asker, MASK)
        return Filled(form, said_as=None)

    def hear(self, form: FormState, text: str, asker: Asker) -> Filled:
        """A typed or spoken message."""
        wants = simple_command(text)
        if wants is Wants.CANCEL:
            return Filled(form, "cancel", said_as=None)
        if form.pending == CONFIRM:
            return self._at_summary(form, text, wants, asker)
        step = self._engine.step(form, form.pending or "")
        assert step is not None
        if (changed := self._correction(form, step, text, asker)) is not None:
            return changed
        if wants is not None and not self._is_an_answer(form, step, text, wants):
            return self._command(form, step, wants, asker)
        if is_question(text, self._takes_text(step)) or (
            looks_asked(text) and not self._can_hold_a_question(form, step, text)
        ):
            return Filled(form, "aside")
        return self._answer(form, step, text, asker)

    def _can_hold_a_question(self, form: FormState, step: Step, text: str) -> bool:
        """Whether a text that ends with a question mark may be the answer: sentences, and a choice that it names."""
        reads = self._engine.forms.slots[step.slot].reads
        if reads not in ("choice", "interpreter"):
            return reads in FREE_TEXT
        try:
            self._engine.answer(form, step.slot, text)
        except Unreadable:
            return False
        return True

    def note(self, form: FormState, text: str, asker: Asker) -> FormState:
        """Takes a message as an answer where free text is asked for; used when the message was answered by the safety rules."""
        step = self._engine.step(form, form.pending or "")
        if step is None or not self._takes_text(step):
            return form
        return self._answer(form, step, text, asker).form

    def _takes_text(self, step: Step) -> bool:
        return self._engine.forms.slots[step.slot].reads in FREE_TEXT

    def _is_an_answer(self, form: FormState, step: Step, text: str, wants: Wants) -> bool:
        """`Nei` and `vet ikke` skip a question unless they answer it."""
        if wants is not Wants.SKIP or self._engine.forms.slots[step.slot].reads not in ("choice", "interpreter"):
            return False
        try:
            self._engine.answer(form, step.slot, text)
        except Unreadable as wrong:
            return wrong.code == "consent_needed"
        return True

    def _answer(self, form: FormState, step: Step, text: str, asker: Asker) -> Filled:
        mask = _MASKS.get(self._engine.forms.slots[step.slot].reads, MASK)
        filled = self._moved(form, lambda: self._engine.answer(form, step.slot, text), asker, mask)
        if self._takes_text(step) and holds_identity(text):
            lead = " ".join(filter(None, (filled.lead, say("identity_masked", asker.language))))
            return Filled(filled.form, filled.then, lead, filled.said_as)
        return filled

    def _command(self, form: FormState, step: Step, wants: Wants, asker: Asker) -> Filled:
        if wants is Wants.SKIP and form.form in CASE_FORMS:
            return Filled(form, "cancel", say("no_receipt", asker.language), None)
        if wants is Wants.SKIP:
            return self._moved(form, lambda: self._engine.skip(form), asker, None)
        if wants is Wants.BACK:
            return self._moved(form, lambda: self._engine.back(form), asker, None)
        if wants is Wants.WHY:
            return Filled(form, lead=about(step.slot, "why", asker.language), said_as=None)
        return Filled(form, said_as=None)

    def _correction(self, form: FormState, step: Step, text: str, asker: Asker) -> Filled | None:
        command = change_command(text, self._engine.words(form))
        if command is None or (self._takes_text(step) and command.slot == LAST):
            return None
        if command.slot == step.slot and command.rest:
            return self._answer(form, step, command.rest, asker)
        return self._change(form, command, asker)

    def _at_summary(self, form: FormState, text: str, wants: Wants | None, asker: Asker) -> Filled:
        said = yes_or_no(text)
        if said or says_do(text, "withdraw" if form.form == "withdraw" else "send"):
            return Filled(form, "send", said_as=None)
        if (command := self._change_at_summary(form, text)) is not None:
            return self._change(form, command, asker)
        if wants is Wants.BACK:
            return self._moved(form, lambda: self._engine.back(form), asker, None)
        if said is False:
            return Filled(form, "cancel" if form.form == "withdraw" else "choose", said_as=None)
        if is_question(text, free_text=False):
            return Filled(form, "aside")
        again = wants in (Wants.AGAIN, Wants.PROCEED)
        return Filled(form, lead="" if again else say("confirm_unclear", asker.language), brief=not again)

    def _change_at_summary(self, form: FormState, text: str) -> Command | None:
        """Here the mere name of an answer means to change it."""
        words = self._engine.words(form)
        named = words.get(plain(text))
        return Command(Wants.CHANGE, named) if named else change_command(text, words, bare=True)

    def _change(self, form: FormState, command: Command, asker: Asker) -> Filled:
        slot = self._meant(form, command)
        if slot is None or self._engine.step(form, slot) is None:
            return Filled(form, "choose", said_as=None)
        reopened = self._engine.reopen(form, slot).state
        if not command.rest:
            return Filled(reopened, said_as=None)
        filled = self._moved(reopened, lambda: self._engine.answer(form, slot, command.rest), asker, MASK)
        if filled.form is reopened:
            return filled
        lead = " ".join(filter(None, (say("corrected", asker.language), filled.lead)))
        return Filled(filled.form, filled.then, lead, filled.said_as)

    def _meant(self, form: FormState, command: Command) -> str | None:
        """`Telefonen` is the person's where the sender's was not asked yet."""
        if command.slot == LAST:
            return form.given[-1] if form.given else None
        other = SAME_WORDS.get(command.slot or "")
        return other if other in form.answers and command.slot not in form.answers else command.slot

    def _moved(self, form: FormState, move: Moving, asker: Asker, said_as: str | None) -> Filled:
        """The form moved on, or as it was with what was wrong said first."""
        try:
            moved = move()
        except Unreadable as wrong:
            return Filled(form, lead=fault(wrong.code, asker.language, **wrong.values), said_as=said_as or MASK)
        return Filled(moved.state, lead=" ".join(say(note, asker.language) for note in moved.notes), said_as=said_as)
