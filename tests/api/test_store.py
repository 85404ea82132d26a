"""Conversations on both databases: unlocking, one turn at a time, erasing."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from api.models import ConversationRow
from api.problems import Problem
from api.store import ConversationStore, Lease, hash_token
from storage.database import Database


def test_a_token_opens_its_own_conversation_only(conversations: ConversationStore) -> None:
    mine, token = conversations.create("alesund", "relative", "nn", "chat")
    other, other_token = conversations.create(None, "citizen", "nb", "voice")
    assert conversations.unlock(mine.id, token) == mine
    assert (mine.municipality, mine.role, mine.language, mine.channel) == ("alesund", "relative", "nn", "chat")
    assert mine.context.municipality == "alesund"
    for conversation_id, key, slug in (
        (mine.id, other_token, "not-found"),
        (other.id, token, "not-found"),
        (mine.id, "nobody's", "unauthorised"),
        ("0" * 32, token, "not-found"),
        ("0" * 32, "nobody's", "not-found"),
    ):
        with pytest.raises(Problem) as refused:
            conversations.unlock(conversation_id, key)
        assert refused.value.slug == slug


def test_neither_token_nor_context_can_be_read_in_the_table(
    conversations: ConversationStore, database: Database
) -> None:
    made, token = conversations.create("alesund", "citizen", "nb", "chat")
    with database.reading() as session:
        row = session.scalars(select(ConversationRow).where(ConversationRow.id == made.id)).one()
        assert row.token_hash == hash_token(token)
        assert token not in row.token_hash
        assert b"alesund" not in row.context


def test_times_keep_their_zone(conversations: ConversationStore) -> None:
    made, _ = conversations.create(None, "citizen", "nb", "chat")
    assert conversations.load(made.id).created_at == made.created_at
    assert abs((datetime.now(UTC) - made.created_at).total_seconds()) < 60


def test_one_owner_holds_the_lease_until_it_is_given_back(conversations: ConversationStore) -> None:
    made, _ = conversations.create(None, "citizen", "nb", "chat")
    claimed = conversations.claim(made.id, "a", 30)
    assert claimed is not None
    assert (claimed.context, claimed.lease) == (made.context, Lease("a"))
    assert not conversations.claim(made.id, "b", 30)
    conversations.release(made.id, "b")
    assert not conversations.claim(made.id, "b", 30)
    conversations.release(made.id, "a")
    assert conversations.claim(made.id, "b", 30)


def test_a_lease_runs_out_by_itself(conversations: ConversationStore) -> None:
    made, _ = conversations.create(None, "citizen", "nb", "chat")
    assert conversations.claim(made.id, "crashed", -1)
    assert conversations.claim(made.id, "b", 30)


def test_an_erased_conversation_is_gone(conversations: ConversationStore) -> None:
    made, token = conversations.create(None, "citizen", "nb", "chat")
    conversations.erase(made.id)
    for look in (
        lambda: conversations.load(made.id),
        lambda: conversations.unlock(made.id, token),
        lambda: conversations.claim(made.id, "a", 30),
    ):
        with pytest.raises(Problem, match="not-found"):
            look()
