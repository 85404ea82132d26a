"""Logout: here, and at the provider."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.ownership import owned
from api.staff.entrance import leave
from api.staff.guard import Visit, Visiting, for_staff
from api.staff.pages import page

router = APIRouter(prefix="/ansatt")
_AFTERWARDS = "/ansatt/logget-ut"


@router.post("/logg-ut", openapi_extra=for_staff())
async def log_out(visiting: Visiting) -> Response:
    """Ends the session and leads on to the provider's logout.

    By a page that moves on at once, not by a redirect: the policy `form-action 'self'` would stop the answer to a form from leaving.
    """
    parts, request = visiting.parts, visiting.request
    await run_sync(leave, parts, request.cookies.get(parts.cookie, ""), visiting.staff)
    response = page(request, "logged_out.html", target=await _at_provider(visiting))
    response.delete_cookie(parts.cookie, path="/", secure=parts.secure, httponly=True, samesite="lax")
    return response


@router.get("/logget-ut", openapi_extra=owned("anyone", "inbox"))
async def logged_out(request: Request) -> Response:
    """Where the provider sends people afterwards."""
    return page(request, "logged_out.html", target=None)


async def _at_provider(visit: Visit) -> str | None:
    client, id_token, public = visit.parts.login.oidc, visit.session.id_token, visit.gate.settings.public_url
    if client is None or id_token is None or public is None:
        return None
    return await client.logout_address(id_token, public.rstrip("/") + _AFTERWARDS)
