"""The pace of what is said."""

from __future__ import annotations

import asyncio

import pytest

from voice.audio import Sound
from voice.telephone.frames import FrameParser, Kind
from voice.telephone.line import TelephoneLine

pytestmark = pytest.mark.anyio


class Wire:
    """What was sent, and a clock that goes by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0
        self.sent: list[tuple[float, bytes]] = []
        self.kinds: list[str] = []
        self.late = 0.0

    async def send(self, data: bytes) -> None:
        self.sent.append((self.now, data))
        self.now, self.late = self.now + self.late, 0.0

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def line(self) -> TelephoneLine:
        return TelephoneLine(self.send, self.kinds.append, lambda: self.now, self.sleep)


async def test_a_frame_of_twenty_milliseconds_every_twenty_milliseconds() -> None:
    wire = Wire()
    await wire.line().sound(Sound(b"\1\0" * 8_010, 8_000))
    assert len(wire.sent) == 51
    assert wire.now == pytest.approx(51 * 0.02)
    frames = [frame for _, data in wire.sent for frame in FrameParser().feed(data)]
    assert {(frame.kind, len(frame.payload)) for frame in frames} == {(Kind.SOUND, 320)}
    assert frames[-1].payload == b"\1\0" * 10 + bytes(300)


async def test_what_was_held_up_is_caught_up_with() -> None:
    wire = Wire()
    wire.late = 0.1
    await wire.line().sound(Sound(bytes(16_000), 8_000))
    assert wire.now == pytest.approx(1.0)
    assert [round(at, 2) for at, _ in wire.sent[:7]] == [0.0, 0.1, 0.1, 0.1, 0.1, 0.1, 0.12]


async def test_it_stops_in_the_middle_and_events_carry_nothing() -> None:
    wire = Wire()

    async def forever(_seconds: float) -> None:
        await asyncio.Event().wait()

    line = TelephoneLine(wire.send, wire.kinds.append, lambda: wire.now, forever)
    playing = asyncio.create_task(line.sound(Sound(bytes(16_000), 8_000)))
    while not wire.sent:
        await asyncio.sleep(0.001)
    playing.cancel()
    await asyncio.wait([playing])
    assert len(wire.sent) == 1
    await line.event("final", text="noe som ble sagt")
    assert wire.kinds == ["final"]
