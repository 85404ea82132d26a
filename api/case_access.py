"""Cases by reference and secret: every way in counts wrong ones, tells them alike and turns the domain's errors into problems."""

from __future__ import annotations

from collections.abc import Callable

from anyio.to_thread import run_sync

from api.gate import Gate
from api.problems import Problem
from intake.wording import ours
from referrals.faults import Fault, Invalid, Unknown
from referrals.states import Forbidden
from referrals.views import PublicCase
from referrals.wording import fault_text


async def with_case(gate: Gate, address: str, act: Callable[[], PublicCase], language: str) -> PublicCase:
    """What the act gives. Raises Problem: `too-fast`, `referral-unknown` (forged reference and wrong secret alike),
    `referral-not-possible`, `referral-invalid`."""
    await gate.limits.may_guess(address)
    try:
        return await run_sync(act)
    except Unknown:
        await gate.limits.guessed(address)
        raise Problem("referral-unknown") from None
    except Forbidden:
        raise Problem("referral-not-possible") from None
    except Invalid as wrong:
        raise invalid(wrong.faults, language) from None


def invalid(faults: list[Fault], language: str) -> Problem:
    """422 with every fault: where, which, and what to do about it in words."""
    errors = [
        {
            "in": "body",
            "pointer": "/" + fault.field.replace(".", "/"),
            "code": fault.code,
            "detail": fault_text(fault.code, ours(language)),
        }
        for fault in faults
    ]
    return Problem("referral-invalid", errors=errors)
