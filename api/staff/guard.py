"""What stands before every staff page: a session, the permission that the route declares, and for forms proof that they are ours.

`needs(Permission.X)` is declared and enforced by one call each; tests/architecture/test_staff_routes.py compares the two.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse

from api.dependencies import TheGate
from api.gate import Gate
from api.ownership import owned
from api.problems import Problem
from api.staff.pages import page
from api.staff.parts import StaffParts
from api.staff.sessions import Session
from api.text_entry import clean
from referrals.people import Permission, Staff
from referrals.service import ReferralService

_FIELDS = 40
_ID = re.compile(r"[0-9a-f]{32}")
_CSRF = "csrf"


class LoggedOut(Exception):
    """No session, or one that has ended. `typed` is what a form brought along: it must not be lost."""

    def __init__(self, typed: dict[str, str] | None = None) -> None:
        super().__init__("logged out")
        self.typed = typed or {}


class StaleForm(Exception):
    """A form that is not of this session: of an older one, or of another site."""

    def __init__(self, session: Session, typed: dict[str, str]) -> None:
        super().__init__("stale form")
        self.session, self.typed = session, typed


class NotForYou(Exception):
    """The session's roles do not allow this page."""

    def __init__(self, session: Session) -> None:
        super().__init__("not for you")
        self.session = session


@dataclass(frozen=True)
class Visit:
    """Who asks for what, with all that the answer needs; `form` is what a form brought (cleaned, without its proof)."""

    request: Request
    parts: StaffParts
    gate: Gate
    session: Session
    form: dict[str, str]

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page for this person. Blocks for some milliseconds."""
        return page(self.request, template, status, self.session, **values)

    @property
    def query(self) -> QueryParams:
        """What stands behind the `?` of the address."""
        return self.request.query_params

    @property
    def referrals(self) -> ReferralService:
        """The cases."""
        return self.parts.referrals

    @property
    def staff(self) -> Staff:
        """Who asks."""
        return self.session.staff


async def the_staff_parts(request: Request) -> StaffParts:
    """The parts of this app."""
    return cast(StaffParts, request.app.state.staff)


async def known_id(item_id: str) -> str:
    """The id of a case or a delivery in an address. Raises Problem `not-found` for what cannot be one."""
    if not _ID.fullmatch(item_id):
        raise Problem("not-found")
    return item_id


ItemId = Annotated[str, Depends(known_id)]
Parts = Annotated[StaffParts, Depends(the_staff_parts)]


async def visit(request: Request, parts: Parts, gate: TheGate) -> Visit:
    """Who is logged in. Raises LoggedOut, StaleForm."""
    token = request.cookies.get(parts.cookie, "")
    session = await run_sync(parts.sessions.read, token) if token else None
    form = await read_form(request) if request.method == "POST" else {}
    proof = form.pop(_CSRF, "")
    if session is None:
        raise LoggedOut(form)
    if request.method == "POST" and not (from_our_page(request) and _same(proof, session.csrf)):
        raise StaleForm(session, form)
    return Visit(request, parts, gate, session, form)


async def staff_of(request: Request) -> Staff | None:
    """Who is logged in on the staff pages, for routes that others use too; None for everybody else."""
    parts = await the_staff_parts(request)
    token = request.cookies.get(parts.cookie, "")
    session = await run_sync(parts.sessions.read, token) if token else None
    return session.staff if session is not None else None


Visiting = Annotated[Visit, Depends(visit)]


def _needing(permission: Permission) -> Callable[[Visit], Awaitable[Visit]]:
    async def allowed(visiting: Visiting) -> Visit:
        if not visiting.staff.may(permission):
            raise NotForYou(visiting.session)
        return visiting

    allowed.__name__ = f"needs_{permission}"
    return allowed


GUARDS = {permission: _needing(permission) for permission in Permission}
Listing = Annotated[Visit, Depends(GUARDS[Permission.LIST])]
Reading = Annotated[Visit, Depends(GUARDS[Permission.READ])]
Acting = Annotated[Visit, Depends(GUARDS[Permission.ACT])]
Counting = Annotated[Visit, Depends(GUARDS[Permission.NUMBERS])]
Exporting = Annotated[Visit, Depends(GUARDS[Permission.EXPORT])]
Delivering = Annotated[Visit, Depends(GUARDS[Permission.DELIVERIES])]
Auditing = Annotated[Visit, Depends(GUARDS[Permission.AUDIT])]


def for_staff(permission: Permission | None = None) -> dict[str, Any]:
    """For a route's `openapi_extra`; without a permission the route is for everybody who is logged in."""
    return {**owned("staff", "inbox"), "x-permission": permission.value if permission else "any"}


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form as visible text. Files are none of ours."""
    found = await request.form(max_fields=_FIELDS, max_files=0)
    return {name: clean(value) for name, value in found.items() if isinstance(value, str)}


def from_our_page(request: Request) -> bool:
    """Browsers say whose page sent a form; those too old to say so have only the proof in the form."""
    return request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def login_address(onward: str) -> str:
    """The login page, which leads on to an address of ours afterwards."""
    return f"/ansatt/logg-inn?videre={quote(onward, safe='')}"


def ours(address: str | None) -> str:
    """An address on the staff pages, whatever came: nobody is led away by a link."""
    safe = address or ""
    inside = safe == "/ansatt" or safe.startswith(("/ansatt/", "/ansatt?"))
    return safe if inside and "\\" not in safe and len(safe) < 500 and safe.isprintable() else "/ansatt"


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())
