"""The list, the figures, the failed deliveries and the log over both kinds of database where they read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from api.settings import Settings
from referrals.gateways.base import Refused
from referrals.people import Staff
from referrals.views import CaseFilter
from referrals.worker import Worker
from tests.api.staff.desk import Desk, at_desk
from tests.referrals.gateways_for_tests import Recording

pytestmark = pytest.mark.anyio


@pytest.fixture
async def both(database_url: str, settings: Settings, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk over each kind of database."""
    async with at_desk(settings.model_copy(update={"database_url": database_url})) as desk:
        yield desk
        with desk.gate.database.writing() as session:
            session.execute(text("DELETE FROM referral"))
            session.execute(text("DELETE FROM staff_session"))


def backwards(desk: Desk, days: float) -> None:
    """What is sent from here on was sent so many days ago."""
    object.__setattr__(desk.gate.referrals.parts, "clock", lambda: datetime.now(UTC) - timedelta(days=days))


async def test_overdue_cases_come_first_and_are_marked(both: Desk) -> None:
    backwards(both, 30)
    late = both.referral()
    backwards(both, 0)
    fresh = both.referral()
    await both.log_in()
    page = await both.get("/ansatt/saker")
    assert page.index(late) < page.index(fresh)
    assert "1 sak er over fristen." in page
    assert page.count('<tr class="late">') == 1 and page.count("Over fristen</span>") == 1
    only = await both.get("/ansatt/saker?overdue=1")
    assert late in only and fresh not in only


async def test_the_filters_narrow_the_list(both: Desk) -> None:
    mine, other = both.referral(), both.referral(kind="callback", need="Vil snakke med noen.")
    await both.log_in()
    await both.act(mine, "receive")
    reference = next(
        row.reference for row in both.gate.referrals.export_rows(person(both, "liv"), CaseFilter()) if row.id == other
    )
    for query, there in (
        ("mine=1", {mine}),
        ("kind=callback", {other}),
        ("status=received", {mine}),
        (f"reference={reference.lower()}", {other}),
        ("reference=V-0000-0000", set()),
        ("kind=tull&status=tull&page=tull", {mine, other}),
        ("reference=%00%27", set()),
    ):
        page = await both.get(f"/ansatt/saker?{query}")
        assert {case for case in (mine, other) if case in page} == there, query


async def test_a_long_list_has_pages(both: Desk) -> None:
    for _ in range(27):
        both.referral()
    await both.log_in()
    first = await both.get("/ansatt/saker")
    assert "27 saker." in first and "Side 1 av 2." in first
    assert first.count('class="reference"') == 25
    assert "page=2" in first
    second = await both.get("/ansatt/saker?page=2")
    assert second.count('class="reference"') == 2 and 'rel="prev"' in second
    assert "Ingen saker" in await both.get("/ansatt/saker?page=99&mine=1")


async def test_the_figures_of_a_period(both: Desk) -> None:
    backwards(both, 10)
    case = both.referral()
    backwards(both, 0)
    both.referral(kind="callback", need="Vil snakke med noen.")
    await both.log_in()
    await both.act(case, "receive")
    await both.act(case, "ask", note="Når?")
    await both.log_in("liv")
    page = await both.get("/ansatt/tall")
    assert "<dd>2</dd>" in page and "<dd>10 døgn</dd>" in page
    assert "Ønske om å bli ringt opp" in page and "<svg" in page
    none = await both.get("/ansatt/tall?fra=2020-01-01&til=2020-01-31")
    assert "<dd>0</dd>" in none and "Ingenting i perioden." in none
    for query in ("fra=tull", "fra=2026-02-01&til=2026-01-01", "fra=0001-01-01&til=2026-01-01", "til=2026-02-30"):
        assert 'role="alert"' in await both.get(f"/ansatt/tall?{query}", 422)


async def test_a_message_that_failed_is_seen_and_tried_again(both: Desk) -> None:
    case = both.referral()
    parts = both.gate.referrals.parts
    Worker(parts, {"inbox": Recording(Refused("mottakeren finnes ikke"))}).round()
    await both.log_in()
    page = await both.get("/ansatt/leveringer")
    assert "mottakeren finnes ikke" in page and case in page
    assert "Feilet" in await both.get("/ansatt/saker")
    letter = both.gate.referrals.dead_letters(person(both, "kari"))[0].id
    answer = await both.send(f"/ansatt/leveringer/{letter}/igjen", "/ansatt/leveringer")
    assert answer.headers["location"] == "/ansatt/leveringer?gjort=igjen"
    assert "Alt er levert." in await both.get("/ansatt/leveringer?gjort=igjen")
    Worker(parts, {"inbox": Recording()}).round()
    assert "Kommet fram" in await both.get(f"/ansatt/saker/{case}")
    again = await both.send(f"/ansatt/leveringer/{letter}/igjen", "/ansatt/leveringer")
    assert again.status_code == 404


async def test_another_municipality_cannot_try_again_what_is_ours(both: Desk) -> None:
    both.referral()
    Worker(both.gate.referrals.parts, {"inbox": Recording(Refused("nei"))}).round()
    letter = both.gate.referrals.dead_letters(person(both, "kari"))[0].id
    await both.log_in("mona")
    answer = await both.send(f"/ansatt/leveringer/{letter}/igjen", "/ansatt/leveringer")
    assert answer.status_code == 404


async def test_the_log_shows_that_it_was_changed(desk: Desk) -> None:
    desk.referral()
    await desk.log_in("rolf")
    assert "Loggen er hel" in await desk.get("/ansatt/logg?kontroller=1")
    with desk.gate.database.writing() as session:
        for (name,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f'DROP TRIGGER "{name}"'))
        session.execute(text("UPDATE audit_entry SET actor = 'x' WHERE number = 1"))
    page = await desk.get("/ansatt/logg?kontroller=1")
    assert "Loggen er brutt 1 steder" in page and "Ved innslag 1" in page


async def test_reading_the_log_stands_in_the_log(desk: Desk) -> None:
    await desk.log_in("rolf")
    await desk.get("/ansatt/logg")
    assert ("auditor", "demo:rolf", "read_log", "log") in desk.audit()


async def test_a_long_log_has_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.staff.routers.audit._SIZE", 5)
    for _ in range(6):
        desk.referral()
    await desk.log_in("rolf")
    newest = await desk.get("/ansatt/logg")
    assert [f">{number}</th>" in newest for number in (7, 3, 2)] == [True, True, False]
    assert "/ansatt/logg?for=3" in newest
    oldest = await desk.get("/ansatt/logg?for=3")
    assert [f">{number}</th>" in oldest for number in (3, 2, 1)] == [False, True, True]
    assert "Nyeste innslag" in oldest and "Eldre innslag" not in oldest
    assert (await desk.http.get("/ansatt/logg?for=tull")).status_code == 200


def person(desk: Desk, key: str) -> Staff:
    assert desk.staff.login.development is not None
    found = desk.staff.login.development.person(key)
    assert found is not None
    return found
