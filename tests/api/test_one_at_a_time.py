"""One turn of a conversation at a time, in one process and between processes."""

from __future__ import annotations

import asyncio

import pytest

from api.one_at_a_time import TurnQueue
from api.problems import Problem
from api.store import Conversation, ConversationStore

pytestmark = pytest.mark.anyio


@pytest.fixture
def conversation(conversations: ConversationStore) -> Conversation:
    return conversations.create(None, "citizen", "nb", "chat")[0]


async def hold(queue: TurnQueue, conversation_id: str, seconds: float, log: list[str], name: str) -> None:
    async with queue.turn_of(conversation_id):
        log.append(f"+{name}")
        await asyncio.sleep(seconds)
        log.append(f"-{name}")


async def test_turns_follow_each_other(conversations: ConversationStore, conversation: Conversation) -> None:
    queue, log = TurnQueue(conversations, wait=5, max_waiting=4, lease=30), list[str]()
    await asyncio.gather(*(hold(queue, conversation.id, 0.02, log, name) for name in "abc"))
    assert log == ["+a", "-a", "+b", "-b", "+c", "-c"]


async def test_two_gates_hold_one_turn_between_them(
    conversations: ConversationStore, conversation: Conversation
) -> None:
    gates = [TurnQueue(conversations, wait=5, max_waiting=4, lease=30) for _ in range(2)]
    log: list[str] = []
    await asyncio.gather(*(hold(gate, conversation.id, 0.1, log, name) for gate, name in zip(gates, "ab", strict=True)))
    assert log in (["+a", "-a", "+b", "-b"], ["+b", "-b", "+a", "-a"])


async def test_conversations_do_not_wait_for_each_other(conversations: ConversationStore) -> None:
    queue, log = TurnQueue(conversations, wait=5, max_waiting=4, lease=30), list[str]()
    made = [conversations.create(None, "citizen", "nb", "chat")[0] for _ in range(2)]
    await asyncio.gather(*(hold(queue, each.id, 0.3, log, name) for each, name in zip(made, "ab", strict=True)))
    assert {line[0] for line in log[:2]} == {"+"}


async def test_who_waits_too_long_is_told_so(conversations: ConversationStore, conversation: Conversation) -> None:
    queue, log = TurnQueue(conversations, wait=0.05, max_waiting=4, lease=30), list[str]()
    first = asyncio.create_task(hold(queue, conversation.id, 0.5, log, "a"))
    await asyncio.sleep(0.1)
    with pytest.raises(Problem, match="conversation-busy") as refused:
        await hold(queue, conversation.id, 0, log, "b")
    assert refused.value.retry_after == 1
    await first
    assert log == ["+a", "-a"]


async def test_a_long_queue_turns_the_next_one_away(
    conversations: ConversationStore, conversation: Conversation
) -> None:
    queue, log = TurnQueue(conversations, wait=5, max_waiting=1, lease=30), list[str]()
    waiting = [asyncio.create_task(hold(queue, conversation.id, 0.1, log, name)) for name in "ab"]
    await asyncio.sleep(0.02)
    with pytest.raises(Problem, match="too-fast"):
        await hold(queue, conversation.id, 0, log, "c")
    await asyncio.gather(*waiting)
    await hold(queue, conversation.id, 0, log, "d")
    assert log == ["+a", "-a", "+b", "-b", "+d", "-d"]


async def test_a_turn_that_fails_or_is_cancelled_gives_its_place_back(
    conversations: ConversationStore, conversation: Conversation
) -> None:
    queue, log = TurnQueue(conversations, wait=1, max_waiting=4, lease=30), list[str]()
    with pytest.raises(ZeroDivisionError):
        async with queue.turn_of(conversation.id):
            raise ZeroDivisionError
    slow = asyncio.create_task(hold(queue, conversation.id, 10, log, "slow"))
    await asyncio.sleep(0.1)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    await hold(queue, conversation.id, 0, log, "next")
    assert log == ["+slow", "+next", "-next"]


async def test_an_erased_conversation_is_nothing_to_wait_for(
    conversations: ConversationStore, conversation: Conversation
) -> None:
    queue = TurnQueue(conversations, wait=5, max_waiting=4, lease=30)
    conversations.erase(conversation.id)
    with pytest.raises(Problem, match="not-found"):
        await hold(queue, conversation.id, 0, [], "a")
