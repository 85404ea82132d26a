"""Every route says who answers for it and who may use it, and does what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute

from api.dependencies import current_conversation
from api.ownership import RouteRole
from api.routers import ROUTERS
from api.routers.referrals import referral_secret

ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
SOCKETS = [route for router in ROUTERS for route in router.routes if isinstance(route, APIWebSocketRoute)]
OWNERS = {"gate", "referrals"}


def name_of(route: object) -> str:
    assert isinstance(route, APIRoute), route
    return f"{min(route.methods)} {route.path}"


def needs(dependant: Dependant) -> Iterator[object]:
    for inner in dependant.dependencies:
        yield inner.call
        yield from needs(inner)


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_a_route_has_an_owner_a_role_and_a_description(route: APIRoute) -> None:
    declared = route.openapi_extra or {}
    assert declared.get("x-owner") in OWNERS
    assert declared.get("x-role") in get_args(RouteRole)
    assert route.description


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_the_role_is_enforced(route: APIRoute) -> None:
    role = (route.openapi_extra or {})["x-role"]
    assert (current_conversation in needs(route.dependant)) == (role == "conversation")
    assert (referral_secret in needs(route.dependant)) == (role == "sender")
    assert ("{conversation_id}" in route.path) == (role == "conversation")
    assert route.path.startswith(("/api/v1/", "/melding")) == (role != "operator")


def test_the_routes_are_those_of_the_contract() -> None:
    conversation = "/api/v1/conversations/{conversation_id}"
    assert {name_of(route) for route in ROUTES} == {
        "POST /api/v1/conversations",
        f"GET {conversation}",
        f"DELETE {conversation}",
        f"POST {conversation}/messages",
        f"POST {conversation}/feedback",
        "GET /api/v1/services",
        "GET /api/v1/services/{service_id}",
        "GET /api/v1/places",
        "GET /api/v1/voice",
        "POST /api/v1/referrals",
        "GET /api/v1/referrals/{reference}",
        "POST /api/v1/referrals/{reference}/withdraw",
        "POST /api/v1/referrals/{reference}/answer",
        "GET /melding",
        "GET /melding/{form}",
        "POST /melding/{form}",
        "POST /melding/{form}/endre",
        "POST /melding/{form}/send",
        "GET /melding/sak",
        "POST /melding/sak",
        "POST /melding/sak/svar",
        "POST /melding/sak/trekk",
        "GET /healthz",
        "GET /readyz",
        "GET /metrics",
    }


def test_one_resource_a_router() -> None:
    modules = {route.endpoint.__module__ for route in ROUTES if isinstance(route, APIRoute)}
    assert len(modules) == len(ROUTERS)


def test_the_only_socket_asks_for_the_token_in_its_first_frame() -> None:
    """Tests/api/voice hold that nothing is heard before it is right."""
    assert [route.path for route in SOCKETS] == ["/api/v1/conversations/{conversation_id}/voice"]
