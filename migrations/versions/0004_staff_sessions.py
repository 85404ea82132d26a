"""Sessions of staff, and logins on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0004_staff_sessions"
down_revision = "0003_referrals"
branch_labels = None
depends_on = None


def _time(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "staff_session",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("person", sa.LargeBinary, nullable=False),
        _time("created_at"),
        _time("seen_at"),
    )
    op.create_index("ix_staff_session_created_at", "staff_session", ["created_at"])
    op.create_index("ix_staff_session_seen_at", "staff_session", ["seen_at"])
    op.create_table(
        "staff_login_attempt",
        sa.Column("state_hash", sa.String(64), primary_key=True),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("secrets", sa.LargeBinary, nullable=False),
        _time("created_at"),
    )
    op.create_index("ix_staff_login_attempt_created_at", "staff_login_attempt", ["created_at"])


def downgrade() -> None:
    op.drop_table("staff_login_attempt")
    op.drop_table("staff_session")
