"""The web pages at `/`. What belongs to the API never falls through to them: it gets its own 404 and 405."""

from __future__ import annotations

from pathlib import Path

from starlette.routing import Match, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_NOT_PAGES = ("/api/", "/ansatt", "/healthz", "/readyz", "/metrics")


class Pages(Mount):
    """Serves a folder, with index.html for a folder's own address."""

    def __init__(self, folder: Path) -> None:
        super().__init__("/", app=StaticFiles(directory=folder, html=True), name="pages")

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """As Mount, but never for addresses of the API."""
        if scope["type"] != "http" or scope["path"].startswith(_NOT_PAGES):
            return Match.NONE, {}
        return super().matches(scope)
