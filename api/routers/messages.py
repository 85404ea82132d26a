"""Messages of a conversation."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from api.dependencies import Current, TheGate, caller_address, current_conversation, the_gate
from api.ownership import owned
from api.request_body import read_json, validated
from api.schemas import AnswerOut, MessageIn


class _MessageRoute(APIRoute):
    """Does by hand what FastAPI would do for `say`, in the same order and with the same refusals: resolving what a route asks for,
    reading and checking anew what comes back took a tenth of the gate's time in a turn (docs/decisions/0017)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What FastAPI calls for a request."""
        return _answer


async def _answer(request: Request) -> Response:
    body = await read_json(request)
    gate, address = await the_gate(request), await caller_address(request)
    conversation = await current_conversation(request, request.path_params["conversation_id"], gate, address)
    answer = await say(conversation, validated(MessageIn, body), gate)
    return Response(answer.model_dump_json(), media_type="application/json")


router = APIRouter(prefix="/api/v1/conversations", tags=["messages"], route_class=_MessageRoute)


@router.post("/{conversation_id}/messages", openapi_extra=owned("conversation"))
async def say(conversation: Current, incoming: MessageIn, gate: TheGate) -> AnswerOut:
    """The answer to a text or a button. The same message_id gets the same answer and does nothing twice."""
    return await gate.turn_service.answer(conversation, incoming)
