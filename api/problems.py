"""Every error leaves as RFC 9457 problem details, in the person's language, without stack, input or stored text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from api.texts import in_language, load_texts, preferred_language

_SLUG_OF_STATUS = {
    400: "malformed",
    401: "unauthorised",
    404: "not-found",
    405: "method-not-allowed",
    413: "body-too-large",
    415: "wrong-content-type",
    429: "too-fast",
}
_MAX_POINTER = 80


class Problem(Exception):
    """Raised anywhere below a route. `slug` is a key of texts/problems.yaml; `extra` are extension members."""

    def __init__(self, slug: str, *, retry_after: int | None = None, **extra: object) -> None:
        super().__init__(slug)
        self.slug = slug
        self.retry_after = retry_after
        self.extra = extra


class ProblemResponse(JSONResponse):
    """A response body of type application/problem+json."""

    media_type = "application/problem+json"


def request_id(scope: Scope) -> str:
    """The id under which this request stands in the log. It is all that `instance` gives away."""
    known: str = scope.setdefault("state", {}).setdefault("request_id", str(uuid4()))
    return known


Render = Callable[[str, Scope], Response]
_pages: dict[str, Render] = {}


def render_as_pages(prefix: str, how: Render) -> None:
    """Problems below this address are told as a page for people, made by `how(slug, scope)`."""
    _pages[prefix] = how


def render(slug: str, scope: Scope, *, retry_after: int | None = None, **extra: object) -> Response:
    """The problem as a page or as JSON, by its address."""
    how = next((how for prefix, how in _pages.items() if scope.get("path", "").startswith(prefix)), None)
    response = how(slug, scope) if how else _as_json(slug, scope, extra)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _as_json(slug: str, scope: Scope, extra: dict[str, object]) -> ProblemResponse:
    """In the conversation's language when it is known, else the one the browser asks for, else bokmål."""
    texts = load_texts("problems")[slug]
    language = scope.get("state", {}).get("language") or preferred_language(_accept_language(scope)) or "nb"
    body = {
        "type": f"urn:veiviser:problem:{slug}",
        "title": in_language(texts["title"], language),
        "status": texts["status"],
        "detail": in_language(texts["detail"], language),
        "instance": f"urn:uuid:{request_id(scope)}",
        **extra,
    }
    headers = {"Content-Language": language if language in texts["title"] else "nb", "Cache-Control": "no-store"}
    if texts["status"] == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return ProblemResponse(body, status_code=texts["status"], headers=headers)


def _accept_language(scope: Scope) -> str | None:
    for name, value in scope.get("headers", []):
        if name == b"accept-language":
            return str(value.decode("latin-1"))
    return None


def _on_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return render(problem.slug, request.scope, retry_after=problem.retry_after, **problem.extra)


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = render(_SLUG_OF_STATUS.get(error.status_code, "malformed"), request.scope)
    if error.status_code == 405 and error.headers and "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response


def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(item["type"] == "json_invalid" for item in found):
        return render("malformed", request.scope)
    return render("invalid", request.scope, errors=[_error(item) for item in found[:10]])


def _error(item: dict[str, Any]) -> dict[str, str]:
    """Where and what, never the value: {"in": "body", "pointer": "/text", "code": "string_too_long"}."""
    place, *path = item["loc"]
    pointer = "".join(f"/{step}" for step in path)[:_MAX_POINTER]
    return {"in": str(place), "pointer": pointer.encode("utf-8", "replace").decode(), "code": item["type"]}


def install(app: FastAPI) -> None:
    """Registers the handlers for everything that routes raise. Unforeseen errors end in middleware/observe.py."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
