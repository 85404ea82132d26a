"""Named points at which a test can kill this process as a power cut would. They do nothing outside development."""

from __future__ import annotations

import os
import signal

_NAME, _WHERE = "VEIVISER_FAILPOINT", "VEIVISER_ENVIRONMENT"


def failpoint(name: str) -> None:
    """Ends the process at once, without cleaning up, when the environment names this point."""
    if os.environ.get(_NAME) == name and os.environ.get(_WHERE, "development") == "development":
        os.kill(os.getpid(), signal.SIGKILL)
