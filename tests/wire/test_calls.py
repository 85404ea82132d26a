"""Calls over real connections: kept, counted, limited in time and size, and broken in every way."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from tests.postgres import free_port
from wire import Answer, Broken, Calls, Late, TooLarge

pytestmark = pytest.mark.anyio
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
Says = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]


@dataclass
class Seen:
    """What a small server saw."""

    url: str = ""
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)


async def say_ok(writer: asyncio.StreamWriter, _body: bytes) -> None:
    writer.write(OK)


def saying(answer: bytes, *, end: bool = False) -> Says:
    async def say(writer: asyncio.StreamWriter, _body: bytes) -> None:
        writer.write(answer)
        if end:
            writer.close()

    return say


def after(seconds: float) -> Says:
    """A server that takes its time."""

    async def slow(writer: asyncio.StreamWriter, _body: bytes) -> None:
        await asyncio.sleep(seconds)
        writer.write(OK)

    return slow


@asynccontextmanager
async def serving(says: Says = say_ok) -> AsyncIterator[Seen]:
    seen = Seen()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        while not writer.is_closing():
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            seen.requests.append(head + body)
            await says(writer, body)
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    seen.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    try:
        yield seen
    finally:
        server.close()


def calls(url: str, **changes: float) -> Calls:
    told = {"connections": 2, "idle": 5.0, "most_bytes": 100} | changes
    return Calls(url, {"X-Secret": "s"}, **told)  # type: ignore[arg-type]


async def test_a_call_is_one_whole_request_and_its_answer_comes_back() -> None:
    async with serving(saying(b"HTTP/1.1 404 Nope\r\nContent-Length: 5\r\n\r\nikkje")) as seen:
        client = calls(seen.url)
        assert await client.post("{å}".encode(), 2.0) == Answer(404, b"ikkje")
        await client.close()
    head, _, body = seen.requests[0].partition(b"\r\n\r\n")
    port = seen.url.split(":")[2].split("/")[0]
    assert head.split(b"\r\n") == [
        b"POST /hook HTTP/1.1",
        f"Host: 127.0.0.1:{port}".encode(),
        b"Content-Type: application/json",
        b"Accept: application/json",
        b"X-Secret: s",
        b"Content-Length: 4",
    ]
    assert body == "{å}".encode()


async def test_calls_one_after_another_share_a_connection() -> None:
    async with serving() as seen:
        client = calls(seen.url)
        for _ in range(3):
            await client.post(b"1", 2.0)
        await client.close()
    assert (seen.connections, len(seen.requests)) == (1, 3)


async def test_a_connection_that_lay_too_long_is_not_used_again() -> None:
    async with serving() as seen:
        client = calls(seen.url, idle=0.05)
        await client.post(b"1", 2.0)
        await asyncio.sleep(0.1)
        await client.post(b"2", 2.0)
        await client.close()
    assert seen.connections == 2


async def test_no_more_connections_than_allowed_and_the_others_wait() -> None:
    async with serving(after(0.05)) as seen:
        client = calls(seen.url)
        answers = await asyncio.gather(*(client.post(b"1", 2.0) for _ in range(6)))
        await client.close()
    assert [answer.status for answer in answers] == [200] * 6
    assert seen.connections == 2


async def test_waiting_for_a_place_counts_as_time() -> None:
    async with serving(after(1.0)) as seen:
        client = calls(seen.url, connections=1)
        began = time.perf_counter()
        both = await asyncio.gather(*(client.post(b"1", 0.2) for _ in range(2)), return_exceptions=True)
        assert [type(one) for one in both] == [Late, Late]
        assert time.perf_counter() - began < 0.8
        await client.close()


async def test_a_kept_connection_that_was_closed_meanwhile_costs_nothing() -> None:
    async with serving(saying(OK, end=True)) as seen:
        client = calls(seen.url)
        for number in range(4):
            assert (await client.post(b"1", 2.0)).status == 200
            await asyncio.sleep(0.02 * (number % 2))
        await client.close()
    assert len(seen.requests) == 4


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (b"", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", True),
        (b"HTTP/1.1 200 OK\r\n\r\n{}", True),
        (b"SSH-2.0-OpenSSH\r\n", False),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", False),
    ],
)
async def test_what_is_no_whole_answer_is_broken(answer: bytes, end: bool) -> None:
    async with serving(saying(answer, end=end)) as seen:
        client = calls(seen.url)
        with pytest.raises(Broken):
            await client.post(b"1", 2.0)
        await client.close()
    assert len(seen.requests) == 1, "a new connection is no reason to send anything again"


async def test_a_long_answer_is_not_read_to_its_end() -> None:
    async with serving(saying(b"HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + b" " * 101)) as seen:
        client = calls(seen.url)
        with pytest.raises(TooLarge):
            await client.post(b"1", 2.0)
        await client.close()


async def test_bytes_that_nobody_asked_for_are_no_answer_to_the_next_call() -> None:
    async with serving(saying(OK + OK.replace(b"200", b"201"))) as seen:
        client = calls(seen.url)
        assert (await client.post(b"1", 2.0)).status == 200
        await asyncio.sleep(0.02)
        assert (await client.post(b"1", 2.0)).status == 200
        await client.close()
    assert seen.connections == 2


async def test_whoever_gives_up_leaves_no_answer_for_the_next_one() -> None:
    async def slow(writer: asyncio.StreamWriter, body: bytes) -> None:
        await asyncio.sleep(0.2)
        writer.write(OK.replace(b"{}", body))

    async with serving(slow) as seen:
        client = calls(seen.url)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(client.post(b"11", 2.0), 0.05)
        assert (await client.post(b"22", 2.0)).body == b"22"
        await client.close()


async def test_nobody_there() -> None:
    with pytest.raises(Broken):
        await calls(f"http://127.0.0.1:{free_port()}/").post(b"1", 2.0)


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "127.0.0.1:80", "file:///etc/passwd"])
def test_only_plain_http(url: str) -> None:
    with pytest.raises(ValueError, match="not a plain http address"):
        calls(url)


def test_a_header_stays_one_line() -> None:
    with pytest.raises(ValueError, match="one line"):
        Calls("http://x/", {"X-Secret": "a\r\nX-Other: b"}, connections=1, idle=1.0, most_bytes=1)
