"""AudioSocket, as Asterisk speaks it: one byte of kind, two of length (big endian), payload.

Sound is 16-bit little-endian mono PCM, 8,000 samples a second.

https://docs.asterisk.org/Configuration/Channel-Drivers/AudioSocket/
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

RATE = 8_000
"""Samples a second."""
FRAME_BYTES = 320
"""20 ms of sound, the usual payload."""
_HEADER = 3
_LONGEST_SOUND = 8_192
"""Half a second; a telephone never sends so much at once."""


class Kind(IntEnum):
    """The frames that there are. Asterisk knows sound of other rates too; its dialplan application sends this one."""

    HANG_UP = 0x00
    UUID = 0x01
    KEY = 0x03
    SOUND = 0x10
    ERROR = 0xFF


_LENGTHS = {
    Kind.HANG_UP: range(1),
    Kind.UUID: range(16, 17),
    Kind.KEY: range(1, 2),
    Kind.SOUND: range(0, _LONGEST_SOUND + 1, 2),
    Kind.ERROR: range(257),
}


class BrokenFrame(ValueError):
    """What came is no AudioSocket. Nothing after it can be trusted: the connection must be closed."""


@dataclass(frozen=True)
class Frame:
    """One frame. `payload`: sound, a key's ASCII letter, 16 bytes of UUID, an error code, or nothing."""

    kind: Kind
    payload: bytes = b""

    def encoded(self) -> bytes:
        """As it goes over the wire."""
        return bytes([self.kind]) + len(self.payload).to_bytes(2, "big") + self.payload


class FrameParser:
    """Takes a stream in pieces of any size. Holds at most one unfinished frame."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that are whole now. Raises BrokenFrame as soon as a header cannot be; frames of the same piece are lost then."""
        stream, at = self._rest + data, 0
        frames: list[Frame] = []
        while len(stream) - at >= _HEADER:
            kind, length = _header(stream[at : at + _HEADER])
            end = at + _HEADER + length
            if end > len(stream):
                break
            frames.append(Frame(kind, stream[at + _HEADER : end]))
            at = end
        self._rest = stream[at:]
        return frames


def _header(header: bytes) -> tuple[Kind, int]:
    length = int.from_bytes(header[1:], "big")
    try:
        kind = Kind(header[0])
    except ValueError:
        raise BrokenFrame("unknown kind") from None
    if length not in _LENGTHS[kind]:
        raise BrokenFrame(f"impossible length of {kind.name}")
    return kind, length
