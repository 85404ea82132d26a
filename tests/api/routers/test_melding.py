"""The form pages over HTTP: every fault is told where it is, nothing that was written is lost, and what is sent is sent once."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import AsyncIterator

import httpx
import pytest

from api.settings import Settings
from referrals.kinds import Kind
from referrals.people import Role, Staff
from referrals.states import Event
from referrals.views import ActDetails, CaseFilter
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio

NEED = "Mor har falt tre ganger og bor alene"
FILLED = {
    "person_name": "Olga Testesen", "person_birth_year": "83 år", "informed": "yes", "need": NEED, "important": "", "person_phone": "",
    "name": "Kari Testesen", "phone": "41 23 45 67", "email": "",
}  # fmt: skip
BASE = {"sprak": "nb", "kommune": "alesund", "gjelder": "family", "draft": "0" * 32}


@pytest.fixture
async def talk(settings: Settings) -> AsyncIterator[Talk]:
    async with talking(
        settings.model_copy(update={"limit_referral": "100/second", "limit_guess": "100/second"})
    ) as client:
        yield client


async def post(talk: Talk, path: str, **fields: str) -> httpx.Response:
    return await talk.http.post(path, data={**BASE, **FILLED, **fields})


def hidden(page: str) -> dict[str, str]:
    """What a browser would send along."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


def total(talk: Talk) -> int:
    units = frozenset(unit.id for unit in talk.gate.referrals.units.all())
    return talk.gate.referrals.cases(Staff("s", "S", frozenset({Role.CASEWORKER}), units), CaseFilter()).total


