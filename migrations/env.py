"""Alembic's entry: one database, the tables of the gate, of the catalogue and of referrals.

A caller may hand over an address with `config.attributes["url"]` (the tests do); otherwise the settings decide.
"""

from alembic import context

from api.settings import Settings
from api.staff.models import Base as GateBase
from knowledge_base.models import Base as CatalogueBase
from referrals.tables import Base as ReferralBase
from storage.database import make_engine

METADATA = [GateBase.metadata, CatalogueBase.metadata, ReferralBase.metadata]


def run() -> None:
    """Applies the migrations in one transaction."""
    engine = make_engine(context.config.attributes.get("url") or Settings().database_url)
    with engine.execution_options(writes=True).connect() as connection:
        context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
