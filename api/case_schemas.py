"""The shapes of referrals over HTTP: what is sent in is `referrals.submission.Submission`; this is what comes back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from api.schemas import Strict
from intake.receipts import case_lines, receipt_lines
from referrals.kinds import Kind
from referrals.states import Event, State
from referrals.views import PublicCase, Receipt, WhomToAsk

Secret = Annotated[str, Field(min_length=1, max_length=80)]


class WhomOut(Strict):
    """Whom to ask. Phone and e-mail only where the catalogue has them."""

    name: str
    phone: str | None
    email: str | None


class StepOut(Strict):
    """What happens next: a code that does not change, and its words in the language asked for."""

    code: str
    text: str


class ReceiptOut(Strict):
    """What a sender gets once. `secret` opens the case and is shown here only."""

    reference: str
    secret: str
    status: State
    kind: Kind
    unit: str
    submitted_at: datetime
    seen_by: date
    expected_by: date
    whom_to_ask: WhomOut
    next_steps: list[StepOut]


class HistoryOut(Strict):
    """One change. `note` is what the unit wrote to the sender."""

    at: datetime
    event: Event
    state: State
    note: str | None


class AppealOut(Strict):
    """By when a rejection can be appealed, and by which law."""

    by: date
    law: str


class CaseOut(Strict):
    """A case as its sender may see it. Nothing of what was sent is in it."""

    reference: str
    status: State
    kind: Kind
    unit: str
    submitted_at: datetime
    seen_by: date | None
    expected_by: date | None
    whom_to_ask: WhomOut
    history: list[HistoryOut]
    next_steps: list[StepOut]
    question: str | None
    coordinator: str | None
    reason: str | None
    appeal: AppealOut | None
    can_withdraw: bool


class WithdrawIn(Strict):
    """The secret may also come in the header X-Referral-Secret."""

    secret: Secret | None = None
    note: Annotated[str, Field(max_length=1_000)] | None = None


class AnswerIn(Strict):
    """The answer to the unit's question; the secret as for withdrawing."""

    text: Annotated[str, Field(min_length=1, max_length=4_000)]
    secret: Secret | None = None


def receipt_out(receipt: Receipt, language: str) -> ReceiptOut:
    """The receipt with its words in a language."""
    return ReceiptOut(
        reference=receipt.reference,
        secret=receipt.secret,
        status=receipt.status,
        kind=receipt.kind,
        unit=receipt.unit_name,
        submitted_at=receipt.submitted_at,
        seen_by=receipt.seen_by,
        expected_by=receipt.expected_by,
        whom_to_ask=_whom(receipt.whom_to_ask),
        next_steps=_steps(receipt.next_steps, receipt_lines(receipt, language)),
    )


def case_out(case: PublicCase, language: str) -> CaseOut:
    """The case with its words in a language."""
    return CaseOut(
        reference=case.reference,
        status=case.status,
        kind=case.kind,
        unit=case.unit_name,
        submitted_at=case.submitted_at,
        seen_by=case.seen_by,
        expected_by=case.expected_by,
        whom_to_ask=_whom(case.whom_to_ask),
        history=[HistoryOut(at=line.at, event=line.event, state=line.state, note=line.note) for line in case.history],
        next_steps=_steps(case.next_steps, case_lines(case, language)),
        question=case.question,
        coordinator=case.coordinator,
        reason=case.reason,
        appeal=AppealOut(by=case.appeal.by, law=case.appeal.law) if case.appeal else None,
        can_withdraw=case.can_withdraw,
    )


def _whom(whom: WhomToAsk) -> WhomOut:
    return WhomOut(name=whom.name, phone=whom.phone, email=whom.email)


def _steps(codes: tuple[str, ...], texts: list[str]) -> list[StepOut]:
    return [StepOut(code=code, text=text) for code, text in zip(codes, texts, strict=True)]
