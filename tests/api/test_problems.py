"""Every problem has a title and a way on in three languages, and shows nothing of what came in."""

from __future__ import annotations

import json

import pytest
from starlette.types import Scope

from api.problems import render
from api.texts import LANGUAGES, load_texts

SLUGS = sorted(load_texts("problems"))


def scope(accept: str = "", language: str | None = None) -> Scope:
    headers = [(b"accept-language", accept.encode())] if accept else []
    return {"type": "http", "headers": headers, "state": {"language": language} if language else {}}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_problem_is_told_in_every_language(slug: str) -> None:
    texts = load_texts("problems")[slug]
    assert 400 <= texts["status"] < 600
    for part in ("title", "detail"):
        assert set(texts[part]) == set(LANGUAGES)
        assert len({texts[part][language].strip() for language in LANGUAGES}) >= 2


def test_the_shape_is_rfc_9457() -> None:
    response = render("too-fast", scope(), retry_after=7)
    assert response.media_type == "application/problem+json"
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "7"
    assert set(_body(response.body)) == {"type", "title", "status", "detail", "instance"}


def test_401_says_how_to_authenticate() -> None:
    assert render("unauthorised", scope()).headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("where", "language"),
    [
        (scope(), "nb"),
        (scope("en-GB,en;q=0.9,nb;q=0.8"), "en"),
        (scope("no"), "nb"),
        (scope("nb;q=0.2, nn"), "nn"),
        (scope("pl, uk"), "nb"),
        (scope("en;q=0, nn;q=x"), "nb"),
        (scope("en", language="nn"), "nn"),
        (scope("en", language="se"), "nb"),
    ],
)
def test_the_conversation_decides_the_language_then_the_browser(where: Scope, language: str) -> None:
    response = render("not-found", where)
    assert response.headers["Content-Language"] == language
    assert _body(response.body)["title"] == load_texts("problems")["not-found"]["title"][language]


def _body(raw: bytes | memoryview[int]) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(bytes(raw))
    return loaded
