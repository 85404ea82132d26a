"""Hands a confirmed form in, and carries out what was asked about a case. Nothing is lost when that fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from answers.message import Message
from intake.asking import Asker, Shown
from intake.ports import Referrals
from intake.receipts import receipt_message, status_message
from intake.state import FormState, IntakeState, Sent
from intake.submission import build_submission, slot_of
from intake.wording import fault, ours, say
from referrals.faults import Fault, IdempotencyConflict, Invalid, TooMany, Unknown
from referrals.states import Forbidden
from referrals.submission import Submission
from referrals.views import PublicCase, Receipt

_WRONG_MOST, _WRONG_WITHIN = 5, timedelta(minutes=15)
_log = structlog.get_logger("veiviser.intake")


@dataclass(frozen=True)
class Carried:
    """What came of it: the state afterwards and what is shown; or `lead`, when the form stays open and asks on."""

    state: IntakeState
    shown: Shown | None = None
    lead: str = ""


class Sending:
    """Talks to the referrals."""

    def __init__(self, referrals: Referrals, clock: Callable[[], datetime]) -> None:
        self._referrals, self._clock = referrals, clock

    def send(self, state: IntakeState, form: FormState, asker: Asker) -> Carried:
        """Submits a confirmed form; the draft is the idempotency key, so that twice confirmed is once sent."""
        submission = build_submission(form, ours(asker.language), asker.channel)
        try:
            receipt, lead = self._submit(submission, form, asker)
        except Invalid as wrong:
            return _corrected(state, form, wrong.faults, asker)
        except TooMany:
            return Carried(_with(state, form), lead=say("too_many", asker.language))
        except Exception as error:  # whatever is away: nothing is lost, and the person hears another way
            _log.error("referral_not_sent", error=type(error).__name__)
            attempted = form.model_copy(update={"attempted": submission.model_dump(mode="json")})
            return Carried(_with(state, attempted), lead=say("not_sent", asker.language))
        message = receipt_message(receipt, asker.language)
        message = message.model_copy(update={"text": f"{lead}\n\n{message.text}" if lead else message.text})
        return Carried(
            state.model_copy(update={"form": None, "sent": Sent(draft=form.draft, receipt=message)}), Shown(message)
        )

    def _submit(self, submission: Submission, form: FormState, asker: Asker) -> tuple[Receipt, str]:
        try:
            return self._referrals.submit(submission, form.draft, asker.conversation_id), ""
        except IdempotencyConflict:
            if form.attempted is None:
                raise
        first = Submission.model_validate(form.attempted)
        return self._referrals.submit(first, form.draft, asker.conversation_id), say("already_sent", asker.language)

    def about_case(self, state: IntakeState, form: FormState, asker: Asker) -> Carried:
        """Looks a case up, withdraws it or answers its question."""
        if self._too_many_wrong(state):
            return Carried(state.model_copy(update={"form": None}), _told("too_many_tries", asker))
        try:
            message = self._asked(form, asker)
        except Unknown:
            return self._wrong(state, form, asker)
        except Forbidden:
            key = "cannot_withdraw" if form.form == "withdraw" else "cannot_answer"
            return Carried(state.model_copy(update={"form": None}), _told(key, asker))
        except Exception as error:
            _log.error("case_not_reached", error=type(error).__name__)
            return Carried(_with(state, form), lead=say("no_answer_now", asker.language))
        stored = say("not_stored", asker.language)
        return Carried(state.model_copy(update={"form": None, "wrong_at": []}), Shown(message, stored))

    def _asked(self, form: FormState, asker: Asker) -> Message:
        reference, secret = form.answers["reference"], form.answers["secret"]
        if form.form == "withdraw":
            return _first(say("withdrawn", asker.language), self._referrals.withdraw(reference, secret), asker)
        if form.form == "answer":
            case = self._referrals.answer(reference, secret, form.answers["reply"])
            return _first(say("answered", asker.language), case, asker)
        return status_message(self._referrals.view(reference, secret), asker.language)

    def _wrong(self, state: IntakeState, form: FormState, asker: Asker) -> Carried:
        """Asks for both again: which of the two was wrong is not told."""
        kept = {slot: value for slot, value in form.answers.items() if slot not in ("reference", "secret")}
        again = form.model_copy(update={"answers": kept, "given": [], "pending": "reference"})
        wrong_at = [*state.wrong_at[-_WRONG_MOST:], self._clock().isoformat()]
        return Carried(
            state.model_copy(update={"form": again, "wrong_at": wrong_at}), lead=say("wrong_secret", asker.language)
        )

    def _too_many_wrong(self, state: IntakeState) -> bool:
        since = self._clock() - _WRONG_WITHIN
        return sum(datetime.fromisoformat(at) > since for at in state.wrong_at) >= _WRONG_MOST


def _corrected(state: IntakeState, form: FormState, faults: list[Fault], asker: Asker) -> Carried:
    """Asks again for the first answer that the receiver cannot take."""
    slot = slot_of(faults[0].field)
    answers = {name: value for name, value in form.answers.items() if name != slot}
    again = form.model_copy(
        update={"answers": answers, "pending": slot, "skipped": [s for s in form.skipped if s != slot]}
    )
    return Carried(_with(state, again), lead=fault(faults[0].code, asker.language))


def _with(state: IntakeState, form: FormState) -> IntakeState:
    return state.model_copy(update={"form": form})


def _told(key: str, asker: Asker) -> Shown:
    return Shown(Message(text=say(key, asker.language), language=ours(asker.language), kind="status"))


def _first(told: str, case: PublicCase, asker: Asker) -> Message:
    message = status_message(case, asker.language)
    return message.model_copy(update={"text": f"{told}\n\n{message.text}"})
