"""Speech in a conversation: whether it can be had, and the socket that carries it."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter, WebSocket
from pydantic import BaseModel

from api.dependencies import Address, TheGate
from api.ownership import owned
from api.voice.call import Call

router = APIRouter(prefix="/api/v1", tags=["voice"])


class VoiceOut(BaseModel):
    """Whether people can speak with this installation, and how sound must come."""

    available: bool
    rate: int = 16_000
    encoding: str = "pcm16"


@router.get("/voice", openapi_extra=owned("anyone"))
async def voice(gate: TheGate, address: Address) -> VoiceOut:
    """For a client that decides whether to show a microphone."""
    await gate.limits.looking(address)
    return VoiceOut(available=not await run_sync(lambda: gate.voice.faults))


@router.websocket("/conversations/{conversation_id}/voice")
async def speak(socket: WebSocket, conversation_id: str) -> None:
    """Microphone sound in, transcripts, answers and sound out. The first frame holds the token (docs/voice.md has all frames)."""
    await Call(socket, conversation_id, socket.app.state.gate).take()
