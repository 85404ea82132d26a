"""FastAGI, the questions that Asterisk's dialplan asks over a socket: lines of `agi_name: value`, an empty line, then commands.

Only the variables of one answer are set. The caller's number stands among the lines that come; it is read past and never kept.
https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Gateway-Interface-AGI/
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

_SECONDS = 5.0
_MOST_LINES, _LONGEST_LINE = 64, 1_024
_WANTED = ("agi_network_script", "agi_arg_1")
_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,63}")
_VALUE = re.compile(r"[A-Za-z0-9+*_.@-]{0,64}")


class BrokenQuestion(ValueError):
    """What came is no question of a dialplan's."""


@dataclass(frozen=True)
class Question:
    """`what`: the path of the address (`agi://host:port/what`). `call`: the UUID that the dialplan gave as argument."""

    what: str
    call: UUID | None


Answer = Callable[[Question], Mapping[str, str]]


async def answer_question(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answer) -> None:
    """One question from its first line to its end, which closes the connection. Whatever is wrong, it ends within seconds."""
    try:
        async with asyncio.timeout(_SECONDS):
            question = await _read(reader)
            for name, value in answer(question).items():
                writer.write(_command(name, value))
                await writer.drain()
                await reader.readline()
    except (BrokenQuestion, TimeoutError, OSError, ValueError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> Question:
    found: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = await reader.readline()
        if len(line) > _LONGEST_LINE or not line.endswith(b"\n"):
            raise BrokenQuestion("line")
        if not line.strip():
            return Question(found.get("agi_network_script", ""), _uuid(found.get("agi_arg_1", "")))
        name, _, value = line.decode("utf-8", "replace").partition(":")
        if name in _WANTED:
            found[name] = value.strip()
    raise BrokenQuestion("too many lines")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _command(name: str, value: str) -> bytes:
    """Raises ValueError for what could be read as anything but one variable with one plain value."""
    if not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
        raise ValueError("not a plain variable")
    return f'SET VARIABLE {name} "{value}"\n'.encode()
