"""Login at a provider that others wrote (oidc-provider-mock), over real sockets on the loopback address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import oidc_provider_mock
import pytest

from api.settings import Settings
from tests.api.staff.desk import at_desk

pytestmark = pytest.mark.anyio


@pytest.fixture
def provider() -> Iterator[str]:
    kari = oidc_provider_mock.User(sub="kari", claims={"name": "Kari Nordmann", "groups": ["ke"], "acr": "high"})
    with oidc_provider_mock.run_server_in_thread(user_claims=[kari], require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


def with_provider(settings: Settings, folder: Path, issuer: str) -> Settings:
    (folder / "secret").write_text("hemmelig")
    (folder / "staff.yaml").write_text(
        f"""
provider: {{preset: generic, issuer: "{issuer}", client_id: veiviser, client_secret_file: "{folder / "secret"}"}}
access:
  - {{claim: groups, equals: ke, roles: [caseworker], municipalities: [alesund]}}
"""
    )
    changes = {"staff_login": "oidc", "staff_file": folder / "staff.yaml", "public_url": "http://gate"}
    return settings.model_copy(update=changes)


async def at_provider(url: str, subject: str) -> str:
    """What a person does there: says who they are. Returns the address that the provider sends the browser back to."""
    async with httpx.AsyncClient() as browser:
        answer = await browser.post(url, data={"sub": subject})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]


async def test_the_whole_way_there_and_back_and_out(settings: Settings, tmp_path: Path, provider: str) -> None:
    async with at_desk(with_provider(settings, tmp_path, provider)) as desk:
        start = await desk.http.get("/ansatt/logg-inn/start", params={"videre": "/ansatt/saker"})
        returned = await at_provider(start.headers["location"], "kari")
        answer = await desk.http.get(returned)
        assert (answer.status_code, answer.headers["location"]) == (303, "/ansatt/saker"), answer.text
        assert "Kari Nordmann" in await desk.get("/ansatt/saker")
        again = await desk.http.get(returned)
        assert again.status_code == 403
        answer = await desk.send("/ansatt/logg-ut", "/ansatt/saker")
        target = re.search(rf'content="0; url=({provider}/oauth2/end_session[^"]+)"', answer.text)
        assert target
        async with httpx.AsyncClient() as browser:
            assert (await browser.get(target[1].replace("&amp;", "&"))).status_code == 200


async def test_somebody_whom_no_rule_knows_stays_outside(settings: Settings, tmp_path: Path, provider: str) -> None:
    async with at_desk(with_provider(settings, tmp_path, provider)) as desk:
        start = await desk.http.get("/ansatt/logg-inn/start")
        answer = await desk.http.get(await at_provider(start.headers["location"], "somebody"))
        assert answer.status_code == 403
        assert "Du har ikke tilgang" in answer.text
