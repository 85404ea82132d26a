"""Referrals: send one in, see how it goes, withdraw it, answer what the unit asked."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from api.case_access import invalid, with_case
from api.case_schemas import AnswerIn, CaseOut, ReceiptOut, WithdrawIn, case_out, receipt_out
from api.dependencies import Address, TheGate
from api.gate import Gate
from api.ownership import owned
from api.problems import Problem
from api.staff.guard import staff_of
from api.texts import preferred_language
from referrals.faults import Fault, IdempotencyConflict, Invalid
from referrals.people import Staff
from referrals.submission import Submission
from referrals.validation import shape_fault
from referrals.views import PublicCase

KEY = r"^[A-Za-z0-9][A-Za-z0-9_.:\-]{7,127}$"


class ReferralRoute(APIRoute):
    """Tells faults of shape in the same words as faults of content."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with our problem for FastAPI's."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as error:
                raise _problem(error, _language(request)) from None

        return handle


async def referral_secret(x_referral_secret: Annotated[str | None, Header(max_length=80)] = None) -> str | None:
    """The secret of the header. Never taken from the address, which logs and histories keep."""
    return x_referral_secret


@dataclass(frozen=True)
class Sender:
    """Who asks about a case: with the secret of the header, or without one as staff who are logged in."""

    gate: Gate
    address: str
    language: str
    secret: str
    staff: Staff | None = None

    async def case(self, act: Callable[[], PublicCase]) -> CaseOut:
        """What an act on the case gives."""
        return case_out(await with_case(self.gate, self.address, act, self.language), self.language)


async def the_sender(
    request: Request, gate: TheGate, address: Address, secret: Annotated[str | None, Depends(referral_secret)]
) -> Sender:
    """The caller of this request."""
    staff = None if secret else await staff_of(request)
    return Sender(gate, address, _language(request), secret or "", staff)


TheSender = Annotated[Sender, Depends(the_sender)]
router = APIRouter(prefix="/api/v1/referrals", tags=["referrals"], route_class=ReferralRoute)


@router.post("", status_code=201, openapi_extra=owned("anyone", "referrals"))
async def submit(
    request: Request,
    submission: Submission,
    gate: TheGate,
    address: Address,
    idempotency_key: Annotated[str, Header(pattern=KEY)],
) -> ReceiptOut:
    """Sends a referral in and gives its reference and secret. The same key with the same body gives the same receipt for a day."""
    await gate.limits.referring(address)
    language = _language(request)
    submission = submission.model_copy(update={"channel": "api"})
    try:
        receipt = await run_sync(gate.referrals.submit, submission, f"api|{idempotency_key}")
    except Invalid as wrong:
        raise invalid(wrong.faults, language) from None
    except IdempotencyConflict:
        raise Problem("idempotency-conflict") from None
    return receipt_out(receipt, language)


@router.get("/{reference}", openapi_extra=owned("sender", "referrals"))
async def read(reference: str, sender: TheSender) -> CaseOut:
    """How a case goes, for who has its secret (header X-Referral-Secret), or for staff of its unit (their session's cookie).

    404 for a forged reference and a wrong secret alike.
    """
    if (staff := sender.staff) is not None:
        return await sender.case(lambda: sender.gate.referrals.view_as_staff(staff, reference))
    return await sender.case(lambda: sender.gate.referrals.view(reference, sender.secret))


@router.post("/{reference}/withdraw", openapi_extra=owned("sender", "referrals"))
async def withdraw(reference: str, sender: TheSender, wanted: WithdrawIn | None = None) -> CaseOut:
    """Ends the case at the sender's wish and tells the unit."""
    wanted = wanted or WithdrawIn()
    secret, note = sender.secret or wanted.secret or "", wanted.note
    return await sender.case(lambda: sender.gate.referrals.withdraw(reference, secret, note))


@router.post("/{reference}/answer", openapi_extra=owned("sender", "referrals"))
async def answer(reference: str, sender: TheSender, wanted: AnswerIn) -> CaseOut:
    """Answers what the unit asked."""
    secret = sender.secret or wanted.secret or ""
    return await sender.case(lambda: sender.gate.referrals.answer(reference, secret, wanted.text))


def _language(request: Request) -> str:
    return preferred_language(request.headers.get("accept-language")) or "nb"


def _problem(error: RequestValidationError, language: str) -> Exception:
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return error
    if any(item["loc"][0] == "header" and item["loc"][-1] == "idempotency-key" for item in found):
        return Problem("idempotency-key-missing")
    faults: list[Fault] = [shape_fault(".".join(map(str, item["loc"][1:])), item["type"]) for item in found[:20]]
    return invalid(faults, language)
