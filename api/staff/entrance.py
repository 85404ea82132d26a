"""What happens at the door: a session begins or is refused, and the log says so."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import Request
from starlette.responses import RedirectResponse, Response

from api.logs import log
from api.staff.pages import page
from api.staff.parts import StaffParts
from referrals.audit import Act
from referrals.clock import now
from referrals.people import Staff

_SUBJECT = "staff pages"


async def enter(
    request: Request, parts: StaffParts, staff: Staff, onward: str, id_token: str | None = None
) -> Response:
    """Begins a session with a new id; one that the browser had ends."""
    old = request.cookies.get(parts.cookie)
    token = await run_sync(_begin, parts, staff, id_token, old)
    response = RedirectResponse(onward, 303)
    response.set_cookie(parts.cookie, token, path="/", secure=parts.secure, httponly=True, samesite="lax")
    response.delete_cookie(parts.login_cookie, path="/", secure=parts.secure, httponly=True, samesite="lax")
    return response


def _begin(parts: StaffParts, staff: Staff, id_token: str | None, old: str | None) -> str:
    if old:
        parts.sessions.close(old)
    token = parts.sessions.open(staff, id_token)
    parts.referrals.audit.note(Act(staff.main_role, staff.subject, "login", _SUBJECT), now())
    return token


async def refuse(request: Request, parts: StaffParts, reason: str, subject: str = "-") -> Response:
    """Lets nobody in. The page says what to do; which check failed stands in the logs."""
    log.warning("login_refused", reason=reason)
    if reason != "state":  # anybody can make up a state: that must not fill the log for ever
        act = Act("none", subject, "login_refused", _SUBJECT, detail=reason)
        await run_sync(parts.referrals.audit.note, act, now())
    key = "no_access" if reason == "no access" else "refused"
    return await run_sync(lambda: page(request, "login_refused.html", 403, key=key))


def leave(parts: StaffParts, token: str, staff: Staff) -> None:
    """Ends a session at the person's own wish."""
    parts.sessions.close(token)
    parts.referrals.audit.note(Act(staff.main_role, staff.subject, "logout", _SUBJECT), now())
