"""The dialplan's questions over a real socket."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from uuid import UUID

import pytest

from voice.telephone.agi import Question, answer_question

pytestmark = pytest.mark.anyio
CALL = UUID("f8be9945-0c6c-455d-86d4-0795bb4f61db")
ASKED = f"agi_network: yes\nagi_network_script: after\nagi_callerid: 90000000\nagi_arg_1: {CALL}\n\n".encode()


async def ask(data: bytes, answers: Mapping[str, str] | None = None) -> tuple[list[Question], list[bytes]]:
    """What was understood, and the commands that came back. Ends within seconds whatever is sent."""
    understood: list[Question] = []

    def answer(question: Question) -> Mapping[str, str]:
        understood.append(question)
        return answers or {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answer_question(reader, writer, answer)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(data + b"200 result=1\n" * len(answers or {}))
    writer.write_eof()
    async with asyncio.timeout(10):
        said = await reader.read()
    writer.close()
    server.close()
    return understood, said.splitlines()


async def test_a_question_is_read_and_its_answer_set() -> None:
    understood, said = await ask(ASKED, {"VEIVISER_TRANSFER": "2000", "VEIVISER_READY": "1"})
    assert understood == [Question("after", CALL)]
    assert said == [b'SET VARIABLE VEIVISER_TRANSFER "2000"', b'SET VARIABLE VEIVISER_READY "1"']


async def test_a_caller_s_number_is_not_part_of_what_is_understood() -> None:
    [question], _ = await ask(ASKED)
    assert "90000000" not in repr(question)


@pytest.mark.parametrize("call", ["", "not-a-uuid", "f8be9945"])
async def test_a_call_that_cannot_be_is_none(call: str) -> None:
    understood, _ = await ask(f"agi_network_script: after\nagi_arg_1: {call}\n\n".encode())
    assert understood == [Question("after", None)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"agi_network: yes\n",
        b"a" * 70_000,
        b"agi_x: " + b"y" * 2_000 + b"\n\n",
        b"agi_x: y\n" * 100 + b"\n",
        b"\xff\xfe\n",
    ],
)
async def test_what_is_no_question_ends_without_an_answer(data: bytes) -> None:
    assert await ask(data) == ([], [])


@pytest.mark.parametrize("value", ['1" \nEXEC System "x', "a b", "x" * 65, "${SHELL(id)}"])
async def test_nothing_but_a_plain_value_reaches_the_dialplan(value: str) -> None:
    _, said = await ask(ASKED, {"VEIVISER_TRANSFER": value})
    assert said == []