def codes(page: str) -> tuple[str, str]:
    reference, secret = re.findall(r"<dd>((?:V-)?\w{4}-[\w-]+)</dd>", page)[:2]
    return reference, secret


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("form", list(Kind))
async def test_every_form_has_a_page_in_every_language(talk: Talk, form: Kind, language: str) -> None:
    who = {"henvisning": "patient", "barnekoordinator": "child"}.get(form, "self")
    answer = await talk.http.get(f"/melding/{form}?kommune=alesund&gjelder={who}&sprak={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    labels, ids = re.findall(r'<label for="([^"]+)"', answer.text), re.findall(r' id="([^"]+)"', answer.text)
    assert set(labels) <= set(ids)
    assert len(ids) == len(set(ids))
    assert "<script" not in answer.text
    assert "style=" not in answer.text


async def test_the_first_page_leads_to_the_form(talk: Talk) -> None:
    empty = await talk.http.get("/melding?neste=1&sprak=en")
    assert empty.status_code == 422
    assert re.findall(r'<a href="#(\w+)">', empty.text) == ["sak", "gjelder", "kommune"]
    answer = await talk.http.get("/melding?neste=1&sak=soknad&gjelder=patient&kommune=1508&sprak=nn")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/melding/henvisning?kommune=alesund&gjelder=patient&sprak=nn"


async def test_a_report_is_filled_in_looked_over_and_sent_once(talk: Talk) -> None:
    review = await post(talk, "/melding/melding")
    assert review.status_code == 200
    for shown in ("Olga Testesen", "1943", NEED, "41 23 45 67", "Koordinerende enhet"):
        assert shown in review.text
    assert total(talk) == 0
    first, second = [await talk.http.post("/melding/melding/send", data=hidden(review.text)) for _ in range(2)]
    assert first.status_code == 200
    assert codes(first.text) == codes(second.text)
    assert total(talk) == 1
    assert NEED not in first.text


async def test_every_fault_is_linked_to_its_field_and_nothing_is_lost(talk: Talk) -> None:
    wrong = {"need": "å" * 10_000, "phone": "fire null null", "person_birth_year": "tull", "name": "1", "informed": ""}
    answer = await post(talk, "/melding/melding", **wrong)
    assert answer.status_code == 422
    linked = re.findall(r'<li><a href="#(\w+)">', answer.text)
    assert linked == ["person_birth_year", "informed", "need", "name", "phone"]
    for slot in linked:
        assert f'id="{slot}"' in answer.text
        assert f'id="{slot}-fault"' in answer.text
    for kept in ("å" * 10_000, "fire null null", "tull", "Olga Testesen"):
        assert kept in answer.text
    assert answer.text.index("<title>Feil:") > 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_the_fault_is_in_the_persons_language(talk: Talk, language: str) -> None:
    answer = await post(talk, "/melding/melding", phone="abc", sprak=language)
    words = {"nb": "har bare sifre", "nn": "har berre siffer", "en": "has digits only"}
    assert (
        words[language] in answer.text
        or {"nb": "Jeg fant ikke noe telefonnummer", "nn": "Eg fann ikkje", "en": "could not find"}[language]
        in answer.text
    )


async def test_a_name_with_an_emoji_is_a_name_without_it(talk: Talk) -> None:
    answer = await post(talk, "/melding/melding", name="Kari 😀 Testesen")
    assert answer.status_code == 200
    assert "<dd>Kari Testesen</dd>" in answer.text


async def test_markup_stays_text(talk: Talk) -> None:
    text = '"><script>alert(1)</script><b onmouseover=x>'
    for answer in (
        await post(talk, "/melding/melding", need=text),
        await post(talk, "/melding/melding", need=text, phone=""),
    ):
        assert "<script" not in answer.text
        assert "<b onmouseover" not in answer.text
        assert html.escape("<script>alert(1)</script>", quote=False) in answer.text


async def test_without_telephone_and_email_nobody_can_answer(talk: Talk) -> None:
    answer = await post(talk, "/melding/melding", phone="")
    assert answer.status_code == 422
    assert 'href="#phone"' in answer.text
    assert (await post(talk, "/melding/melding", phone="", email="kari@eksempel.no")).status_code == 200


async def test_who_has_no_power_of_attorney_is_led_to_a_report(talk: Talk) -> None:
    answer = await post(talk, "/melding/soknad", relation="neither")
    assert answer.status_code == 422
    assert "sak=melding" in answer.text
    assert (await post(talk, "/melding/soknad", relation="guardian")).status_code == 200


async def test_a_child_of_age_applies_itself(talk: Talk) -> None:
    answer = await post(talk, "/melding/soknad", gjelder="child", person_birth_year="1990")
    assert answer.status_code == 422
    assert 'name="relation"' in answer.text


async def test_going_back_keeps_what_was_written(talk: Talk) -> None:
    review = await post(talk, "/melding/melding")
    sheet = await talk.http.post("/melding/melding/endre", data=hidden(review.text))
    assert NEED in sheet.text
    assert 'value="Olga Testesen"' in sheet.text
    assert "vf-faults" not in sheet.text


async def test_changed_after_it_was_sent_is_not_sent_again(talk: Talk) -> None:
    await post(talk, "/melding/melding/send")
    answer = await post(talk, "/melding/melding/send", need="Noe helt annet enn før")
    assert answer.status_code == 409
    assert answer.headers["content-type"].startswith("text/html")
    assert total(talk) == 1


async def test_when_it_cannot_be_stored_nothing_is_lost(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise sqlite3.OperationalError("away")

    with monkeypatch.context() as patch:
        patch.setattr(talk.gate.referrals, "submit", away)
        failed = await post(talk, "/melding/melding/send")
    assert failed.status_code == 503
    assert NEED in failed.text
    assert (await talk.http.post("/melding/melding/send", data=hidden(failed.text))).status_code == 200


async def test_a_case_is_followed_answered_and_withdrawn(talk: Talk) -> None:
    reference, secret = codes((await post(talk, "/melding/melding/send")).text)
    units = frozenset(unit.id for unit in talk.gate.referrals.units.all())
    staff = Staff("s", "Siri", frozenset({Role.CASEWORKER}), units)
    [row] = talk.gate.referrals.cases(staff, CaseFilter()).rows
    talk.gate.referrals.act(staff, row.id, Event.RECEIVE, ActDetails())
    talk.gate.referrals.act(staff, row.id, Event.ASK, ActDetails(note="Når skrives hun ut?"))
    mine = {"sprak": "nb", "reference": reference.lower().replace("-", " "), "secret": secret.replace("-", "")}
    case = await talk.http.post("/melding/sak", data=mine)
    assert case.status_code == 200
    assert "Når skrives hun ut?" in case.text
    for given in (NEED, "Testesen", "41 23", "Siri"):
        assert given not in case.text
    assert (await talk.http.post("/melding/sak/svar", data={**mine, "svar": " "})).status_code == 422
    answered = await talk.http.post("/melding/sak/svar", data={**mine, "svar": "På fredag"})
    assert "Svaret er sendt" in answered.text
    assert (await talk.http.post("/melding/sak/trekk", data=mine)).status_code == 422
    withdrawn = await talk.http.post("/melding/sak/trekk", data={**mine, "ja": "1"})
    assert "Saken er trukket" in withdrawn.text
    assert (await talk.http.post("/melding/sak/trekk", data={**mine, "ja": "1"})).status_code == 409


async def test_forged_reference_and_wrong_secret_look_alike(talk: Talk) -> None:
    reference, secret = codes((await post(talk, "/melding/melding/send")).text)
    pages = set()
    for tried in ((reference, "0000-1111-2222-3333-4444"), ("V-7KQ3-M9TD", secret), ("", "")):
        answer = await talk.http.post("/melding/sak", data={"sprak": "nb", "reference": tried[0], "secret": tried[1]})
        assert answer.status_code == 404
        pages.add(re.sub(r'value="[^"]*"', "", answer.text))
    assert len(pages) == 1


async def test_guessing_is_limited_on_the_page_too(settings: Settings) -> None:
    async with talking(settings) as talk:
        wrong = {"reference": "V-7KQ3-M9TD", "secret": "0000-1111-2222-3333-4444"}
        statuses = [(await talk.http.post("/melding/sak", data=wrong)).status_code for _ in range(6)]
        assert statuses == [404] * 5 + [429]


@pytest.mark.parametrize(
    "path", ["/melding/tull?kommune=alesund", "/melding/soknad?kommune=atlantis&gjelder=self", "/melding/soknad"]
)
async def test_an_address_that_leads_nowhere_is_a_page_that_says_so(talk: Talk, path: str) -> None:
    answer = await talk.http.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


async def test_json_is_for_the_api(talk: Talk) -> None:
    assert (await talk.http.post("/melding/melding", json=FILLED)).status_code == 415
    assert (await talk.http.post("/api/v1/referrals", data=FILLED)).status_code == 415
