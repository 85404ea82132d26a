"""The pages of a case that was sent: see how it goes, answer, withdraw. Reference and secret travel in bodies only."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.case_access import with_case
from api.dependencies import Address, TheGate
from api.gate import Gate
from api.ownership import owned
from api.pages.rendering import PageRoute, language_of, page, page_text, sent_form
from api.problems import Problem
from api.texts import in_language, load_texts
from intake.receipts import case_lines, state_name, whom
from intake.sheet import Field
from intake.wording import about, ours
from referrals.clock import oslo_day
from referrals.views import PublicCase
from referrals.wording import day_in_words, name_of

router = APIRouter(prefix="/melding/sak", tags=["pages"], route_class=PageRoute, default_response_class=HTMLResponse)
_REFUSED = ("referral-unknown", "referral-not-possible", "referral-invalid")


@router.get("", openapi_extra=owned("anyone", "referrals"))
async def ask(request: Request, gate: TheGate, address: Address, sprak: str = "") -> HTMLResponse:
    """Asks for reference and secret."""
    await gate.limits.looking(address)
    return _find(language_of(request, sprak), {}, {})


@router.post("", openapi_extra=owned("anyone", "referrals"))
async def show(request: Request, gate: TheGate, address: Address) -> HTMLResponse:
    """How the case goes."""
    sent = await sent_form(request)
    language = language_of(request, sent.get("sprak"))
    try:
        case = await _view(gate, address, sent, language)
    except Problem as problem:
        return _refused(problem, language, sent)
    return _case(case, language, sent)


@router.post("/svar", openapi_extra=owned("anyone", "referrals"))
async def answer(request: Request, gate: TheGate, address: Address) -> HTMLResponse:
    """Answers what the unit asked."""
    sent = await sent_form(request)
    language, text = language_of(request, sent.get("sprak")), sent.get("svar", "")
    try:
        if not text:
            case = await _view(gate, address, sent, language)
            return _case(case, language, sent, faults={"svar": page_text("write_answer", language)})
        reference, secret = sent.get("reference", ""), sent.get("secret", "")
        case = await with_case(gate, address, lambda: gate.referrals.answer(reference, secret, text), language)
    except Problem as problem:
        return _refused(problem, language, sent)
    return _case(case, language, sent, notice=page_text("answered", language))


@router.post("/trekk", openapi_extra=owned("anyone", "referrals"))
async def withdraw(request: Request, gate: TheGate, address: Address) -> HTMLResponse:
    """Withdraws the case, when the box is ticked."""
    sent = await sent_form(request)
    language = language_of(request, sent.get("sprak"))
    try:
        if "ja" not in sent:
            case = await _view(gate, address, sent, language)
            return _case(case, language, sent, faults={"ja": page_text("check_needed", language)})
        reference, secret = sent.get("reference", ""), sent.get("secret", "")
        case = await with_case(gate, address, lambda: gate.referrals.withdraw(reference, secret), language)
    except Problem as problem:
        return _refused(problem, language, sent)
    return _case(case, language, sent, notice=page_text("withdrawn", language))


async def _view(gate: Gate, address: str, sent: dict[str, str], language: str) -> PublicCase:
    reference, secret = sent.get("reference", ""), sent.get("secret", "")
    return await with_case(gate, address, lambda: gate.referrals.view(reference, secret), language)


def _refused(problem: Problem, language: str, sent: dict[str, str]) -> HTMLResponse:
    """The question again, with what did not fit. Which of the two was wrong is not told."""
    if problem.slug not in _REFUSED:
        raise problem
    texts = load_texts("problems")[problem.slug]
    return _find(language, sent, {"reference": in_language(texts["detail"], language)}, texts["status"])


def _find(language: str, sent: dict[str, str], faults: dict[str, str], status: int = 200) -> HTMLResponse:
    asked = [
        Field(
            slot=slot,
            label=page_text(slot, language),
            why=about(slot, "why", language).split(". ")[0].rstrip(".") + ".",
            optional=False,
            input="text",
            options=[],
            rows=1,
            most=80,
            autocomplete="off",
            value=sent.get(slot, ""),
            fault=faults.get(slot),
        )
        for slot in ("reference", "secret")
    ]
    here = None if sent else "/melding/sak"
    return page(
        "find", language, page_text("find_title", language), status=status, here=here, asked=asked, faults=faults
    )


def _case(
    case: PublicCase, language: str, sent: dict[str, str], *, notice: str = "", faults: dict[str, str] | None = None
) -> HTMLResponse:
    history = [
        {
            "at": line.at.isoformat(),
            "day": day_in_words(oslo_day(line.at), ours(language)),
            "event": name_of("events", line.event, ours(language)),
            "note": line.note,
        }
        for line in case.history
    ]
    codes = {"sprak": language, "reference": sent.get("reference", ""), "secret": sent.get("secret", "")}
    return page(
        "case",
        language,
        page_text("find_title", language),
        status=422 if faults else 200,
        case=case,
        state=state_name(case, language),
        kind=name_of("kinds", case.kind, ours(language)),
        lines=case_lines(case, language),
        history=history,
        whom=whom(case.whom_to_ask, language),
        codes=codes,
        answer=sent.get("svar", ""),
        notice=notice,
        faults=faults or {},
    )
