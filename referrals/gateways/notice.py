"""The words of a notice: that something waits, how urgent, where to log in. No names, no health."""

from __future__ import annotations

from dataclasses import dataclass

from referrals.clock import oslo_day
from referrals.gateways.base import Delivery
from referrals.wording import day_in_words, in_language, name_of, texts


@dataclass(frozen=True)
class Words:
    """Subject (one line) and body (plain text) of a notice."""

    subject: str
    body: str


def notice_words(delivery: Delivery, staff_url: str) -> Words:
    """In the unit's language form."""
    language, frames = delivery.unit_language, texts("notices")
    link = f"{staff_url.rstrip('/')}/saker/{delivery.referral_id}"
    lines = [in_language(frames["body"][delivery.notice], language)]
    lines.append(f"{name_of('kinds', delivery.kind, language)}, {delivery.reference}.")
    if delivery.due_at is not None:
        lines.append(in_language(frames["due"], language).format(due=day_in_words(oslo_day(delivery.due_at), language)))
    lines += ["", in_language(frames["open"], language).format(link=link)]
    lines += ["", in_language(frames["automatic"], language)]
    subject = in_language(frames["subject"][delivery.notice], language).format(reference=delivery.reference)
    return Words(subject, "\n".join(lines) + "\n")
