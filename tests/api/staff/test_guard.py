"""Who gets in where: sessions, roles, forms that are ours."""

from __future__ import annotations

import pytest

from api.settings import Settings
from api.staff.guard import ours
from tests.api.staff.desk import Desk, at_desk, csrf_of

pytestmark = pytest.mark.anyio

PAGES = {
    "/ansatt/saker": {"kari", "lars", "liv", "mona"},
    "/ansatt/saker/{case}": {"kari", "lars"},
    "/ansatt/saker/{case}/utskrift": {"kari", "lars"},
    "/ansatt/saker/{case}/pdf": {"kari", "lars"},
    "/ansatt/saker.csv": {"liv", "mona"},
    "/ansatt/leveringer": {"kari", "liv", "mona"},
    "/ansatt/tall": {"liv", "mona"},
    "/ansatt/logg": {"rolf"},
}
"""Who may open what; `mona` is at another municipality's units, so a case of Ålesund is not there for her (404)."""


@pytest.mark.parametrize("person", ["kari", "lars", "liv", "rolf", "eva", "mona"])
async def test_each_role_opens_its_pages_and_no_others(desk: Desk, person: str) -> None:
    case = desk.referral()
    await desk.log_in(person)
    for path, allowed in PAGES.items():
        answer = await desk.http.get(path.format(case=case))
        elsewhere = person == "mona" and "{case}" in path
        wanted = 200 if person in allowed else 404 if elsewhere else 403
        assert answer.status_code == wanted, (person, path)


@pytest.mark.parametrize("person", ["lars", "liv", "rolf", "eva"])
@pytest.mark.parametrize("path", ["handling/receive", "notat"])
async def test_only_a_caseworker_acts(desk: Desk, person: str, path: str) -> None:
    case = desk.referral()
    await desk.log_in(person)
    proof = csrf_of((await desk.http.get("/ansatt/saker" if person != "rolf" else "/ansatt/logg")).text)
    answer = await desk.http.post(f"/ansatt/saker/{case}/{path}", data={"csrf": proof, "note": "Hei"})
    assert answer.status_code == 403
    assert [entry for entry in desk.audit() if entry[2] in ("receive", "note")] == []


async def test_a_reader_sees_no_forms(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in("lars")
    page = await desk.get(f"/ansatt/saker/{case}")
    assert "/handling/" not in page and "/notat" not in page


async def test_an_auditor_sees_the_log_and_nothing_of_any_case(desk: Desk) -> None:
    desk.referral()
    await desk.log_in("rolf")
    page = await desk.get("/ansatt/logg?kontroller=1")
    assert "Loggen er hel" in page
    for told in ("Åse", "Ødegård", "slag", "hagen"):
        assert told not in page


async def test_an_editor_is_told_that_no_page_is_theirs(desk: Desk) -> None:
    await desk.log_in("eva")
    assert "Ingen sider å vise" in await desk.get("/ansatt")


@pytest.mark.parametrize(("person", "first"), [("kari", "saker"), ("liv", "saker"), ("rolf", "logg")])
async def test_the_start_leads_to_the_first_page_of_the_role(desk: Desk, person: str, first: str) -> None:
    await desk.log_in(person)
    assert (await desk.http.get("/ansatt")).headers["location"] == f"/ansatt/{first}"


async def test_without_a_session_a_page_leads_to_the_login_and_back(desk: Desk) -> None:
    answer = await desk.http.get("/ansatt/saker?overdue=1")
    assert answer.headers["location"] == "/ansatt/logg-inn?videre=%2Fansatt%2Fsaker%3Foverdue%3D1"
    page = await desk.get(answer.headers["location"])
    assert 'name="onward" value="/ansatt/saker?overdue=1"' in page


async def test_what_was_typed_when_the_session_ended_is_given_back(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    proof = csrf_of(await desk.get(f"/ansatt/saker/{case}"))
    desk.http.cookies.clear()
    typed = {"csrf": proof, "note": "Ringte kl. 10, <ingen> svar"}
    answer = await desk.http.post(f"/ansatt/saker/{case}/notat", data=typed)
    assert answer.status_code == 401
    assert "Ringte kl. 10, &lt;ingen&gt; svar" in answer.text and proof not in answer.text
    assert f'href="/ansatt/logg-inn?videre=%2Fansatt%2Fsaker%2F{case}"' in answer.text


@pytest.mark.parametrize("proof", ["", "0" * 64, "æ"])
async def test_a_form_without_its_proof_does_nothing(desk: Desk, proof: str) -> None:
    case = desk.referral()
    await desk.log_in()
    answer = await desk.http.post(f"/ansatt/saker/{case}/notat", data={"csrf": proof, "note": "Hei der"})
    assert answer.status_code == 403
    assert "Skjemaet er for gammelt" in answer.text and "Hei der" in answer.text
    assert [entry for entry in desk.audit() if entry[2] == "note"] == []


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 303)])
async def test_a_form_of_another_site_does_nothing(desk: Desk, site: str, status: int) -> None:
    case = desk.referral()
    await desk.log_in()
    proof = csrf_of(await desk.get(f"/ansatt/saker/{case}"))
    headers = {"Sec-Fetch-Site": site}
    answer = await desk.http.post(f"/ansatt/saker/{case}/notat", data={"csrf": proof, "note": "a"}, headers=headers)
    assert answer.status_code == status


