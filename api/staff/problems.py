"""What goes wrong on the staff pages is told as a page in the person's language; what somebody typed is given back to them."""

from __future__ import annotations

from typing import Any

from anyio.to_thread import run_sync
from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from api import problems
from api.staff.guard import LoggedOut, NotForYou, StaleForm, login_address, ours
from api.staff.pages import language_at, page
from api.staff.wording import texts
from api.texts import in_language, load_texts

_PREFIX = "/ansatt"
_CASE_PARTS = 4
"""`/ansatt/saker/<id>`, split at its slashes."""


def install(app: FastAPI) -> None:
    """Registers the pages for problems."""
    problems.render_as_pages(_PREFIX, _problem_page)
    app.add_exception_handler(LoggedOut, _on_logged_out)
    app.add_exception_handler(StaleForm, _on_stale_form)
    app.add_exception_handler(NotForYou, _on_not_for_you)


def _problem_page(slug: str, scope: Scope) -> Response:
    request = Request(scope)
    own, common, language = f"problems.{slug}", load_texts("problems")[slug], language_at(request)
    ours_too = own in texts()
    title = in_language(texts()[own] if ours_too else common["title"], language)
    detail = in_language(texts()[f"{own}_help"] if ours_too else common["detail"], language)
    return page(request, "problem.html", common["status"], title=title, detail=detail, typed={})


async def _on_logged_out(request: Request, error: Exception) -> Response:
    """A page is asked for again after the login; a form's text is shown, so that it can be copied."""
    assert isinstance(error, LoggedOut)
    if request.method == "GET":
        onward = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(login_address(ours(onward)), 303, headers={"Cache-Control": "no-store"})
    values: dict[str, Any] = {"title": _text(request, "logged_out"), "detail": _text(request, "logged_out_help")}
    onward = login_address(_page_of(request.url.path))
    return await run_sync(lambda: page(request, "problem.html", 401, typed=error.typed, onward=onward, **values))


async def _on_stale_form(request: Request, error: Exception) -> Response:
    assert isinstance(error, StaleForm)
    values: dict[str, Any] = {"title": _text(request, "stale"), "detail": _text(request, "stale_help")}
    onward = _page_of(request.url.path)
    return await run_sync(
        lambda: page(request, "problem.html", 403, error.session, typed=error.typed, onward=onward, **values)
    )


async def _on_not_for_you(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotForYou)
    values: dict[str, Any] = {"title": _text(request, "not_for_you"), "detail": _text(request, "not_for_you_help")}
    return await run_sync(lambda: page(request, "problem.html", 403, error.session, typed={}, **values))


def _text(request: Request, key: str) -> str:
    return in_language(texts()[f"problems.{key}"], language_at(request))


def _page_of(path: str) -> str:
    """The page that a form's address belongs to: the case, or the list above it."""
    parts = path.split("/")
    if parts[:3] == ["", "ansatt", "saker"]:
        return ours("/".join(parts[:_CASE_PARTS]))
    return ours("/".join(parts[:3]))
