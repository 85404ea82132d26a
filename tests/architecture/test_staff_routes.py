"""Every staff route declares what it needs and enforces just that."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from api.staff.guard import GUARDS, visit
from api.staff.routers import ROUTERS
from referrals.people import MATRIX, Permission, Role
from tests.architecture.test_routes import name_of, needs

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
OPEN = {
    "GET /ansatt/logg-inn",
    "GET /ansatt/logg-inn/start",
    "GET /ansatt/logg-inn/tilbake",
    "POST /ansatt/logg-inn/utvikling",
    "GET /ansatt/logget-ut",
    "GET /ansatt/sprak/{language}",
}
"""For those who are not logged in: nothing of any case is behind these."""


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_route_has_an_owner_a_role_and_a_description(route: APIRoute) -> None:
    declared = route.openapi_extra or {}
    assert declared["x-owner"] == "inbox"
    assert declared["x-role"] == ("anyone" if name_of(route) in OPEN else "staff")
    assert route.description
    assert route.path.startswith("/ansatt")


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_what_is_declared_is_enforced_and_nothing_else(route: APIRoute) -> None:
    declared = (route.openapi_extra or {}).get("x-permission")
    enforced = {permission for permission, guard in GUARDS.items() if guard in needs(route.dependant)}
    assert enforced == (set() if declared in (None, "any") else {Permission(declared)})
    assert (visit in needs(route.dependant)) == (name_of(route) not in OPEN)


def test_whatever_changes_a_case_is_for_those_who_may_act() -> None:
    changing = [route for route in ROUTES if "POST" in route.methods and "{item_id}" in route.path]
    for route in changing:
        wanted = Permission.DELIVERIES if "leveringer" in route.path else Permission.ACT
        assert (route.openapi_extra or {})["x-permission"] == wanted
    assert len(changing) == 3


def test_what_changes_anything_is_never_a_get() -> None:
    assert {name_of(route) for route in ROUTES if route.methods - {"GET"}} == {
        "POST /ansatt/logg-inn/utvikling",
        "POST /ansatt/logg-ut",
        "POST /ansatt/saker/{item_id}/handling/{event}",
        "POST /ansatt/saker/{item_id}/notat",
        "POST /ansatt/leveringer/{item_id}/igjen",
    }


def test_the_roles_are_apart() -> None:
    assert Permission.ACT not in MATRIX[Role.READER]
    assert MATRIX[Role.AUDITOR] == {Permission.AUDIT}
    assert Permission.READ not in MATRIX[Role.LEADER] | MATRIX[Role.AUDITOR] | MATRIX[Role.EDITOR]
    assert {role for role in Role if Permission.ACT in MATRIX[role]} == {Role.CASEWORKER}


def test_one_resource_a_router() -> None:
    modules = {route.endpoint.__module__ for route in ROUTES}
    assert len(modules) == len(ROUTERS)
