"""Nothing personal stands in the logs, whatever happens."""

from __future__ import annotations

import io
import json
import logging

import pytest

from api.logs import ALLOWED, configure_logs, log
from tests.api.fakes import ScriptedBot
from tests.api.redaction.made_up import identity_number
from tests.api.talk import API, Talk

pytestmark = pytest.mark.anyio

NUMBER = identity_number(1, 92, 70, 123)
SAID = f"Jeg heter Kari Nordmann, fnr {NUMBER}, kari@eksempel.no, bor i Storgata 4, har hatt hjerneslag"
PRIVATE = (NUMBER, "Kari", "Nordmann", "eksempel.no", "Storgata", "hjerneslag", "livet", "192.0.2.1", "m-77")


@pytest.fixture
def lines(logs_restored: None) -> io.StringIO:
    stream = io.StringIO()
    configure_logs(stream)
    return stream


def read(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_a_whole_conversation_leaves_nothing_personal(lines: io.StringIO, talk: Talk, bot: ScriptedBot) -> None:
    mine = await talk.start(municipality="alesund")
    await talk.say(mine, SAID, message_id="m-77")
    bot.broken = "timeout"
    await talk.say(mine, SAID)
    await talk.say(mine, "Jeg vil ta livet mitt")
    await talk.say(mine, "hjerneslag" * 200)
    await talk.http.post(
        f"{mine.path}/feedback", json={"message_index": 0, "helpful": True, "comment": SAID}, headers=mine.headers
    )
    await talk.http.get(f"/{NUMBER}?q=hjerneslag")
    await talk.http.get(f"{API}/{mine.id}", headers={"Authorization": f"Bearer {NUMBER}"})
    await talk.http.delete(mine.path, headers=mine.headers)
    logged = lines.getvalue()
    assert len(read(lines)) >= 9
    for private in (*PRIVATE, mine.id, mine.token):
        assert private not in logged, private


async def test_an_unforeseen_error_logs_where_but_not_what(
    lines: io.StringIO, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("hjerneslag")

    mine = await talk.start()
    monkeypatch.setattr(talk.gate.turns, "transcript", broken)
    await talk.http.get(mine.path, headers=mine.headers)
    [line] = [line for line in read(lines) if line["event"] == "unforeseen"]
    assert line["error"] == "RuntimeError"
    assert str(line["where"]).startswith("api/test_logs.py:")
    assert "hjerneslag" not in lines.getvalue()


def test_only_fields_on_the_list_get_out(lines: io.StringIO) -> None:
    log.info("request", status=200, text="hjerneslag", municipality="alesund")
    [line] = read(lines)
    assert set(line) <= ALLOWED
    assert line["status"] == 200
    assert "hjerneslag" not in lines.getvalue()


def test_lines_of_libraries_are_redacted_and_short(lines: io.StringIO) -> None:
    logging.getLogger("some.library").warning("bad value %s %s", NUMBER, "x" * 1000)
    logging.getLogger("httpx").info("GET http://rasa/hjerneslag")
    [line] = read(lines)
    assert NUMBER not in str(line)
    assert len(str(line["event"])) <= 300
