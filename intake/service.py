"""The public face of the room: a message and what is kept of the form go in; what to say and what to keep come out. Blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from answers.message import Choice, DialogueContext, Message, Reply, Wish
from intake.asking import Asker, Asking, Shown
from intake.engine import Engine
from intake.filling import Filled, Filling
from intake.forms import CASE_FORMS, CONFIRM, load_forms
from intake.payloads import Press, read_press
from intake.ports import Referrals
from intake.reading.answers import AnswerReader, find_reference
from intake.sending import Carried, Sending
from intake.state import FormState, IntakeState, ShownTexts
from intake.wording import ours, say
from knowledge_base.service import Catalogue
from referrals.clock import Clock, now, oslo_day
from referrals.kinds import Kind

_WITHDRAWS = re.compile(r"\b(?:trekk\w*|withdraw\w*|tilbakekall\w*)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:svar|svare|answer|reply)\b", re.IGNORECASE)
_START_ANSWER = re.compile(r"^\W*(?:svar|svare|answer) (?:til )?(?:kontoret|the office)\W*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NAMES = ("name", "person_name")
NAME_MASK = "[navn]"
_NO_CONTEXT = DialogueContext()


@dataclass(frozen=True)
class Heard:
    """What to say and keep. `stored` are the texts of `messages` as they may be stored; `said_as` what is stored of the person's words
    (None: as usual); `municipality` the place that was named."""

    messages: list[Message]
    stored: list[str]
    state: IntakeState
    said_as: str | None = None
    municipality: str | None = None


@dataclass(frozen=True)
class Aside:
    """The person asked something else: it is answered as any message, then `after_aside` leads back."""


class IntakeService:
    """Fills in forms in conversations, sends them, and looks after cases that were sent."""

    def __init__(self, catalogue: Catalogue, referrals: Referrals, clock: Clock = now) -> None:
        self._catalogue, self._referrals = catalogue, referrals

        def today() -> date:
            return oslo_day(clock())

        forms = load_forms()
        self._engine = Engine(forms, AnswerReader(forms, catalogue.places, today), today)
        self.asking = Asking(self._engine, catalogue.places)
        self._filling = Filling(self._engine)
        self._sending = Sending(referrals, clock)

    @staticmethod
    def may_hear(text: str, payload: str | None) -> bool:
        """Whether `hear` could be anything but None while no form is kept. Cheap, and does not block."""
        return bool(payload) or find_reference(text) is not None or _START_ANSWER.match(text) is not None

    def hear(self, state: IntakeState, text: str, payload: str | None, asker: Asker) -> Heard | Aside | None:
        """A typed `text`, or a button with its `payload`. None when it is nothing to this room."""
        press = read_press(payload) if payload else None
        if press is not None:
            return self._press(state, press, asker)
        if payload:
            return Aside() if state.form else None
        if (found := self._about_case(state, text, asker)) is not None:
            return found
        if state.form is None:
            return None
        return self._on(state, self._filling.hear(state.form, text, asker), asker)

    def start(self, state: IntakeState, wish: Wish, reply: Reply, asker: Asker) -> Heard:
        """Opens the form that a reply wishes for, and asks its first question below the reply."""
        form = self._engine.open(wish.form, wish.service, wish.municipality or asker.municipality, asker.role)
        lead = self._introduction(form, asker)
        shown = self._pending(form, asker, lead)
        return self._below(reply, shown, IntakeState(form=form, sent=state.sent, wrong_at=state.wrong_at))

    def after_aside(self, state: IntakeState, reply: Reply, asker: Asker) -> Heard:
        """The reply to a question in between, and the question that waits."""
        assert state.form is not None
        shown = self._pending(state.form, asker, "", brief=True)
        back = say("back_to", asker.language, question=shown.message.text)
        spoken = say("back_to", asker.language, question=shown.message.spoken or shown.message.text)
        message = shown.message.model_copy(update={"text": back, "spoken": spoken})
        return self._below(reply, Shown(message, shown.stored and back), state)

    def pause(self, state: IntakeState, text: str, message: Message, asker: Asker) -> Heard:
        """A message that the safety rules answered while a form is open: free text is kept as the answer, and the form waits until the
        person wants to go on."""
        assert state.form is not None
        form = self._filling.note(state.form, text, asker)
        note = say("paused", asker.language)
        proceed = Choice(title=say("continue", asker.language), payload=Press(do="proceed", draft=form.draft).payload())
        told = message.model_copy(
            update={
                "text": f"{message.text}\n\n{note}",
                "spoken": f"{message.spoken} {note}" if message.spoken else None,
                "choices": [*message.choices, proceed],
            }
        )
        return Heard(
            [told], [told.text], state.model_copy(update={"form": form, "shown": None}), said_as=say("masked", "nb")
        )

    def mask(self, state: IntakeState, text: str) -> str:
        """The text without the names that the form knows: what was told here goes to no other part of the house."""
        if state.form is None:
            return text
        known = {word for slot in _NAMES for word in _LETTERS.findall(state.form.answers.get(slot, ""))}
        for word in sorted(known, key=len, reverse=True):
            text = re.sub(rf"\b{re.escape(word)}\w*", NAME_MASK, text, flags=re.IGNORECASE)
        return text

    def _press(self, state: IntakeState, press: Press, asker: Asker) -> Heard | Aside:
        if press.do == "start":
            wish = Wish(form=press.value)  # type: ignore[arg-type]  # checked by Wish itself
            return self.start(state, wish, Reply(messages=[], context=_NO_CONTEXT), asker)
        if state.sent is not None and press.draft == state.sent.draft and press.do == "confirm":
            return Heard([state.sent.receipt], [state.sent.receipt.text], state)
        if state.form is None or press.draft != state.form.draft:
            return self._stale(state, asker)
        return self._on(state, self._filling.press(state.form, press, asker), asker)

    def _stale(self, state: IntakeState, asker: Asker) -> Heard:
        told = say("stale", asker.language)
        if state.form is not None:
            shown = self._pending(state.form, asker, told)
            return self._heard([shown], state, None)
        return self._heard([Shown(Message(text=told, language=ours(asker.language), kind="clarify"))], state, None)

    def _about_case(self, state: IntakeState, text: str, asker: Asker) -> Heard | Aside | None:
        """A message with a reference in it, or a wish to answer the office, opens the form about that case: the secret in it must
        not go anywhere else."""
        open_case = state.form is not None and state.form.form in CASE_FORMS
        reference = find_reference(text)
        if open_case or (state.form is not None and reference is None):
            return None
        if reference is None:
            if not _START_ANSWER.match(text):
                return None
            return self.start(state, Wish(form="answer"), Reply(messages=[], context=_NO_CONTEXT), asker)
        name = "withdraw" if _WITHDRAWS.search(text) else "answer" if _ANSWERS.search(text) else "status"
        form = self._engine.open(name, None, None, asker.role)
        form = self._engine.answer(form, "reference", text).state
        filled = Filled(form, said_as=say("masked", asker.language))
        return self._on(state.model_copy(update={"form": form}), filled, asker)

    def _on(self, state: IntakeState, filled: Filled, asker: Asker) -> Heard | Aside:
        """What follows: the next question, sending, ending."""
        if filled.then == "aside":
            return Aside()
        state = state.model_copy(update={"form": filled.form})
        if filled.then == "cancel":
            return self._cancelled(state, filled.lead, asker)
        if filled.then == "choose":
            return self._heard([Shown(self.asking.what_to_change(filled.form, asker))], state, filled.said_as)
        ready = filled.form.pending == CONFIRM
        if filled.then == "send" and filled.form.form not in CASE_FORMS:
            return self._carried(self._sending.send(state, filled.form, asker), filled, asker)
        if ready and filled.form.form in CASE_FORMS and (filled.then == "send" or filled.form.form != "withdraw"):
            return self._carried(self._sending.about_case(state, filled.form, asker), filled, asker)
        return self._heard([self._pending(filled.form, asker, filled.lead, filled.brief)], state, filled.said_as)

    def _carried(self, carried: Carried, filled: Filled, asker: Asker) -> Heard:
        if carried.shown is not None:
            return self._heard([carried.shown], carried.state, filled.said_as)
        assert carried.state.form is not None
        lead = (
            f"{carried.lead} {self._call_instead(carried.state.form, asker)}".strip()
            if carried.state.form.attempted
            else carried.lead
        )
        return self._heard([self._pending(carried.state.form, asker, lead)], carried.state, filled.said_as)

    def _cancelled(self, state: IntakeState, lead: str, asker: Asker) -> Heard:
        case = state.form is not None and state.form.form in CASE_FORMS
        text = lead or say("cancelled_case" if case else "cancelled", asker.language)
        message = Message(text=text, language=ours(asker.language), kind="smalltalk")
        return self._heard([Shown(message)], state.model_copy(update={"form": None}), None)

    def _pending(self, form: FormState, asker: Asker, lead: str, brief: bool = False) -> Shown:
        return self.asking.pending(form, asker, self._unit(form), lead, brief)

    def _unit(self, form: FormState) -> str:
        if form.form is None or form.form in CASE_FORMS or "municipality" not in form.answers:
            return ""
        return self._referrals.units.receiver(Kind(form.form), form.answers["municipality"], form.service).name

    def _introduction(self, form: FormState, asker: Asker) -> str:
        parts = [say(f"start_{form.form or 'unknown'}", asker.language)]
        if asker.role == "relative" and form.form not in CASE_FORMS:
            parts.append(say("relative_note", asker.language))
        service = self._catalogue.service(form.service) if form.service else None
        if service is not None:
            name = service.name.in_language(ours(asker.language)) or service.name.nb
            parts.append(say("about_service", asker.language, service=name.split(" (")[0]))
        return " ".join(parts)

    def _call_instead(self, form: FormState, asker: Asker) -> str:
        """The place's number to call, as the catalogue has it."""
        call = self._catalogue.service(self._catalogue.offices.of(form.answers.get("municipality")).call)
        if call is None or call.contact is None or not call.contact.phone:
            return ""
        return say("or_call", asker.language, name=call.name.nb.split(" (")[0], phone=call.contact.phone)

    def _below(self, reply: Reply, shown: Shown, state: IntakeState) -> Heard:
        """One message of a reply and the question below it."""
        if not reply.messages:
            return self._heard([shown], state, None)
        *before, last = reply.messages
        asked = shown.message
        merged = last.model_copy(
            update={
                "text": f"{last.text}\n\n{asked.text}",
                "spoken": f"{last.spoken or last.text} {asked.spoken or asked.text}",
                "choices": asked.choices,
                "asks": asked.asks,
            }
        )
        return self._heard([*map(Shown, before), Shown(merged)], state, None)

    def _heard(self, shown: list[Shown], state: IntakeState, said_as: str | None) -> Heard:
        """With the texts that are stored. While a form is open, what differs from them is kept with the form."""
        messages = [one.message for one in shown]
        stored = [one.stored or one.message.text for one in shown]
        texts = [message.text for message in messages]
        kept = ShownTexts(texts=texts) if state.form is not None and texts != stored else None
        place = state.form.answers.get("municipality") if state.form else None
        return Heard(messages, stored, state.model_copy(update={"shown": kept}), said_as, place)