async def test_a_proof_of_another_session_does_nothing(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    proof = csrf_of(await desk.get(f"/ansatt/saker/{case}"))
    await desk.log_in()
    answer = await desk.http.post(f"/ansatt/saker/{case}/notat", data={"csrf": proof, "note": "a"})
    assert answer.status_code == 403


async def test_json_is_no_form(desk: Desk) -> None:
    answer = await desk.http.post("/ansatt/logg-inn/utvikling", json={"person": "kari"})
    assert answer.status_code == 415
    assert answer.headers["content-type"].startswith("text/html")


async def test_pages_are_kept_by_nobody_and_run_no_script(desk: Desk) -> None:
    case = desk.referral()
    await desk.log_in()
    answer = await desk.http.get(f"/ansatt/saker/{case}")
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    for forbidden in ("<script", " style=", "<style", " onclick", "http://", "https://"):
        assert forbidden not in answer.text
    sheet = await desk.http.get("/ansatt/static/staff.css")
    assert sheet.status_code == 200 and "no-store" not in sheet.headers.get("cache-control", "")


async def test_in_production_the_cookie_goes_over_https_only(settings: Settings) -> None:
    (settings.data_key_file).write_text("A" * 43 + "=")
    async with at_desk(settings.model_copy(update={"environment": "production"})) as desk:
        assert desk.staff.cookie.startswith("__Host-")
        page = await desk.get("/ansatt/logg-inn")
        assert "Innlogging er ikke satt opp" in page
        answer = await desk.http.post("/ansatt/logg-inn/utvikling", data={"person": "kari"})
        assert answer.status_code == 404
        chosen = await desk.http.get("/ansatt/sprak/nn")
        assert "Secure" in chosen.headers["set-cookie"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_every_page_speaks_the_language_that_was_chosen(desk: Desk, language: str) -> None:
    case = desk.referral()
    await desk.log_in()
    answer = await desk.http.get(f"/ansatt/sprak/{language}", params={"tilbake": "/ansatt/saker"})
    assert answer.headers["location"] == "/ansatt/saker"
    said = {"nb": "Bekreft mottatt", "nn": "Stadfest motteken", "en": "Confirm receipt"}[language]
    page = await desk.get(f"/ansatt/saker/{case}")
    assert f'<html lang="{language}">' in page and said in page
    missing = {"nb": "Finnes ikke", "nn": "Finst ikkje", "en": "Not found"}[language]
    assert missing in await desk.get("/ansatt/saker/x", 404)
    assert missing in await desk.get("/ansatt/finnes-ikke", 404)


@pytest.mark.parametrize(
    "address", ["https://a", "//a", "/ansatte", "/ansatt\\a", "", None, "/ansatt/" + "a" * 600, "/ansatt/\n"]
)
def test_only_addresses_of_ours_are_led_on_to(address: str | None) -> None:
    assert ours(address) == "/ansatt"


def test_an_address_of_ours_is_kept() -> None:
    assert ours("/ansatt/saker?kind=melding") == "/ansatt/saker?kind=melding"
