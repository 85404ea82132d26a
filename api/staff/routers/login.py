"""Login: the page, the way to the provider and back, and the demo people of development."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.dependencies import Address, TheGate
from api.ownership import owned
from api.problems import Problem
from api.staff.entrance import enter, refuse
from api.staff.guard import Parts, from_our_page, ours, read_form
from api.staff.oidc.client import LoginRefused, OidcClient, ProviderAway
from api.staff.oidc.people import person_of
from api.staff.pages import page
from api.staff.parts import StaffParts
from referrals.people import Staff

router = APIRouter(prefix="/ansatt/logg-inn")
_MINUTES = 600
_Short = Annotated[str | None, Query(max_length=2_000)]


@router.get("", openapi_extra=owned("anyone", "inbox"))
async def show(request: Request, parts: Parts, gate: TheGate, videre: _Short = None) -> Response:
    """The login page."""
    people = parts.login.development.people() if parts.login.development else {}
    known = gate.catalogue.places.all
    places = {slug: known[slug].name for person in people.values() for slug in person.municipalities if slug in known}
    by_provider, onward = parts.login.oidc is not None, ours(videre)
    return await run_sync(
        lambda: page(request, "login.html", people=people, places=places, by_provider=by_provider, onward=onward)
    )


@router.get("/start", openapi_extra=owned("anyone", "inbox"))
async def begin(parts: Parts, gate: TheGate, address: Address, videre: _Short = None) -> Response:
    """Off to the provider. The attempt is bound to this browser by a cookie."""
    await gate.limits.looking(address)
    client = _provider(parts)
    attempt, browser = await run_sync(parts.attempts.begin, ours(videre))
    try:
        target = await client.begin(attempt)
    except ProviderAway:
        raise Problem("login-away") from None
    response = RedirectResponse(target, 303)
    response.set_cookie(
        parts.login_cookie, browser, max_age=_MINUTES, path="/", secure=parts.secure, httponly=True, samesite="lax"
    )
    return response


@router.get("/tilbake", openapi_extra=owned("anyone", "inbox"))
async def come_back(
    request: Request,
    parts: Parts,
    gate: TheGate,
    address: Address,
) -> Response:
    """From the provider, with a code. Everything is checked before anybody is let in, and every outcome is logged."""
    await gate.limits.looking(address)
    client, said = _provider(parts), request.query_params
    attempt = await run_sync(parts.attempts.take, said.get("state", ""), request.cookies.get(parts.login_cookie, ""))
    try:
        if attempt is None:
            raise LoginRefused("state")
        if "code" not in said:
            raise LoginRefused("cancelled")
        found = await client.finish(attempt, said["code"], said.get("iss"))
    except LoginRefused as refusal:
        return await refuse(request, parts, refusal.reason)
    except ProviderAway:
        raise Problem("login-away") from None
    staff = await run_sync(_person, parts, found.claims)
    if staff is None:
        return await refuse(request, parts, "no access", str(found.claims["sub"]))
    return await enter(request, parts, staff, attempt.onward, found.id_token)


@router.post("/utvikling", openapi_extra=owned("anyone", "inbox"))
async def be_somebody(request: Request, parts: Parts) -> Response:
    """Becomes one of the demo people. Not there outside development."""
    login = parts.login.development
    form = await read_form(request)
    staff = await run_sync(login.person, form.get("person", "")) if login and from_our_page(request) else None
    if staff is None:
        raise Problem("not-found")
    return await enter(request, parts, staff, ours(form.get("onward")))


def _provider(parts: StaffParts) -> OidcClient:
    if parts.login.oidc is None:
        raise Problem("not-found")
    return parts.login.oidc


def _person(parts: StaffParts, claims: dict[str, object]) -> Staff | None:
    assert parts.login.oidc is not None
    units = parts.referrals.units
    return person_of(
        claims, list(parts.login.rules), parts.login.oidc.provider, lambda place: [u.id for u in units.of_area(place)]
    )
