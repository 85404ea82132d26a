"""What a sender reads after sending: the receipt, and later how the case goes."""

from __future__ import annotations

from datetime import date

from answers.message import Message
from intake.reading.phones import show_phone
from intake.wording import ours, say
from referrals.views import PublicCase, Receipt, WhomToAsk
from referrals.wording import day_in_words, name_of, next_step


def receipt_message(receipt: Receipt, language: str) -> Message:
    """Reference, secret, what happens next and by when, whom to ask, how to withdraw."""
    codes = "\n".join(
        (
            say("sent_reference", language, reference=receipt.reference),
            say("sent_secret", language, secret=receipt.secret),
        )
    )
    last = [whom(receipt.whom_to_ask, language), say("not_erased", language)]
    paragraphs = [
        say("sent", language),
        codes,
        say("sent_keep", language),
        " ".join(receipt_lines(receipt, language)),
        " ".join(last),
    ]
    text = "\n\n".join(paragraphs)
    spoken = text.replace(receipt.reference, spelled(receipt.reference)).replace(
        receipt.secret, spelled(receipt.secret)
    )
    return Message(text=text, spoken=spoken, language=ours(language), kind="referral")


def receipt_lines(receipt: Receipt, language: str) -> list[str]:
    """What happens next after sending, a sentence each."""
    days: dict[str, date | None] = {"seen_by": receipt.seen_by, "expected_by": receipt.expected_by}
    return _next(receipt.next_steps, language, receipt.unit_name, days)


def status_message(case: PublicCase, language: str) -> Message:
    """Where a case is, what comes next, by when, and whom to ask. Nothing that was given is said again."""
    head = f"{case.reference}: {state_name(case, language)}. {case.unit_name}."
    lines = [
        head,
        *case_details(case, language),
        " ".join(case_lines(case, language)),
        whom(case.whom_to_ask, language),
    ]
    return Message(text="\n\n".join(filter(None, lines)), language=ours(language), kind="status")


def state_name(case: PublicCase, language: str) -> str:
    """What a state is called."""
    return name_of("states", case.status, ours(language))


def case_lines(case: PublicCase, language: str) -> list[str]:
    """What happens next with a case, a sentence each."""
    days = {
        "seen_by": case.seen_by,
        "expected_by": case.expected_by,
        "appeal_by": case.appeal.by if case.appeal else None,
    }
    return _next(case.next_steps, language, case.unit_name, days, case.appeal.law if case.appeal else "")


def case_details(case: PublicCase, language: str) -> list[str]:
    """What the unit wrote to the sender: the coordinator, a question, a reason."""
    lines = []
    if case.coordinator:
        lines.append(say("coordinator_is", language, name=case.coordinator))
    if case.question:
        lines.append(say("question_is", language, question=case.question))
    if case.reason:
        lines.append(say("reason_is", language, reason=case.reason))
    return lines


def _next(codes: tuple[str, ...], language: str, unit: str, days: dict[str, date | None], law: str = "") -> list[str]:
    shown = {name: day_in_words(day, ours(language)) for name, day in days.items() if day is not None}
    return [next_step(code, ours(language), unit=unit, law=law, **shown) for code in codes]


def whom(ask: WhomToAsk, language: str) -> str:
    """Whom to ask, with a number only where the catalogue has one."""
    if not ask.phone:
        return say("whom_to_ask", language, name=ask.name)
    phone = show_phone(ask.phone) if ask.phone.startswith("+") else ask.phone
    return say("whom_to_call", language, name=ask.name, phone=phone)


def spelled(code: str) -> str:
    """`V-7KQ3` as it is read aloud: `V, 7, K, Q, 3`."""
    return ", ".join(sign for sign in code if sign.isalnum())
