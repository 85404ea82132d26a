"""Is the process up, and is the whole house ready?"""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import TheGate
from api.ownership import owned
from api.problems import Problem
from api.readiness import PARTS

router = APIRouter(tags=["health"])


@router.get("/healthz", openapi_extra=owned("operator"))
async def healthz() -> dict[str, str]:
    """The process answers. Says nothing about its parts: restarting it does not mend them."""
    return {"status": "ok"}


@router.get("/readyz", openapi_extra=owned("operator"))
async def readyz(gate: TheGate) -> dict[str, str | list[str]]:
    """A real question is answered end to end; 503 with the parts that fail when not."""
    if failing := await gate.readiness.failing():
        raise Problem("not-ready", failing=failing)
    return {"status": "ready", "parts": list(PARTS)}
