"""The addresses of the staff pages, one resource a file. Each route declares the permission that its guard enforces."""

from __future__ import annotations

from api.staff.routers import (
    acts,
    audit,
    case,
    cases,
    deliveries,
    export,
    language,
    login,
    logout,
    notes,
    numbers,
    start,
)

ROUTERS = (
    start.router,
    login.router,
    logout.router,
    language.router,
    export.router,
    cases.router,
    case.router,
    acts.router,
    notes.router,
    deliveries.router,
    numbers.router,
    audit.router,
)
