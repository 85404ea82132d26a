"""Turns on both databases: stored whole, found again, erased without a trace."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from answers.message import DialogueContext
from api.messages import MintedButton
from api.models import Base, ButtonRow, ConversationRow, FeedbackRow, IdempotencyRow, TurnRow
from api.problems import Problem
from api.schemas import FeedbackIn, PublicMessage
from api.store import Conversation, ConversationStore, Lease
from api.turn_store import FinishedTurn, TurnStore
from storage.database import Database

OF_A_CONVERSATION = (ConversationRow, TurnRow, IdempotencyRow, ButtonRow, FeedbackRow)


def message(words: str) -> PublicMessage:
    return PublicMessage(text=words, language="nb", kind="offer")


def turn(said: str | None, *answers: str, key: str | None = None, button: str | None = None) -> FinishedTurn:
    buttons = [MintedButton(button, "Ja", "/affirm")] if button else []
    return FinishedTurn(said, [message(words) for words in answers], buttons, "nb", message_key=key)


@pytest.fixture
def conversation(conversations: ConversationStore) -> Conversation:
    return conversations.create(None, "citizen", "nb", "chat")[0]


def test_the_transcript_is_in_order(turns: TurnStore, conversation: Conversation) -> None:
    turns.save(conversation.id, turn(None, "Hei!"))
    turns.save(conversation.id, turn("logoped?", "Her", "og her"))
    turns.save(conversation.id, turn("takk", "Bare hyggelig"))
    lines = turns.transcript(conversation.id)
    assert [(line.index, line.sender, line.text) for line in lines] == [
        (0, "assistant", "Hei!"),
        (1, "person", "logoped?"),
        (2, "assistant", "Her"),
        (3, "assistant", "og her"),
        (4, "person", "takk"),
        (5, "assistant", "Bare hyggelig"),
    ]
    assert lines[1].message is None
    assert lines[2].message == message("Her")


def test_a_turn_changes_what_the_conversation_knows(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation
) -> None:
    context = DialogueContext(shown=["alesund-logopedtjenesten"], topic="find_offer")
    told = FinishedTurn("x", [message("y")], [], "nn", context=context, municipality="melhus", language_chosen=True)
    turns.save(conversation.id, told)
    after = conversations.load(conversation.id)
    assert (after.context, after.municipality, after.language, after.language_chosen) == (context, "melhus", "nn", True)
    turns.save(conversation.id, turn("x", "y"))
    again = conversations.load(conversation.id)
    assert (again.context, again.municipality, again.language_chosen) == (context, "melhus", True)


def test_a_saved_turn_gives_its_lease_back_and_nobody_elses(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation
) -> None:
    mine = conversations.claim(conversation.id, "mine", 30)
    assert mine is not None
    assert mine.lease is not None
    turns.save(conversation.id, turn("x", "y"), Lease("late"))
    assert conversations.claim(conversation.id, "next", 30) is None
    turns.save(conversation.id, turn("x", "y"), mine.lease)
    assert not mine.lease.held
    assert conversations.claim(conversation.id, "next", 30) is not None


def test_a_turn_that_is_not_stored_keeps_its_lease(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation
) -> None:
    turns.save(conversation.id, turn("x", "y", key="k"))
    lease = Lease("mine")
    assert conversations.claim(conversation.id, lease.owner, 30) is not None
    with pytest.raises(IntegrityError):
        turns.save(conversation.id, turn("x", "z", key="k"), lease)
    assert lease.held
    assert conversations.claim(conversation.id, "next", 30) is None


def test_a_claim_tells_which_turn_answered_the_message(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation
) -> None:
    turns.save(conversation.id, turn("x", "y", key="k"))
    for key, known in (("k", True), ("other", False), (None, False)):
        claimed = conversations.claim(conversation.id, "a", -1, key)
        assert claimed is not None
        assert (claimed.answered_by is not None) == known


def test_a_message_id_finds_its_answer_and_cannot_be_stored_twice(turns: TurnStore, conversation: Conversation) -> None:
    assert turns.answered(conversation.id, "k") is None
    turns.save(conversation.id, turn("x", "y", key="k"))
    found = turns.answered(conversation.id, "k")
    assert found is not None
    assert [item.text for item in found.messages] == ["y"]
    with pytest.raises(IntegrityError):
        turns.save(conversation.id, turn("x", "z", key="k"))
    assert len(turns.transcript(conversation.id)) == 2


def test_a_button_belongs_to_its_conversation(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation
) -> None:
    turns.save(conversation.id, turn("x", "y", button="b1"))
    assert turns.button(conversation.id, "b1").payload == "/affirm"
    other, _ = conversations.create(None, "citizen", "nb", "chat")
    for conversation_id, button in ((other.id, "b1"), (conversation.id, "b2")):
        with pytest.raises(Problem, match="unknown-button"):
            turns.button(conversation_id, button)


def test_feedback_needs_a_message_that_exists(turns: TurnStore, conversation: Conversation, database: Database) -> None:
    turns.save(conversation.id, turn(None, "Hei!"))
    turns.add_feedback(conversation.id, FeedbackIn(message_index=0, helpful=True, comment="hjerneslag"))
    with pytest.raises(Problem, match="unknown-message"):
        turns.add_feedback(conversation.id, FeedbackIn(message_index=1, helpful=True))
    with database.reading() as session:
        row = session.scalars(select(FeedbackRow)).one()
        assert row.helpful
        assert row.comment is not None
        assert b"hjerneslag" not in row.comment


def test_nothing_that_was_said_can_be_read_in_any_table(
    turns: TurnStore, conversation: Conversation, database: Database
) -> None:
    turns.save(conversation.id, turn("hjerneslag", "rehabilitering", key="k", button="b"))
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                stored = b"|".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
                assert b"hjerneslag" not in stored
                assert b"rehabilitering" not in stored
                assert b"/affirm" not in stored


def test_erasing_leaves_nothing_in_any_table(
    turns: TurnStore, conversations: ConversationStore, conversation: Conversation, database: Database
) -> None:
    turns.save(conversation.id, turn("x", "y", key="k", button="b"))
    turns.add_feedback(conversation.id, FeedbackIn(message_index=0, helpful=False, comment="nei"))
    assert [count(database, model) for model in OF_A_CONVERSATION] == [1] * 5
    conversations.erase(conversation.id)
    assert [count(database, model) for model in OF_A_CONVERSATION] == [0] * 5
    with pytest.raises(Problem, match="not-found"):
        turns.save(conversation.id, turn("x", "y"))


def count(database: Database, model: type[Base]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_every_table_of_the_gate_hangs_on_the_conversation() -> None:
    """A new table that erasing forgets would be noticed here. Sessions of staff hold nothing of any conversation."""
    for table in Base.metadata.sorted_tables:
        if table.name in {"conversation", "readiness_probe", "staff_session", "staff_login_attempt"}:
            continue
        owners = {key.column.table.name: key.ondelete for key in table.foreign_keys}
        assert owners.get("conversation") == "CASCADE", table.name


def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            session.execute(text(f"SELECT {', '.join(table.columns.keys())} FROM {table.name} LIMIT 1"))
