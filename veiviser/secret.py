"""The secret between Rasa and the action server."""

from __future__ import annotations

import os
import secrets

from api.settings import Settings


def actions_secret(settings: Settings) -> str:
    """The secret between Rasa and the action server; made once, readable by the owner only."""
    path = settings.actions_secret_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text().strip()
