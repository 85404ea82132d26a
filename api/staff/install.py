"""Hangs the staff pages on the app: parts, problems, addresses, style sheets."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api.gate import Gate
from api.staff import problems
from api.staff.parts import build_staff
from api.staff.routers import ROUTERS

_STATIC = Path(__file__).parent / "static"


def install_staff_pages(app: FastAPI, gate: Gate) -> None:
    """Raises ValueError for settings of the login that cannot work."""
    app.state.staff = build_staff(gate.settings, gate.database, gate.vault, gate.referrals)
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.mount("/ansatt/static", StaticFiles(directory=_STATIC), name="staff-static")
