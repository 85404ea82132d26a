"""Judgements of answers."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import APIRouter

from api.dependencies import Current, TheGate
from api.ownership import owned
from api.redaction import redact
from api.schemas import FeedbackIn
from api.text_entry import clean, enter_text

router = APIRouter(prefix="/api/v1/conversations", tags=["feedback"])


@router.post("/{conversation_id}/feedback", status_code=204, openapi_extra=owned("conversation"))
async def judge(conversation: Current, judgement: FeedbackIn, gate: TheGate) -> None:
    """Keeps whether a message helped, with a redacted comment. 422 for a message that the transcript does not have."""
    comment = clean(judgement.comment or "")
    stored = redact(enter_text(comment, gate.settings.max_text)) if comment else None
    await run_sync(gate.turns.add_feedback, conversation.id, judgement.model_copy(update={"comment": stored}))
    gate.metrics.feedback.labels(helpful=str(judgement.helpful).lower()).inc()
