"""Makes pages out of templates: every value is escaped, every text comes from texts/, and no page holds a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from api.staff.sessions import Session
from api.staff.wording import LANGUAGES, Words, language_of
from referrals.people import Permission
from referrals.wording import fault_text, name_of

_TEMPLATES = Path(__file__).parent / "templates"
NAVIGATION = (
    ("/ansatt/saker", "common.nav_cases", Permission.LIST),
    ("/ansatt/leveringer", "common.nav_deliveries", Permission.DELIVERIES),
    ("/ansatt/tall", "common.nav_numbers", Permission.NUMBERS),
    ("/ansatt/logg", "common.nav_log", Permission.AUDIT),
)
"""Address, text and what one must be allowed to do to see it, in the order of the menu."""

_environment = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def language_at(connection: HTTPConnection) -> str:
    """The language of whoever asks."""
    return language_of(connection.cookies, connection.headers.get("accept-language"))


def page(
    request: Request, template: str, status: int = 200, session: Session | None = None, **values: Any
) -> HTMLResponse:
    """A page. Blocks for some milliseconds at most."""
    language = language_at(request)
    body = _environment.get_template(template).render(
        t=Words(language),
        language=language,
        languages=LANGUAGES,
        here=_here(request),
        path=request.url.path,
        staff=session.staff if session else None,
        csrf=session.csrf if session else "",
        navigation=_navigation(session),
        named=lambda group, key: name_of(group, str(key), language),
        fault=lambda code: fault_text(code, language),
        **values,
    )
    return HTMLResponse(body, status_code=status, headers={"Content-Language": language})


def _navigation(session: Session | None) -> list[tuple[str, str]]:
    if session is None:
        return []
    return [(address, key) for address, key, needed in NAVIGATION if session.staff.may(needed)]


def _here(request: Request) -> str:
    """Where the language links lead back to. A form's answer has no address to come back to, and a login's holds its code."""
    if request.method != "GET" or request.url.path.startswith("/ansatt/logg-inn/"):
        return "/ansatt"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
