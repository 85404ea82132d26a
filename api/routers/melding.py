"""The form pages: choose what to send, fill it in, look it over, send it. No session: every step carries its answers along."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.dependencies import Address, TheGate
from api.gate import Gate
from api.logs import log
from api.ownership import owned
from api.pages.rendering import PageRoute, language_of, page, page_text, problem_page, sent_form
from api.pages.sheet_view import (
    FORMS,
    Begun,
    FormName,
    begun,
    read,
    receipt_page,
    review_page,
    settled,
    sheet_page,
    start_fields,
)  # fmt: skip
from intake.submission import build_submission, slot_of
from intake.wording import fault, ours
from referrals.faults import IdempotencyConflict, Invalid


class Chosen(BaseModel):
    """What the addresses of the pages carry: nothing about anybody."""

    sak: str = Field("", max_length=60)
    kommune: str = Field("", max_length=60)
    gjelder: str = Field("", max_length=60)
    sprak: str = Field("", max_length=10)
    neste: str = Field("", max_length=10)


InAddress = Annotated[Chosen, Query()]
router = APIRouter(prefix="/melding", tags=["pages"], route_class=PageRoute, default_response_class=HTMLResponse)


@router.get("", openapi_extra=owned("anyone", "referrals"))
async def start(request: Request, gate: TheGate, address: Address, chosen: InAddress) -> Response:
    """The first page: what to send, for whom, in which municipality."""
    await gate.limits.looking(address)
    language = language_of(request, chosen.sprak)
    sent = {"sak": chosen.sak, "gjelder": chosen.gjelder, "kommune": chosen.kommune}
    faults = await run_sync(_start_faults, gate, language, sent) if chosen.neste else {}
    if chosen.neste and not faults:
        form, who = settled(chosen.sak, chosen.gjelder)  # type: ignore[arg-type]  # one of FORMS, as just checked
        place = gate.catalogue.places.resolve(chosen.kommune)
        assert place is not None
        return RedirectResponse(f"/melding/{form}?kommune={place.slug}&gjelder={who}&sprak={language}", 303)
    title = page_text("start_title", language)
    asked = start_fields(gate, language, sent, faults)
    return page("start", language, title, status=422 if faults else 200, here="/melding", asked=asked, faults=faults)


@router.get("/{form}", openapi_extra=owned("anyone", "referrals"))
async def sheet(request: Request, form: FormName, gate: TheGate, address: Address, chosen: InAddress) -> HTMLResponse:
    """The empty sheet of a form."""
    await gate.limits.looking(address)
    wanted = {"kommune": chosen.kommune, "gjelder": chosen.gjelder}
    it = begun(gate, form, language_of(request, chosen.sprak), wanted)
    return await run_sync(sheet_page, gate, it, it.state(), {})


@router.post("/{form}", openapi_extra=owned("anyone", "referrals"))
async def review(request: Request, form: FormName, gate: TheGate, address: Address) -> HTMLResponse:
    """What was filled in: to be looked over, or with its faults to be put right."""
    await gate.limits.looking(address)
    it = await _sent(request, gate, form)
    return await run_sync(_reviewed, gate, it)


@router.post("/{form}/endre", openapi_extra=owned("anyone", "referrals"))
async def change(request: Request, form: FormName, gate: TheGate, address: Address) -> HTMLResponse:
    """The sheet again, with everything that was filled in."""
    await gate.limits.looking(address)
    it = await _sent(request, gate, form)
    return await run_sync(lambda: sheet_page(gate, it, read(gate, it).form, {}))


@router.post("/{form}/send", openapi_extra=owned("anyone", "referrals"))
async def send(request: Request, form: FormName, gate: TheGate, address: Address) -> HTMLResponse:
    """Sends what was looked over. Twice the same gives the same receipt."""
    await gate.limits.referring(address)
    it = await _sent(request, gate, form)
    return await run_sync(_send, request, gate, it)


async def _sent(request: Request, gate: Gate, form: FormName) -> Begun:
    fields = await sent_form(request)
    return begun(gate, form, language_of(request, fields.get("sprak")), fields)


def _start_faults(gate: Gate, language: str, sent: dict[str, str]) -> dict[str, str]:
    known = {
        "sak": sent["sak"] in FORMS,
        "gjelder": bool(sent["gjelder"]) or sent["sak"] == "henvisning",
        "kommune": gate.catalogue.places.resolve(sent["kommune"]) is not None,
    }
    fields = start_fields(gate, language, sent, {})
    return {field.slot: f"{field.label} {fault('required', language)}" for field in fields if not known[field.slot]}


def _reviewed(gate: Gate, it: Begun) -> HTMLResponse:
    found = read(gate, it)
    if found.faults:
        return sheet_page(gate, it, found.form, found.faults, 422)
    return review_page(gate, it, found.form)


def _send(request: Request, gate: Gate, it: Begun) -> HTMLResponse:
    found = read(gate, it)
    if found.faults:
        return sheet_page(gate, it, found.form, found.faults, 422)
    submission = build_submission(found.form, ours(it.language), "form")
    try:
        receipt = gate.referrals.submit(submission, f"form|{it.draft}")
    except Invalid as wrong:
        faults = {slot_of(item.field): fault(item.code, it.language) for item in wrong.faults}
        return sheet_page(gate, it, found.form, faults, 422)
    except IdempotencyConflict:
        return problem_page(request, "idempotency-conflict")
    except Exception as error:  # whatever is away: what was written stays on the page
        log.error("referral_not_sent", error=type(error).__name__)
        return review_page(gate, it, found.form, page_text("not_sent", it.language), 503)
    return receipt_page(receipt, it.language)
