"""Login by OIDC over the whole app, at a provider that can be made to lie."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt

from api.settings import Settings
from api.staff.login import Login
from api.staff.oidc.client import OidcClient
from tests.api.staff.desk import Desk, at_desk
from tests.api.staff.oidc import issuer as forging
from tests.api.staff.oidc.issuer import CLIENT, ISSUER, KEY, Issuer

pytestmark = pytest.mark.anyio

STAFF_FILE = """
provider:
  preset: generic
  issuer: {issuer}
  client_id: {client}
  {secret}
  acr_values: [high]
  level: {{claim: acr, accepted: [high]}}
access:
  - {{claim: groups, equals: ke, roles: [caseworker], municipalities: [alesund]}}
  - {{claim: sub, equals: s-1, roles: [leader]}}
"""


@pytest.fixture
def provider() -> Issuer:
    return Issuer()


def with_login(settings: Settings, folder: Path, secret: str = "") -> Settings:
    (folder / "secret").write_text("hemmelig")
    (folder / "staff.yaml").write_text(
        STAFF_FILE.format(issuer=ISSUER, client=CLIENT, secret=secret or f"client_secret_file: {folder / 'secret'}")
    )
    return settings.model_copy(
        update={
            "staff_login": "oidc",
            "staff_file": folder / "staff.yaml",
            "public_url": "https://gate",
        }
    )


def connect(desk: Desk, provider: Issuer) -> None:
    """Lets the app talk to the test's provider."""
    login = desk.staff.login
    assert login.oidc is not None
    transport = httpx.MockTransport(provider.handle)
    client = OidcClient(login.oidc.provider, "https://gate/ansatt/logg-inn/tilbake", transport)
    object.__setattr__(desk.staff, "login", Login(oidc=client, rules=login.rules))


@pytest.fixture
async def door(settings: Settings, tmp_path: Path, provider: Issuer) -> AsyncIterator[Desk]:
    async with at_desk(with_login(settings, tmp_path)) as desk:
        connect(desk, provider)
        yield desk


async def there(desk: Desk, provider: Issuer, onward: str = "/ansatt/saker") -> str:
    """Goes to the provider; returns the state."""
    answer = await desk.http.get("/ansatt/logg-inn/start", params={"videre": onward})
    assert answer.status_code == 303, answer.text
    return provider.saw(answer.headers["location"])


async def back(desk: Desk, state: str, code: str = "c1", **more: str) -> httpx.Response:
    return await desk.http.get("/ansatt/logg-inn/tilbake", params={"state": state, "code": code, **more})


async def test_who_logs_in_gets_the_roles_and_units_of_the_rules(door: Desk, provider: Issuer) -> None:
    state = await there(door, provider, "/ansatt/tall")
    answer = await back(door, state, iss=ISSUER)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ansatt/tall")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie
    page = await door.get("/ansatt/tall")
    assert "Kari Nordmann" in page and "saksbehandler" in page and "leder" in page
    assert ("caseworker", "s-1", "login", "staff pages") in door.audit()
    [asked] = provider.asked
    assert asked["redirect_uri"] == ["https://gate/ansatt/logg-inn/tilbake"]
    assert asked["authorization"][0].startswith("Basic ")
    assert create_s256_code_challenge(asked["code_verifier"][0]) == provider.challenge


async def refused(desk: Desk, answer: httpx.Response, reason: str) -> None:
    assert answer.status_code == 403, answer.text
    assert desk.staff.cookie not in answer.headers.get("set-cookie", "")
    assert (await desk.http.get("/ansatt/saker")).status_code == 303
    last = desk.gate.referrals.audit.page(size=1)
    assert (last[0].action, last[0].detail) == ("login_refused", reason)


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"iss": "https://evil.example.org"}, "iss"),
        ({"aud": "another-client"}, "aud"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "azp"),
        ({"exp": int(time.time()) - 600}, "exp"),
        ({"exp": None}, "exp"),
        ({"iat": None}, "iat"),
        ({"sub": None}, "sub"),
        ({"acr": "low"}, "level"),
        ({"acr": None}, "level"),
    ],
)
async def test_a_token_with_a_wrong_claim_lets_nobody_in(
    door: Desk, provider: Issuer, claims: dict[str, Any], reason: str
) -> None:
    provider.claims = claims
    await refused(door, await back(door, await there(door, provider)), reason)


@pytest.mark.parametrize(
    "sign",
    [forging.unsigned, forging.by_another, forging.with_the_public_key, forging.changed_afterwards, lambda _: "x"],
)
async def test_a_token_with_a_wrong_signature_lets_nobody_in(
    door: Desk, provider: Issuer, sign: Callable[[dict[str, Any]], str]
) -> None:
    provider.sign = sign
    await refused(door, await back(door, await there(door, provider)), "id token")


async def test_an_answer_from_another_issuer_is_refused(door: Desk, provider: Issuer) -> None:
    state = await there(door, provider)
    await refused(door, await back(door, state, iss="https://evil.example.org"), "issuer")
    assert provider.asked == []


