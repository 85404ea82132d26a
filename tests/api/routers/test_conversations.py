"""Conversations over HTTP: start, read back, erase; and who may."""

from __future__ import annotations

import pytest

from api.models import Base
from api.settings import Settings
from tests.api.fakes import ScriptedBot
from tests.api.talk import API, Talk, talking

pytestmark = pytest.mark.anyio


async def test_a_conversation_starts_with_what_this_is(talk: Talk) -> None:
    started = (await talk.start()).first
    assert set(started) == {"conversation_id", "token", "municipality", "messages"}
    assert started["municipality"] is None
    [welcome] = started["messages"]
    assert welcome["kind"] == "welcome"
    assert "ikke et menneske" in welcome["text"]
    assert "fødselsnummer" in welcome["text"]
    assert "spoken" not in welcome


async def test_an_empty_body_is_enough(talk: Talk) -> None:
    answer = await talk.http.post(API)
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("named", "slug", "place"),
    [
        ("alesund", "alesund", "Ålesund"),
        ("1508", "alesund", "Ålesund"),
        ("Melhus", "melhus", "Melhus"),
        ("nord-norge", "nord-norge", "Nord-Norge"),
        ("bomlo", "bomlo", "Bømlo"),
    ],
)
async def test_a_municipality_by_slug_number_or_region(talk: Talk, named: str, slug: str, place: str) -> None:
    started = (await talk.start(municipality=named)).first
    assert started["municipality"] == slug
    assert place in started["messages"][0]["text"]


async def test_an_unknown_municipality_is_refused_in_the_language_asked_for(talk: Talk) -> None:
    answer = await talk.http.post(API, json={"municipality": "atlantis", "language": "nn"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Ukjend kommune"
    assert "atlantis" not in answer.text


@pytest.mark.parametrize(
    ("language", "says"), [("nn", "ikkje eit menneske"), ("en", "not a human being"), ("se", "Bures")]
)
async def test_the_welcome_is_in_the_language_asked_for(talk: Talk, language: str, says: str) -> None:
    assert says in (await talk.start(language=language)).first["messages"][0]["text"]


async def test_without_a_language_the_browser_decides(settings: Settings, bot: ScriptedBot) -> None:
    async with talking(settings, bot, **{"Accept-Language": "en-GB,en;q=0.9"}) as talk:
        assert (await talk.start()).first["messages"][0]["language"] == "en"


async def test_on_the_telephone_the_welcome_is_worded_to_be_heard(talk: Talk) -> None:
    [welcome] = (await talk.start(channel="voice")).first["messages"]
    assert "én én tre" in welcome["spoken"]


@pytest.mark.parametrize(
    "body",
    [
        {"role": "boss"},
        {"language": "pl"},
        {"channel": "fax"},
        {"municipality": ""},
        {"municipality": "x" * 61},
        {"extra": 1},
        [],
    ],
)
async def test_what_the_contract_does_not_name_is_refused(talk: Talk, body: object) -> None:
    answer = await talk.http.post(API, json=body)
    assert answer.status_code == 422
    assert set(answer.json()["errors"][0]) == {"in", "pointer", "code"}


async def test_the_transcript_is_what_is_stored(talk: Talk) -> None:
    mine = await talk.start(municipality="alesund", role="relative")
    await talk.say(mine, "Mor heter Kari og bor i Storgata 4. Finnes logoped?")
    answer = await talk.http.get(mine.path, headers=mine.headers)
    body = answer.json()
    assert (body["municipality"], body["role"], body["language"], body["channel"]) == (
        "alesund",
        "relative",
        "nb",
        "chat",
    )
    assert body["created_at"].endswith("Z")
    assert [(line["index"], line["from"]) for line in body["messages"]] == [
        (0, "assistant"),
        (1, "person"),
        (2, "assistant"),
    ]
    assert body["messages"][1]["text"] == "Mor heter [navn] og bor i [adresse]. Finnes logoped?"
    assert body["messages"][2]["message"]["kind"] == "offer"


@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    ("header", "status"),
    [
        (None, 401),
        ("", 401),
        ("Bearer", 401),
        ("Bearer ", 401),
        ("Bearer nobody", 401),
        ("Basic {token}", 401),
        ("Bearer {token}x", 401),
        ("Bearer " + "x" * 5000, 401),
        ("Bearer {other}", 404),
        ("bearer {token}", 0),
    ],
)
async def test_only_its_own_token_opens_a_conversation(
    talk: Talk, method: str, header: str | None, status: int
) -> None:
    mine, other = await talk.start(language="nn"), await talk.start()
    headers = {} if header is None else {"Authorization": header.format(token=mine.token, other=other.token)}
    answer = await talk.http.request(method, mine.path, headers=headers)
    if not status:
        assert answer.status_code in {200, 204}
        return
    assert answer.status_code == status
    assert (answer.headers.get("www-authenticate") == "Bearer") == (status == 401)
    assert (await talk.http.get(mine.path, headers=mine.headers)).status_code == 200


async def test_an_unknown_conversation_and_anothers_look_alike(talk: Talk) -> None:
    mine, other = await talk.start(), await talk.start()
    foreign = await talk.http.get(other.path, headers=mine.headers)
    unknown = await talk.http.get(f"{API}/{'0' * 32}", headers=mine.headers)
    assert foreign.status_code == unknown.status_code == 404
    assert {**foreign.json(), "instance": ""} == {**unknown.json(), "instance": ""}


async def test_erasing_leaves_nothing_in_any_table(talk: Talk) -> None:
    mine, other = await talk.start(), await talk.start()
    await talk.say(mine, "Finnes logoped?", message_id="m1")
    await talk.http.post(
        f"{mine.path}/feedback", json={"message_index": 0, "helpful": True, "comment": "bra"}, headers=mine.headers
    )
    assert "turn" in mentions(talk, mine.id)
    answer = await talk.http.delete(mine.path, headers=mine.headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert mentions(talk, mine.id) == set()
    assert (await talk.http.get(mine.path, headers=mine.headers)).status_code == 404
    assert (await talk.say(mine, "hei")).status_code == 404
    assert (await talk.http.delete(mine.path, headers=mine.headers)).status_code == 404
    assert (await talk.http.get(other.path, headers=other.headers)).status_code == 200


def mentions(talk: Talk, conversation_id: str) -> set[str]:
    """Names of the tables in which a row names the conversation, in whatever column."""
    found = set()
    with talk.gate.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if any(conversation_id in row for row in session.execute(table.select())):
                found.add(table.name)
    return found
