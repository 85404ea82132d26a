"""Judgements over HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from sqlalchemy import select

from api.models import FeedbackRow
from tests.api.talk import Conversation, Talk

pytestmark = pytest.mark.anyio


async def judge(talk: Talk, mine: Conversation, **judgement: Any) -> httpx.Response:
    return await talk.http.post(f"{mine.path}/feedback", json=judgement, headers=mine.headers)


def stored(talk: Talk) -> list[tuple[int, bool, str | None]]:
    """What the table holds, opened with the gate's own key."""
    vault = talk.gate.turns._vault
    with talk.gate.database.reading() as session:
        return [
            (row.message_index, row.helpful, row.comment and vault.open("feedback", row.id, "comment", row.comment))
            for row in session.scalars(select(FeedbackRow).order_by(FeedbackRow.created_at))
        ]


async def test_a_judgement_is_kept_with_a_redacted_comment(talk: Talk) -> None:
    mine = await talk.start()
    answer = await judge(talk, mine, message_index=0, helpful=False, comment="Feil! Hilsen Kari Nordmann")
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await judge(talk, mine, message_index=0, helpful=True, comment=" \u200b")).status_code == 204
    assert stored(talk) == [(0, False, "Feil! Hilsen [navn]"), (0, True, None)]
    counts = (await talk.http.get("/metrics")).text
    assert 'veiviser_feedback_total{helpful="false"} 1.0' in counts


@pytest.mark.parametrize(
    "judgement",
    [
        {"message_index": 1, "helpful": True},
        {"message_index": -1, "helpful": True},
        {"message_index": "first", "helpful": True},
        {"message_index": 0},
        {"message_index": 0, "helpful": "kanskje"},
        {"message_index": 0, "helpful": True, "comment": "x" * 1001},
        {"message_index": 0, "helpful": True, "stars": 5},
    ],
)
async def test_what_cannot_be_a_judgement_is_refused(talk: Talk, judgement: dict[str, Any]) -> None:
    assert (await judge(talk, await talk.start(), **judgement)).status_code == 422
    assert stored(talk) == []


async def test_only_the_conversations_own_token_may_judge(talk: Talk) -> None:
    mine, other = await talk.start(), await talk.start()
    judgement = {"message_index": 0, "helpful": True}
    for headers, status in (({}, 401), (other.headers, 404)):
        answer = await talk.http.post(f"{mine.path}/feedback", json=judgement, headers=headers)
        assert answer.status_code == status
    assert stored(talk) == []