async def test_a_state_is_used_once(door: Desk, provider: Issuer) -> None:
    state = await there(door, provider)
    assert (await back(door, state)).status_code == 303
    assert (await back(door, state, code="c2")).status_code == 403
    assert len(provider.asked) == 1


async def test_a_code_that_was_used_is_refused(door: Desk, provider: Issuer) -> None:
    assert (await back(door, await there(door, provider))).status_code == 303
    door.http.cookies.clear()
    await refused(door, await back(door, await there(door, provider), code="c1"), "code")


@pytest.mark.parametrize("state", ["", "made-up", "a" * 1_500])
async def test_a_state_that_was_never_given_is_refused_and_does_not_fill_the_log(door: Desk, state: str) -> None:
    before = len(door.audit())
    assert (await back(door, state)).status_code == 403
    assert len(door.audit()) == before


async def test_another_browser_cannot_end_a_login(door: Desk, provider: Issuer) -> None:
    state = await there(door, provider)
    door.http.cookies.clear()
    assert (await back(door, state)).status_code == 403
    assert provider.asked == []


async def test_a_login_that_was_cancelled_is_told(door: Desk, provider: Issuer) -> None:
    state = await there(door, provider)
    answer = await door.http.get("/ansatt/logg-inn/tilbake", params={"state": state, "error": "access_denied"})
    await refused(door, answer, "cancelled")
    assert "ble ikke godtatt" in answer.text
    assert state not in answer.text


async def test_who_has_no_role_is_told_whom_to_ask(door: Desk, provider: Issuer) -> None:
    provider.claims = {"groups": [], "sub": "s-9"}
    answer = await back(door, await there(door, provider))
    await refused(door, answer, "no access")
    assert "Du har ikke tilgang" in answer.text
    assert ("none", "s-9", "login_refused", "staff pages") in door.audit()


async def test_a_provider_that_is_away_is_told(door: Desk, provider: Issuer) -> None:
    provider.away = True
    page = await door.get("/ansatt/logg-inn/start", 503)
    assert "Innloggingen svarer ikke" in page


async def test_metadata_of_another_issuer_counts_as_none(door: Desk, provider: Issuer) -> None:
    provider.metadata = {"issuer": "https://evil.example.org"}
    await door.get("/ansatt/logg-inn/start", 503)


async def test_the_request_goes_beforehand_where_the_provider_takes_it(door: Desk, provider: Issuer) -> None:
    provider.metadata = {"pushed_authorization_request_endpoint": f"{ISSUER}/par"}
    answer = await door.http.get("/ansatt/logg-inn/start")
    assert answer.headers["location"] == f"{ISSUER}/authorize?client_id={CLIENT}&request_uri=urn%3Aexample%3A1"
    [pushed] = provider.pushed
    assert pushed["acr_values"] == ["high"] and pushed["scope"] == ["openid profile"]
    assert (await back(door, provider.saw(answer.headers["location"]))).status_code == 303


async def test_a_client_can_show_who_it_is_by_its_key(settings: Settings, tmp_path: Path, provider: Issuer) -> None:
    (tmp_path / "key.pem").write_bytes(KEY.as_pem(private=True))
    secret = f"private_key_file: {tmp_path / 'key.pem'}\n  key_id: ours"
    async with at_desk(with_login(settings, tmp_path, secret)) as desk:
        connect(desk, provider)
        assert (await back(desk, await there(desk, provider))).status_code == 303
    [asked] = provider.asked
    shown = jwt.decode(asked["client_assertion"][0], KEY, algorithms=["RS256"])
    assert shown.header["kid"] == "ours"
    assert (shown.claims["iss"], shown.claims["sub"], shown.claims["aud"]) == (CLIENT, CLIENT, ISSUER)
    assert "authorization" not in asked or asked["authorization"] == [""]


async def test_a_login_ends_the_session_that_was_there(door: Desk, provider: Issuer) -> None:
    await back(door, await there(door, provider))
    old = door.http.cookies[door.staff.cookie]
    await back(door, await there(door, provider), code="c2")
    assert door.http.cookies[door.staff.cookie] != old
    assert door.staff.sessions.read(old) is None


async def test_logout_ends_the_session_here_and_leads_to_the_providers_logout(door: Desk, provider: Issuer) -> None:
    await back(door, await there(door, provider))
    token = door.http.cookies[door.staff.cookie]
    answer = await door.send("/ansatt/logg-ut", "/ansatt/saker")
    assert answer.status_code == 200
    assert f'content="0; url={ISSUER}/logout?id_token_hint=ey' in answer.text
    assert "post_logout_redirect_uri=https%3A%2F%2Fgate%2Fansatt%2Flogget-ut" in answer.text
    assert door.staff.sessions.read(token) is None
    assert (await door.http.get("/ansatt/saker")).status_code == 303


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example.org", "//evil.example.org", "/ansattx", "/\\evil", "/ansatt/\\evil", "javascript:1"],
)
async def test_nobody_is_led_to_another_site_after_the_login(door: Desk, provider: Issuer, onward: str) -> None:
    answer = await back(door, await there(door, provider, onward))
    assert answer.headers["location"] == "/ansatt"
