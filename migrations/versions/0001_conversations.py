"""Conversations, turns, idempotency, buttons, feedback and the readiness probe."""

import sqlalchemy as sa
from alembic import op

revision = "0001_conversations"
down_revision = None
branch_labels = None
depends_on = None


def _of_conversation(**kwargs: bool) -> sa.Column[str]:
    key = sa.ForeignKey("conversation.id", ondelete="CASCADE")
    return sa.Column("conversation_id", sa.String(32), key, nullable=False, **kwargs)


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("municipality", sa.String(60)),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("language_chosen", sa.Boolean, nullable=False),
        sa.Column("channel", sa.String(10), nullable=False),
        sa.Column("context", sa.LargeBinary, nullable=False),
        _time("created_at"),
        _time("updated_at"),
        sa.Column("busy_owner", sa.String(32)),
        _time("busy_until", nullable=True),
    )
    op.create_index("ix_conversation_updated_at", "conversation", ["updated_at"])
    op.create_table(
        "turn",
        sa.Column("id", sa.String(32), primary_key=True),
        _of_conversation(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("said", sa.LargeBinary),
        sa.Column("answered", sa.LargeBinary, nullable=False),
        _time("created_at"),
        sa.UniqueConstraint("conversation_id", "number"),
    )
    _small_tables()


def _small_tables() -> None:
    op.create_table(
        "idempotency",
        _of_conversation(primary_key=True),
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("turn_id", sa.String(32), sa.ForeignKey("turn.id", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_idempotency_turn_id", "idempotency", ["turn_id"])
    op.create_table(
        "button",
        sa.Column("id", sa.String(32), primary_key=True),
        _of_conversation(),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_button_conversation_id", "button", ["conversation_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(32), primary_key=True),
        _of_conversation(),
        sa.Column("message_index", sa.Integer, nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("comment", sa.LargeBinary),
        _time("created_at"),
    )
    op.create_index("ix_feedback_conversation_id", "feedback", ["conversation_id"])
    op.create_table("readiness_probe", sa.Column("id", sa.Integer, primary_key=True), _time("written_at"))


def downgrade() -> None:
    for table in ("readiness_probe", "feedback", "button", "idempotency", "turn", "conversation"):
        op.drop_table(table)
