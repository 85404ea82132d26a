"""Somebody at a desk: a browser without scripts, over the whole app, without a network."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
from sqlalchemy import select

from api.app import create_app
from api.gate import Gate
from api.settings import Settings
from api.staff.parts import StaffParts
from referrals.submission import Submission
from referrals.tables import ReferralRow
from tests.api.fakes import ScriptedBot
from tests.referrals.conftest import application

_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')


@dataclass
class Desk:
    """A client of one app, logged in as one of the demo people."""

    http: httpx.AsyncClient
    gate: Gate
    staff: StaffParts
    keys: list[str] = field(default_factory=list)

    async def log_in(self, person: str = "kari") -> None:
        """Becomes a demo person."""
        answer = await self.http.post("/ansatt/logg-inn/utvikling", data={"person": person})
        assert answer.status_code == 303, answer.text

    async def get(self, path: str, status: int = 200) -> str:
        """A page's HTML."""
        answer = await self.http.get(path)
        assert answer.status_code == status, (answer.status_code, answer.text[:2000])
        return answer.text

    async def send(self, path: str, page: str, **fields: str) -> httpx.Response:
        """Fills in a form of a page that was fetched before."""
        proof = csrf_of(await self.get(page))
        return await self.http.post(path, data={"csrf": proof, **fields})

    async def act(self, case_id: str, event: str, **fields: str) -> httpx.Response:
        """One act with a case, from its page."""
        page = f"/ansatt/saker/{case_id}"
        return await self.send(f"{page}/handling/{event}", page, **fields)

    def referral(self, **changes: object) -> str:
        """The id of a case that somebody sent."""
        submission: Submission = application(**changes)
        self.keys.append(f"key-{len(self.keys)}")
        reference = self.gate.referrals.submit(submission, self.keys[-1]).reference
        return self.id_of(reference)

    def id_of(self, reference: str) -> str:
        """The id behind a reference."""
        with self.gate.database.reading() as session:
            return session.scalars(select(ReferralRow.id).where(ReferralRow.reference == reference)).one()

    def audit(self) -> list[tuple[str, str, str, str]]:
        """The log from the start: role, who, what, which."""
        rows = reversed(self.gate.referrals.audit.page(size=1_000))
        return [(row.actor_role, row.actor, row.action, row.subject) for row in rows]


def csrf_of(html: str) -> str:
    """What the forms of a page carry."""
    found = _CSRF.search(html)
    assert found, html[:500]
    return found[1]


@asynccontextmanager
async def at_desk(settings: Settings, **headers: str) -> AsyncIterator[Desk]:
    """The app of these settings, started and stopped as a server would."""
    quiet = {"worker": "off", "audit_anchors": settings.var_dir / "anchors"}
    app = create_app(settings.model_copy(update=quiet), ScriptedBot())
    transport = httpx.ASGITransport(app, client=("192.0.2.1", 50000))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://gate", headers=headers) as http,
    ):
        yield Desk(http, app.state.gate, app.state.staff)
