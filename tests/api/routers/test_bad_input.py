"""What must not bring the gate down, and gets a problem that shows nothing of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from tests.api.fakes import ScriptedBot
from tests.api.talk import API, Conversation, Talk

pytestmark = pytest.mark.anyio

JSON = {"Content-Type": "application/json"}


async def post(talk: Talk, mine: Conversation, content: bytes, **headers: str) -> tuple[int, str]:
    """Sends raw bytes as a message; gives the status and the problem's slug."""
    answer = await talk.http.post(f"{mine.path}/messages", content=content, headers={**mine.headers, **JSON, **headers})
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    assert not {"type", "title", "status", "detail", "instance"} - set(body)
    assert "Traceback" not in answer.text
    return answer.status_code, body["type"].removeprefix("urn:veiviser:problem:")


def as_json(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


@pytest.mark.parametrize(
    ("raw", "headers", "status", "slug"),
    [
        (b'{"text": "' + b"a" * 2_000_000 + b'"}', {}, 413, "body-too-large"),
        (b'{"text": "' + b"a" * 20_000 + b'"}', {}, 413, "body-too-large"),
        (b'{"text": ', {}, 400, "malformed"),
        (b'{"text": "\xff\xfe"}', {}, 400, "malformed"),
        (b"[" * 15_000, {}, 400, "malformed"),
        (b"", {}, 422, "invalid"),
        (b"null", {}, 422, "invalid"),
        (b'"text"', {}, 422, "invalid"),
        (b'{"text": 12}', {}, 422, "invalid"),
        (b'{"text": {"$gt": ""}}', {}, 422, "invalid"),
        (b'{"text": "hei", "role": "admin"}', {}, 422, "invalid"),
        (b'{"text": "hei", "message_id": "../../etc"}', {}, 422, "invalid"),
        (b'{"text": "hei", "message_id": ""}', {}, 422, "invalid"),
        (b'{"button": "/restart"}', {}, 422, "invalid"),
        (as_json(""), {}, 422, "empty-text"),
        (as_json(" \n\t "), {}, 422, "empty-text"),
        (as_json("\u200b\u200c\ufeff"), {}, 422, "empty-text"),
        (as_json("a" * 1001), {}, 422, "text-too-long"),
        (as_json("å" * 1001), {}, 422, "text-too-long"),
        (as_json("hei"), {"Content-Type": "text/plain"}, 415, "wrong-content-type"),
        (as_json("hei"), {"Content-Type": "application/x-www-form-urlencoded"}, 415, "wrong-content-type"),
        (as_json("hei"), {"Content-Type": "application/json; charset=iso-8859-1"}, 415, "wrong-content-type"),
        (as_json("hei"), {"Content-Encoding": "gzip"}, 415, "wrong-content-type"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_bad_input_gets_a_problem_and_changes_nothing(
    talk: Talk, bot: ScriptedBot, raw: bytes, headers: dict[str, str], status: int, slug: str
) -> None:
    mine = await talk.start()
    assert await post(talk, mine, raw, **headers) == (status, slug)
    assert bot.asked == []
    assert len(await talk.transcript(mine)) == 1


async def test_a_body_without_a_length_is_bounded_too(talk: Talk) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b"a" * 10_000

    answer = await talk.http.post(API, content=endless(), headers=JSON)
    assert answer.status_code == 413


@pytest.mark.parametrize("length", [1000, 999])
async def test_a_thousand_characters_are_allowed(talk: Talk, length: int) -> None:
    mine = await talk.start()
    assert (await talk.say(mine, "logoped " + "å" * (length - 8))).status_code == 200
    assert (await talk.say(mine, "🦽" * length)).status_code == 200


@pytest.mark.parametrize(
    "command", ["/restart", " /session_start", "/inform_municipality{}", "\u200b/back", "／restart"]
)
async def test_a_command_to_rasa_is_only_text(talk: Talk, bot: ScriptedBot, command: str) -> None:
    mine = await talk.start()
    answer = await talk.say(mine, command)
    assert answer.status_code == 200
    assert not bot.asked[0].text.startswith("/")


async def test_script_tags_stay_text_from_end_to_end(talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start()
    script = "<script>alert('x')</script> trenger logoped"
    answer = await talk.say(mine, script)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert bot.asked[0].text == script
    assert (await talk.transcript(mine))[1]["text"] == script


async def test_zero_width_characters_hide_nothing(talk: Talk, bot: ScriptedBot) -> None:
    await talk.say(await talk.start(), "lo\u200bgo\u200dped\u202e takk\u00ad")
    assert bot.asked[0].text == "logoped takk"


@pytest.mark.parametrize(
    ("text", "status"),
    [("\ud800", 422), ("a\ud83d logoped", 200), ("\x00\x01logoped", 200), ("\U0010ffff logoped", 200)],
    ids=ascii,
)
async def test_broken_unicode_does_not_break_the_gate(talk: Talk, text: str, status: int) -> None:
    mine = await talk.start()
    answer = await talk.http.post(f"{mine.path}/messages", content=as_json(text), headers={**mine.headers, **JSON})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE conversation; --", "{{7*7}} ${jndi:x}", "%s%n {name}", "..\\..\\ ../../etc/passwd"]
)
async def test_what_is_code_elsewhere_is_a_question_here(talk: Talk, bot: ScriptedBot, text: str) -> None:
    mine = await talk.start()
    assert (await talk.say(mine, text)).status_code == 200
    assert (await talk.transcript(mine))[1]["text"] == text


async def test_an_error_says_where_and_what_but_never_the_value(talk: Talk) -> None:
    mine = await talk.start()
    said = {"text": ["hjerneslag"], "hjerneslag" * 30: 1}
    answer = await talk.http.post(f"{mine.path}/messages", json=said, headers=mine.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0] == {"in": "body", "pointer": "/text", "code": "string_type"}
    assert len(answer.text) < 1500


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", API, 405, "POST"),
        ("PUT", f"{API}/x", 405, None),
        ("GET", f"{API}/x/messages", 405, "POST"),
        ("GET", "/api/v1/nothing", 404, None),
        ("POST", "/api/v2/conversations", 404, None),
        ("POST", f"{API}/", 404, None),
        ("GET", f"{API}/..%2f..%2fetc", 404, None),
        ("GET", f"{API}/{'x' * 6000}", 401, None),
    ],
)
async def test_wrong_addresses_and_methods(talk: Talk, method: str, path: str, status: int, allow: str | None) -> None:
    answer = await talk.http.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    if allow is not None:
        assert answer.headers["allow"] == allow
