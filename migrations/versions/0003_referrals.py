"""Referrals, their events, deliveries and idempotency keys, and the append-only audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0003_referrals"
down_revision = "0002_catalogue"
branch_labels = None
depends_on = None


def _text(name: str, length: int, nullable: bool = False, **more: bool) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable, **more)


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _sealed(name: str, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=nullable)


def _of_referral() -> sa.Column[str]:
    return sa.Column("referral_id", sa.String(32), sa.ForeignKey("referral.id", ondelete="CASCADE"), nullable=False)


def _referral() -> None:
    op.create_table(
        "referral",
        _text("id", 32, primary_key=True),
        _text("reference", 16, unique=True),
        _text("secret_hash", 64),
        *(_text(name, size) for name, size in (("kind", 20), ("state", 20), ("area", 60), ("unit", 120))),
        _text("service", 120, nullable=True),
        *(_text(name, size) for name, size in (("language", 2), ("channel", 10), ("relation", 24))),
        _sealed("sender"),
        _sealed("person", nullable=True),
        _sealed("matter"),
        _sealed("coordinator", nullable=True),
        _sealed("reason", nullable=True),
        _text("origin", 16, nullable=True),
        _text("assigned_to", 120, nullable=True),
        _time("submitted_at"),
        _time("updated_at"),
        *(
            _time(name, nullable=True)
            for name in ("received_at", "answered_at", "ended_at", "due_at", "answer_by", "reminded_at", "overdue_at")
        ),
    )
    for column in ("state", "unit", "origin", "submitted_at", "due_at"):
        op.create_index(f"ix_referral_{column}", "referral", [column])


def _events() -> None:
    op.create_table(
        "referral_event",
        _text("id", 32, primary_key=True),
        _of_referral(),
        sa.Column("number", sa.Integer, nullable=False),
        _time("at"),
        _text("event", 20),
        _text("state", 20),
        _text("actor_role", 20),
        _text("actor", 120, nullable=True),
        _sealed("note", nullable=True),
        sa.Column("shown", sa.Boolean, nullable=False),
        sa.UniqueConstraint("referral_id", "number"),
    )


def _deliveries() -> None:
    op.create_table(
        "referral_delivery",
        _text("id", 32, primary_key=True),
        _of_referral(),
        *(_text(name, size) for name, size in (("channel", 40), ("notice", 20), ("unit", 120), ("state", 12))),
        sa.Column("attempts", sa.Integer, nullable=False),
        _time("created_at"),
        _time("next_at"),
        _time("locked_until", nullable=True),
        _text("locked_by", 32, nullable=True),
        _time("delivered_at", nullable=True),
        _text("reason", 200, nullable=True),
        _text("receipt", 200, nullable=True),
    )
    op.create_index("ix_referral_delivery_referral_id", "referral_delivery", ["referral_id"])
    op.create_index("ix_referral_delivery_due", "referral_delivery", ["state", "next_at"])


def _keys() -> None:
    op.create_table(
        "referral_key",
        _text("key", 64, primary_key=True),
        _of_referral(),
        _text("digest", 64),
        _sealed("secret", nullable=True),
        _time("created_at"),
    )
    op.create_index("ix_referral_key_referral_id", "referral_key", ["referral_id"])
    op.create_index("ix_referral_key_created_at", "referral_key", ["created_at"])


def _audit() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        _time("at"),
        *(_text(name, size) for name, size in (("actor_role", 20), ("actor", 120), ("action", 40), ("subject", 120))),
        *(_text(name, size) for name, size in (("purpose", 120), ("detail", 400), ("key_id", 16))),
        _text("previous", 64),
        _text("hash", 64),
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only()"
    )


def upgrade() -> None:
    _referral()
    _events()
    _deliveries()
    _keys()
    _audit()


def downgrade() -> None:
    for table in ("audit_entry", "referral_key", "referral_delivery", "referral_event", "referral"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_is_append_only()")
