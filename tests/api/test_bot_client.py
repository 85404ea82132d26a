"""The call to Rasa over a real connection: what goes out, and that only a valid reply counts."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from answers.message import Choice, Turn
from api.bot_client import BotClient, BotUnavailable
from tests.api.fakes import reply_to
from tests.api.local_server import serving
from tests.postgres import free_port

pytestmark = pytest.mark.anyio

TURN = Turn(conversation_id="c1", text="logoped", language="nn", municipality="alesund", role="relative")


def answer(*customs: Any) -> bytes:
    return json.dumps([{"recipient_id": "c1", "custom": custom} for custom in customs]).encode()


def valid(text: str = "Svar", **changes: Any) -> dict[str, Any]:
    return reply_to(TURN, text, **changes).model_dump(mode="json")


async def ask(url: str, timeout: float = 2.0) -> str:
    client = BotClient(url, timeout, 4)
    try:
        return (await client.turn(TURN)).messages[0].text
    except BotUnavailable as failure:
        return f"!{failure.reason}"
    finally:
        await client.close()


async def test_the_turn_goes_out_whole_and_the_reply_comes_back() -> None:
    with serving() as rasa:
        assert await ask(rasa.url) == "Svar på logoped"
    assert rasa.asked == [
        {
            "path": "/webhooks/rest/webhook",
            "sender": "c1",
            "message": "logoped",
            "metadata": {"turn": TURN.model_dump(mode="json")},
        }
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "!invalid"),
        (b"not json", "!invalid"),
        (b"{}", "!invalid"),
        (b"[]", "!empty"),
        (b'[{"recipient_id":"c1","text":"Hei"}]', "!empty"),
        (b"[1]", "!invalid"),
        (b"null", "!invalid"),
        (answer({}), "!invalid"),
        (answer({**valid(), "extra": 1}), "!invalid"),
        (answer(valid(), valid()), "!invalid"),
        (answer({**valid(), "messages": []}), "!invalid"),
        (answer(valid("")), "!invalid"),
        (answer(valid("{name} svarer")), "!invalid"),
        (answer(valid("x\x00y")), "!invalid"),
        (answer(valid("x" * 8001)), "!invalid"),
        (answer(valid(choices=[Choice(title="Ja", payload="affirm")])), "!invalid"),
        (answer(valid(choices=[Choice(title=" ", payload="/affirm")])), "!invalid"),
        (b"[" + b" " * 300_000 + b"]", "!too_large"),
        (answer(valid("Ålesund")), "Ålesund"),
    ],
)
async def test_only_exactly_one_valid_reply_counts(body: bytes, reason: str) -> None:
    with serving(body=body) as rasa:
        assert await ask(rasa.url) == reason


@pytest.mark.parametrize("status", [401, 404, 409, 500, 503])
async def test_another_status_is_no_reply(status: int) -> None:
    with serving(status=status) as rasa:
        assert await ask(rasa.url) == "!status"


@pytest.mark.parametrize("slow", [{"delay": 2.0}, {"trickle": 0.05}])
async def test_the_whole_call_has_a_time_limit(slow: dict[str, float]) -> None:
    with serving(**slow) as rasa:
        began = time.perf_counter()
        assert await ask(rasa.url, timeout=0.3) == "!timeout"
        assert time.perf_counter() - began < 1.0


async def test_nobody_there_is_unreachable() -> None:
    assert await ask(f"http://127.0.0.1:{free_port()}") == "!unreachable"
