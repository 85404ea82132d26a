"""The language of the pages."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from api.ownership import owned
from api.staff.guard import Parts, ours
from api.staff.wording import LANGUAGE_COOKIE

router = APIRouter(prefix="/ansatt/sprak")
_A_YEAR = 365 * 24 * 3600


@router.get("/{language}", openapi_extra=owned("anyone", "inbox"))
async def choose(language: Literal["nb", "nn", "en"], parts: Parts, tilbake: str | None = None) -> Response:
    """Remembers the choice in the browser and goes back."""
    response = RedirectResponse(ours(tilbake), 303)
    response.set_cookie(
        LANGUAGE_COOKIE, language, max_age=_A_YEAR, path="/ansatt", secure=parts.secure, httponly=True, samesite="lax"
    )
    return response
