"""Renders the pages. Everything that anybody wrote is escaped; nothing is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from api.problems import Problem
from api.text_entry import clean
from api.texts import LANGUAGES, in_language, load_texts, preferred_language

_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
_MOST_FIELDS = 60


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_text(key: str, language: str, **values: str | int) -> str:
    """A text of texts/pages.yaml."""
    return in_language(load_texts("pages")[key], language).format(**values)


def language_of(request: Request, wanted: str | None) -> str:
    """What was chosen on the page, else what the browser asks for, else bokmål."""
    if wanted in LANGUAGES:
        return wanted
    return preferred_language(request.headers.get("accept-language")) or "nb"


def page(
    name: str, language: str, title: str, *, status: int = 200, here: str | None = None, **values: Any
) -> HTMLResponse:
    """A page. `here`: its address, where its language can be changed (pages that show what was sent cannot)."""

    def text(key: str, **more: str | int) -> str:
        return page_text(key, language, **more)

    known = {"faults": {}, "notice": "", **values}
    languages = _NAMES if here else {}
    html = (
        _environment()
        .get_template(f"{name}.html")
        .render(t=text, language=language, title=title, here=here or "", languages=languages, **known)
    )
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    return HTMLResponse(html, status_code=status, headers=headers)


async def sent_form(request: Request) -> dict[str, str]:
    """The fields of a sent form, cleaned; of several with one name the last counts."""
    form = await request.form(max_fields=_MOST_FIELDS, max_files=0)
    return {name: clean(value) for name, value in form.multi_items() if isinstance(value, str)}


class PageRoute(APIRoute):
    """A route whose problems are pages."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with a page for each problem."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await handler(request)
            except Problem as problem:
                return problem_page(request, problem.slug, problem.retry_after)
            except (RequestValidationError, HTTPException):
                return problem_page(request, "not-found")

        return handle


def problem_page(request: Request, slug: str, retry_after: int | None = None) -> HTMLResponse:
    """A problem in words, with its status."""
    language = language_of(request, request.query_params.get("sprak"))
    texts = load_texts("problems")[slug]
    title, detail = in_language(texts["title"], language), in_language(texts["detail"], language)
    response = page("problem", language, title, status=texts["status"], detail=detail)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response
