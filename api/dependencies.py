"""What routes ask for: the gate's parts, the caller's address, and the conversation that a bearer token opens."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from api.gate import Gate
from api.problems import Problem
from api.store import Conversation
from api.threads import in_thread

_SCHEME = "bearer"
_LONGEST_TOKEN = 128


async def the_gate(request: Request) -> Gate:
    """The parts of this app. Not a plain function: FastAPI would run that in a thread, twice for each message."""
    return cast(Gate, request.app.state.gate)


async def caller_address(request: Request) -> str:
    """The network address of who asks; behind a trusted proxy the one that it forwards."""
    return request.client.host if request.client else "unknown"


def bearer_token(request: Request) -> str:
    """The token of the header Authorization. Raises Problem `unauthorised` when there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != _SCHEME or not 0 < len(token) <= _LONGEST_TOKEN:
        raise Problem("unauthorised")
    return token


async def current_conversation(
    request: Request,
    conversation_id: str,
    gate: Annotated[Gate, Depends(the_gate)],
    address: Annotated[str, Depends(caller_address)],
) -> Conversation:
    """The conversation of the address, if the token opens it. Its language is that of every problem from here on.

    Counted against the rate limits. Raises Problem: `unauthorised`, `not-found`, `too-fast`.
    """
    token = bearer_token(request)
    if not conversation_id.isalnum():  # PostgreSQL would stumble over a NUL
        raise Problem("not-found")
    conversation = await in_thread(gate.conversations.unlock, conversation_id, token)
    request.state.language = conversation.language
    await gate.limits.speaking(conversation.id, address)
    return conversation


TheGate = Annotated[Gate, Depends(the_gate)]
Address = Annotated[str, Depends(caller_address)]
Current = Annotated[Conversation, Depends(current_conversation)]
