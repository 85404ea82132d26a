"""One turn at a time in each conversation: a lock inside this process, a lease in the database between processes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

from api.problems import Problem
from api.store import Conversation, ConversationStore
from api.threads import in_thread

_POLL = 0.05


@dataclass
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    people: int = 0


class TurnQueue:
    """Lets one turn of a conversation through; the next ones wait a short while, the ones after that are turned away."""

    def __init__(self, conversations: ConversationStore, wait: float, max_waiting: int, lease: float) -> None:
        self._conversations = conversations
        self._wait = wait
        self._max_waiting = max_waiting
        self._lease = lease
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def turn_of(self, conversation_id: str, message_key: str | None = None) -> AsyncIterator[Conversation]:
        """Holds the turn, and gives the conversation as the turn before left it. Raises Problem: `too-fast` when too many wait,
        `conversation-busy` when it took too long, `not-found`."""
        line = self._lines.setdefault(conversation_id, _Line())
        if line.people > self._max_waiting:
            raise Problem("too-fast", retry_after=1)
        line.people += 1
        try:
            async with self._in_line(line), self._leased(conversation_id, message_key) as conversation:
                yield conversation
        finally:
            line.people -= 1
            if line.people == 0:
                self._lines.pop(conversation_id, None)

    @asynccontextmanager
    async def _in_line(self, line: _Line) -> AsyncIterator[None]:
        try:
            await asyncio.wait_for(line.lock.acquire(), self._wait)
        except TimeoutError:
            raise Problem("conversation-busy", retry_after=1) from None
        try:
            yield
        finally:
            line.lock.release()

    @asynccontextmanager
    async def _leased(self, conversation_id: str, message_key: str | None) -> AsyncIterator[Conversation]:
        owner = secrets.token_hex(16)
        deadline = asyncio.get_running_loop().time() + self._wait
        claim = partial(self._conversations.claim, conversation_id, owner, self._lease, message_key)
        while (conversation := await in_thread(claim)) is None:
            if asyncio.get_running_loop().time() > deadline:
                raise Problem("conversation-busy", retry_after=1)
            await asyncio.sleep(_POLL)
        try:
            yield conversation
        finally:
            if conversation.lease is not None and conversation.lease.held:
                await asyncio.shield(in_thread(self._conversations.release, conversation_id, owner))
