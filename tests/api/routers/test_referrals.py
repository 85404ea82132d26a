"""Referrals over HTTP: sent once, found with reference and secret only, faults told in words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from api.settings import Settings
from referrals.people import Role, Staff
from referrals.states import Event
from referrals.views import ActDetails, CaseFilter
from tests.api.talk import Talk, talking

pytestmark = pytest.mark.anyio

REFERRALS = "/api/v1/referrals"
NEED = "Mor har falt tre ganger og bor alene"
KEY = {"Idempotency-Key": "0123456789abcdef"}


def body(**changes: Any) -> dict[str, Any]:
    """A report by a daughter."""
    sender = {"name": "Kari Testesen", "phone": "41 23 45 67"}
    told = {"kind": "melding", "area": "alesund", "relation": "next_of_kin", "sender": sender, "consent": True}
    return {**told, "person": {"name": "Olga Testesen", "birth_year": 1943}, "need": NEED, **changes}


async def sent(talk: Talk, **changes: Any) -> dict[str, Any]:
    answer = await talk.http.post(REFERRALS, json=body(**changes), headers=KEY)
    assert answer.status_code == 201, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


def caseworker(talk: Talk) -> Staff:
    units = frozenset(unit.id for unit in talk.gate.referrals.units.all())
    return Staff("s-1", "Siri Saksbehandler", frozenset({Role.CASEWORKER}), units)


def act(talk: Talk, *steps: tuple[Event, ActDetails]) -> None:
    """What staff do with the one case there is."""
    staff = caseworker(talk)
    [row] = talk.gate.referrals.cases(staff, CaseFilter()).rows
    for event, details in steps:
        talk.gate.referrals.act(staff, row.id, event, details)


async def test_a_receipt_says_what_happens_next(talk: Talk) -> None:
    receipt = await sent(talk)
    assert set(receipt) == {
        "reference", "secret", "status", "kind", "unit", "submitted_at", "seen_by", "expected_by", "whom_to_ask", "next_steps",
    }  # fmt: skip
    assert receipt["status"] == "submitted"
    assert any("Følg saken" in step["text"] for step in receipt["next_steps"])


async def test_the_same_key_gives_the_same_receipt_and_one_case(talk: Talk) -> None:
    posts = (talk.http.post(REFERRALS, json=body(), headers=KEY) for _ in range(3))
    receipts = [answer.json() for answer in await asyncio.gather(*posts)]
    assert receipts[0] == receipts[1] == receipts[2]
    assert talk.gate.referrals.cases(caseworker(talk), CaseFilter()).total == 1


async def test_the_same_key_for_something_else_is_refused(talk: Talk) -> None:
    await sent(talk)
    answer = await talk.http.post(REFERRALS, json=body(need="Noe helt annet enn før"), headers=KEY)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:veiviser:problem:idempotency-conflict")


@pytest.mark.parametrize("key", [None, "", "kort", "x" * 200, "../../../etc/passwd"])
async def test_without_a_key_nothing_is_sent(talk: Talk, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = await talk.http.post(REFERRALS, json=body(), headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:veiviser:problem:idempotency-key-missing")


async def test_the_case_shows_how_it_goes_and_nothing_of_what_was_sent(talk: Talk) -> None:
    receipt = await sent(talk)
    ask = ActDetails(note="Når skrives hun ut?")
    act(talk, (Event.RECEIVE, ActDetails()), (Event.ASK, ask))
    answer = await talk.http.get(
        f"{REFERRALS}/{receipt['reference']}", headers={"X-Referral-Secret": receipt["secret"]}
    )
    assert answer.status_code == 200
    case = answer.json()
    assert (case["status"], case["question"]) == ("needs_information", "Når skrives hun ut?")
    assert [line["event"] for line in case["history"]][-2:] == ["receive", "ask"]
    for given in (NEED, "Testesen", "41234567", "41 23 45 67", "Siri"):
        assert given not in answer.text
    answered = await talk.http.post(
        f"{REFERRALS}/{receipt['reference']}/answer", json={"text": "På fredag", "secret": receipt["secret"]}
    )
    assert answered.json()["status"] == "in_assessment"


async def test_a_case_is_withdrawn_once(talk: Talk) -> None:
    receipt = await sent(talk)
    path, secret = f"{REFERRALS}/{receipt['reference']}/withdraw", {"secret": receipt["secret"]}
    assert (await talk.http.post(path, json=secret)).json()["status"] == "withdrawn"
    again = await talk.http.post(path, json=secret)
    assert (again.status_code, again.json()["type"]) == (409, "urn:veiviser:problem:referral-not-possible")


async def test_an_answer_nobody_asked_for_is_refused(talk: Talk) -> None:
    receipt = await sent(talk)
    headers = {"X-Referral-Secret": receipt["secret"]}
    answer = await talk.http.post(
        f"{REFERRALS}/{receipt['reference']}/answer", json={"text": "Hei der"}, headers=headers
    )
    assert answer.status_code == 409


async def test_forged_reference_and_wrong_secret_are_told_alike(settings: Settings) -> None:
    async with talking(settings.model_copy(update={"limit_guess": "100/second"})) as talk:
        receipt = await sent(talk)
        told = set()
        right, wrong = receipt["secret"], "0000-1111-2222-3333-4444"
        tries = [
            (receipt["reference"], wrong),
            (receipt["reference"], ""),
            ("V-7KQ3-M9TD", right),
            ("tull", right),
            ("V-0000-0000", wrong),
        ]
        for reference, secret in tries:
            answer = await talk.http.get(f"{REFERRALS}/{reference}", headers={"X-Referral-Secret": secret})
            problem = answer.json()
            told.add((answer.status_code, problem["type"], problem["title"], problem["detail"]))
        assert len(told) == 1
        assert told.pop()[:2] == (404, "urn:veiviser:problem:referral-unknown")
        assert (await talk.http.get(f"{REFERRALS}/{receipt['reference']}")).status_code == 404


async def test_wrong_secrets_are_limited_and_right_ones_are_not(talk: Talk) -> None:
    receipt = await sent(talk)
    path, right = f"{REFERRALS}/{receipt['reference']}", {"X-Referral-Secret": receipt["secret"]}
    assert [(await talk.http.get(path, headers=right)).status_code for _ in range(8)] == [200] * 8
    wrong = {"X-Referral-Secret": "0000-1111-2222-3333-4444"}
    assert [(await talk.http.get(path, headers=wrong)).status_code for _ in range(6)] == [404] * 5 + [429]
    answer = await talk.http.get(path, headers=right)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 3600


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"need": "a" * 10_000}, "/need", "need-long"),
        ({"need": ""}, "/need", "need-short"),
        ({"sender": {"name": "Kari 😀", "phone": "41234567"}}, "/sender/name", "name-letters"),
        ({"sender": {"name": "Kari", "phone": "fire null null"}}, "/sender/phone", "phone-letters"),
        ({"sender": {"name": "Kari", "phone": "123"}}, "/sender/phone", "phone"),
        ({"sender": {"name": "Kari"}}, "/sender/phone", "no-way-back"),
        ({"sender": {"phone": "41234567"}}, "/sender/name", "required"),
        ({"area": "atlantis"}, "/area", "area"),
        ({"kind": "tull"}, "/kind", "not-a-choice"),
        ({"consent": False}, "/consent", "consent"),
        ({"kind": "soknad"}, "/kind", "kind-relation"),
        ({"diagnose": "x"}, "/diagnose", "unexpected"),
        ({"person": None}, "/person", "person"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_every_fault_is_told_in_the_persons_language(
    talk: Talk, changes: dict[str, Any], pointer: str, code: str, language: str
) -> None:
    answer = await talk.http.post(REFERRALS, json=body(**changes), headers={**KEY, "Accept-Language": language})
    assert answer.status_code == 422
    assert answer.headers["content-language"] == language
    [fault] = [item for item in answer.json()["errors"] if item["pointer"] == pointer]
    assert fault["code"] == code
    assert fault["detail"].strip()
    assert NEED not in answer.text
    assert talk.gate.referrals.cases(caseworker(talk), CaseFilter()).total == 0


async def test_bodies_that_are_no_referral(talk: Talk) -> None:
    for content, status in ((b"{", 400), (b"null", 422), (b"[]", 422), (b"{}", 422)):
        answer = await talk.http.post(REFERRALS, content=content, headers={**KEY, "Content-Type": "application/json"})
        assert answer.status_code == status, content


@pytest.mark.postgres
async def test_on_postgresql_as_on_sqlite(settings: Settings, filled_postgres: str) -> None:
    async with talking(settings.model_copy(update={"database_url": filled_postgres})) as talk:
        posts = (talk.http.post(REFERRALS, json=body(), headers=KEY) for _ in range(3))
        receipts = [answer.json() for answer in await asyncio.gather(*posts)]
        assert receipts[0] == receipts[1] == receipts[2]
        headers = {"X-Referral-Secret": receipts[0]["secret"]}
        path = f"{REFERRALS}/{receipts[0]['reference']}"
        assert (await talk.http.get(path, headers=headers)).json()["status"] == "submitted"
        assert (await talk.http.get(f"{REFERRALS}/V-%00", headers=headers)).status_code == 404
        assert (await talk.http.post(f"{path}/withdraw", headers=headers)).json()["status"] == "withdrawn"
