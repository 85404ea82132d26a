"""Everything between a checkout and processes that can start: secrets, migrations, catalogue, model."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from alembic import command
from alembic.config import Config

from api.settings import Settings
from knowledge_base.content import load_content
from knowledge_base.store import load_catalogue
from storage.database import make_engine
from veiviser.paths import RASA, ROOT
from veiviser.secret import actions_secret
from veiviser.training import TrainingFailed, export_gazetteer, train

_LEAST_FREE = 200 * 1024**2


class NotSetUp(RuntimeError):
    """An environment is missing."""


def migrate(settings: Settings) -> None:
    """Brings the database to the newest revision."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.attributes["url"] = settings.database_url
    command.upgrade(config, "head")


def load(force: bool = False) -> bool:
    """Migrates and loads the catalogue; True when something was loaded."""
    settings = Settings()
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings)
    engine = make_engine(settings.database_url).execution_options(writes=True)
    return load_catalogue(engine, load_content(), force)


def _check(settings: Settings) -> None:
    if not RASA.exists():
        raise NotSetUp("Rasa's environment is missing: run `make setup` first.")
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.var_dir).free
    if free < _LEAST_FREE:
        raise NotSetUp(f"The disk is full: {free / 1e6:.0f} MB free under {settings.var_dir}.")


def prepare(progress: Callable[[str], None]) -> int:
    """What must be done before the processes start: secrets, database, catalogue, model. 0, or 1 with a line that says what failed."""
    settings = Settings()
    try:
        _check(settings)
        actions_secret(settings)
        progress("loading the catalogue")
        load()
        export_gazetteer(load_content())
        train(progress)
    except (NotSetUp, TrainingFailed, OSError) as error:
        progress(str(error))
        return 1
    return 0
