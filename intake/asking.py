"""Messages that ask: a question with why it is asked and its buttons, the summary, and the choice of what to change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from answers.message import Asks, Channel, Choice, Kind, Message
from intake.engine import Engine
from intake.forms import CASE_FORMS, CONFIRM, Step
from intake.payloads import Press
from intake.reading.answers import NO_INTERPRETER
from intake.reading.phones import show_phone
from intake.state import FormState
from intake.wording import about, listed, ours, say, title
from knowledge_base.places import Places
from referrals.wording import day_in_words

_MOST_BUTTONS = 11
_ANOTHER = ("child", "family", "patient", "other")


@dataclass(frozen=True)
class Asker:
    """Who is talked to, as far as a form must know. `language` is that of the conversation."""

    conversation_id: str
    language: str
    municipality: str | None = None
    role: str = "citizen"
    channel: Channel = "chat"


@dataclass(frozen=True)
class Shown:
    """A message, and its text as it may be stored (None: as it is)."""

    message: Message
    stored: str | None = None


class Asking:
    """Builds the messages of an open form."""

    def __init__(self, engine: Engine, places: Places) -> None:
        self._engine, self._places = engine, places

    def pending(self, state: FormState, asker: Asker, unit: str, lead: str = "", brief: bool = False) -> Shown:
        """What the form waits for, with something said first. `brief`: asks for the confirmation without the summary."""
        if state.pending == CONFIRM and brief and state.form not in CASE_FORMS:
            return Shown(self._confirm(state, asker, _after(lead, say("ask_confirm", asker.language, unit=unit))))
        if state.pending == CONFIRM:
            return self._summary(state, asker, unit, lead)
        step = self._engine.step(state, state.pending or "")
        assert step is not None
        return Shown(self._question(state, step, asker, lead))

    def _question(self, state: FormState, step: Step, asker: Asker, lead: str) -> Message:
        language, slot = asker.language, self._engine.forms.slots[step.slot]
        options = [title(step.slot, option, language) for option in self._engine.options(state, step)]
        options = options or ([place.name for place in self._places.choosable()] if slot.reads == "place" else [])
        other = about_another(state)
        said = f"{about(step.slot, 'ask', language, other)} {about(step.slot, 'why', language, other)}"
        text, spoken = _with_options(said, options, step.optional, language)
        return Message(
            text=_after(lead, text),
            spoken=_after(lead, spoken),
            language=ours(language),
            kind=_kind(state),
            choices=[*self._answers(state, step, options), *_ways_out(state, step, language)],
            asks=Asks(slot=step.slot, optional=step.optional, input="choice" if options else slot.input),
        )

    def _answers(self, state: FormState, step: Step, titles: list[str]) -> list[Choice]:
        values: list[str] = list(self._engine.options(state, step))
        values = values or [place.slug for place in self._places.choosable()] if titles else values
        presses = [Press(do="answer", draft=state.draft, slot=step.slot, value=value) for value in values]
        return [Choice(title=name, payload=press.payload()) for name, press in zip(titles, presses, strict=True)]

    def _summary(self, state: FormState, asker: Asker, unit: str, lead: str) -> Shown:
        language = asker.language
        if state.form == "withdraw":
            text = say("ask_withdraw", language, reference=state.answers["reference"])
            return Shown(self._confirm(state, asker, _after(lead, text)), say("not_stored", language))
        head = say("summary", language, kind=say(f"noun_{state.form}", language), unit=unit)
        change = say("how_to_change", language, example=about("need", "label", language).lower())
        ask = say("ask_confirm", language, unit=unit)
        full = "\n\n".join([head, "\n".join(self.lines(state, language)), change, ask])
        stored = "\n\n".join([head, "\n".join(self.lines(state, language, masked=True)), change, ask])
        return Shown(self._confirm(state, asker, _after(lead, full)), _after(lead, stored))

    def _confirm(self, state: FormState, asker: Asker, text: str) -> Message:
        language = asker.language
        choices = [
            Choice(
                title=say(*_confirm_title(state, language)), payload=Press(do="confirm", draft=state.draft).payload()
            )
        ]
        if state.form not in CASE_FORMS:
            choices.append(
                Choice(title=say("change_button", language), payload=Press(do="change", draft=state.draft).payload())
            )
        choices.append(_cancel(state, language))
        asks = Asks(slot=CONFIRM, input="choice")
        return Message(text=text, language=ours(language), kind=_kind(state), choices=choices, asks=asks)

    def lines(self, state: FormState, language: str, masked: bool = False) -> list[str]:
        """The answers so far, one a line, with their names."""
        lines = []
        for step in self._engine.steps(state):
            if step.slot not in (*state.answers, *state.skipped):
                continue
            value = self.value(step.slot, state.answers.get(step.slot), language)
            shown = say("masked", language) if masked and step.slot in state.answers else value
            label = about(step.slot, "label", language, about_another(state))
            lines.append(say("summary_line", language, label=label, value=shown))
        return lines

    def value(self, slot: str, value: str | None, language: str) -> str:
        """A canonical value as people read it."""
        if value is None:
            return say("skipped", language)
        reads = self._engine.forms.slots[slot].reads
        if reads == "choice":
            return title(slot, value, language)
        if reads == "place":
            return self._places.all[value].name
        if reads == "phone":
            return show_phone(value)
        if reads == "day":
            return show_day(value, language)
        return say("no_interpreter", language) if value == NO_INTERPRETER and reads == "interpreter" else value

    def what_to_change(self, state: FormState, asker: Asker) -> Message:
        """Asks which answer to change."""
        language = asker.language
        slots = [step.slot for step in self._engine.steps(state) if step.slot in (*state.answers, *state.skipped)]
        names = {slot: about(slot, "label", language, about_another(state)) for slot in slots}
        choices = [
            Choice(title=name, payload=Press(do="change", draft=state.draft, slot=slot).payload())
            for slot, name in list(names.items())[-_MOST_BUTTONS:]
        ]
        text = f"{say('what_to_change', language)} {say('choices', language, options=listed(list(names.values()), language))}"
        asks = Asks(slot="change", input="choice")
        return Message(
            text=text, language=ours(language), kind="referral", choices=[*choices, _cancel(state, language)], asks=asks
        )


def about_another(state: FormState) -> bool:
    """Whether the form is about somebody else than its sender."""
    return state.form == "henvisning" or state.answers.get("for_whom") in _ANOTHER


def show_day(iso: str, language: str) -> str:
    """`2026-12-04` as `4. desember 2026`."""
    return day_in_words(date.fromisoformat(iso), ours(language))


def _kind(state: FormState) -> Kind:
    return "status" if state.form in CASE_FORMS else "referral"


def _confirm_title(state: FormState, language: str) -> tuple[str, str]:
    return ("withdraw_button" if state.form == "withdraw" else "confirm_button", language)


def _with_options(said: str, options: list[str], optional: bool, language: str) -> tuple[str, str]:
    """The question as it is read and as it is heard."""
    read, heard = [said], [said]
    if options:
        read.append(say("choices", language, options=listed(options, language)))
        heard.append(say("spoken_choices", language, options=listed(options, language)))
    if optional:
        read.append(say("optional", language))
        heard.append(say("spoken_optional", language))
    return " ".join(read), " ".join(heard)


def _ways_out(state: FormState, step: Step, language: str) -> list[Choice]:
    skip = Choice(title=say("skip", language), payload=Press(do="skip", draft=state.draft, slot=step.slot).payload())
    return [*([skip] if step.optional else []), _cancel(state, language)]


def _cancel(state: FormState, language: str) -> Choice:
    return Choice(title=say("cancel", language), payload=Press(do="cancel", draft=state.draft).payload())


def _after(lead: str, text: str) -> str:
    return f"{lead}\n\n{text}" if lead else text
