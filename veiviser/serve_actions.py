"""The action server as a process of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

import uvicorn

from actions.app import KeepFresh, create_app
from answers.service import AnswerService
from api.settings import Settings
from knowledge_base.service import Catalogue
from storage.database import make_engine
from veiviser.secret import actions_secret


def serve() -> None:
    """Serves on the loopback address of `actions_url` until stopped."""
    settings = Settings()
    catalogue = Catalogue(make_engine(settings.database_url))
    catalogue.searcher()
    address = urlsplit(settings.actions_url)
    fresh = KeepFresh(catalogue.refresh, settings.catalogue_refresh)
    app = create_app(AnswerService(catalogue), actions_secret(settings), fresh)
    uvicorn.run(
        app,
        host=address.hostname or "127.0.0.1",
        port=address.port or 5055,
        loop="uvloop",
        http="httptools",
        ws="none",
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
    )
