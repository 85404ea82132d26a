"""Every route says who answers for it and who may use it. tests/architecture/test_routes.py lets no route through without."""

from __future__ import annotations

from typing import Any, Literal

RouteRole = Literal["anyone", "conversation", "sender", "operator", "staff"]
"""`conversation`: who holds its token. `sender`: who has a case's reference and secret. `operator`: nobody outside; the proxy in front
does not forward these (docs/gate.md). `staff`: who is logged in on the staff pages, with the permission that `x-permission` names
(api/staff/guard.py)."""


def owned(role: RouteRole, owner: str = "gate") -> dict[str, Any]:
    """For a route's `openapi_extra`."""
    return {"x-owner": owner, "x-role": role}
