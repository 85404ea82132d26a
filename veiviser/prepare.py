"""Everything between a checkout and a running service: secrets, migrations, catalogue, model, processes."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable

from alembic import command
from alembic.config import Config

from api.database import make_engine
from api.settings import Settings
from knowledge_base.content import load_content
from knowledge_base.store import load_catalogue
from veiviser.paths import RASA, ROOT
from veiviser.ports import PortTaken
from veiviser.supervisor import PartEnded, Supervisor
from veiviser.training import TrainingFailed, export_gazetteer, train

_LEAST_FREE = 200 * 1024**2


class NotSetUp(RuntimeError):
    """An environment is missing."""


def actions_secret(settings: Settings) -> str:
    """The secret between Rasa and the action server; made once, readable by the owner only."""
    path = settings.actions_secret_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()


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


def run_all(progress: Callable[[str], None]) -> int:
    """What `make run` does after the set-up. 0 after a signal, 1 when something failed (with a line that says what)."""
    settings = Settings()
    supervisor: Supervisor | None = None
    try:
        _check(settings)
        progress("loading the catalogue")
        load()
        export_gazetteer(load_content())
        train(progress)
        supervisor = Supervisor(settings, actions_secret(settings), progress)
        supervisor.start()
        took = supervisor.wait_ready()
        progress(f"ready after {took:.0f} s: http://{settings.host}:{settings.port}/  (Ctrl-C stops everything)")
        return supervisor.run()
    except (NotSetUp, PortTaken, PartEnded, TrainingFailed, OSError) as error:
        progress(str(error))
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        if supervisor is not None:
            supervisor.stop()
