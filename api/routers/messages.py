"""Messages of a conversation."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import Current, TheGate
from api.ownership import owned
from api.schemas import AnswerOut, MessageIn

router = APIRouter(prefix="/api/v1/conversations", tags=["messages"])


@router.post("/{conversation_id}/messages", openapi_extra=owned("conversation"))
async def say(conversation: Current, incoming: MessageIn, gate: TheGate) -> AnswerOut:
    """The answer to a text or a button. The same message_id gets the same answer and does nothing twice."""
    return await gate.turn_service.answer(conversation, incoming)
