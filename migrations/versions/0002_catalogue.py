"""The catalogue's tables.

Revision ID: 0002_catalogue
Revises: 0001_conversations
"""

import sqlalchemy as sa
from alembic import op

revision = "0002_catalogue"
down_revision = "0001_conversations"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the tables that `knowledge_base.models` describes."""
    op.create_table(
        "catalogue_document",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("payload", sa.JSON(), nullable=False),
    )
    op.create_table(
        "catalogue_service",
        sa.Column("id", sa.String(120), primary_key=True),
        sa.Column("name", sa.String(400), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("level", sa.String(40)),
        sa.Column("min_age", sa.Integer()),
        sa.Column("max_age", sa.Integer()),
        sa.Column("payload", sa.JSON(), nullable=False),
    )
    for column in ("name", "status", "level"):
        op.create_index(f"ix_catalogue_service_{column}", "catalogue_service", [column])
    op.create_table(
        "catalogue_service_area",
        sa.Column(
            "service_id", sa.String(120), sa.ForeignKey("catalogue_service.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("place", sa.String(60), primary_key=True),
    )
    op.create_index("ix_catalogue_service_area_place", "catalogue_service_area", ["place", "service_id"])
    op.create_table(
        "catalogue_service_setting",
        sa.Column(
            "service_id", sa.String(120), sa.ForeignKey("catalogue_service.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("setting", sa.String(80), primary_key=True),
    )
    op.create_index("ix_catalogue_service_setting", "catalogue_service_setting", ["setting", "service_id"])
    op.create_table(
        "catalogue_record",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
    )
    op.create_index("ix_catalogue_record_kind", "catalogue_record", ["kind"])
    op.create_table(
        "catalogue_indexed",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("analysis", sa.JSON(), nullable=False),
    )
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Drops the catalogue's tables: the YAML can fill them again."""
    for table in ("state", "indexed", "record", "service_setting", "service_area", "service", "document"):
        op.drop_table(f"catalogue_{table}")
