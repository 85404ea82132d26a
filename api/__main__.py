"""`python -m api`: the gate as one process. More processes need PostgreSQL and shared limits (docs/gate.md)."""

from __future__ import annotations

import gc
import sys

import uvicorn
from limits.errors import ConfigurationError
from pydantic import ValidationError

from api.app import create_app
from api.logs import configure_logs, log
from api.settings import Settings
from storage.vault import VaultError

_STOP_SECONDS = 5
_KEEP_ALIVE = 30


def main() -> int:
    """Serves until stopped. 2 when the settings cannot work, with a line that says which."""
    configure_logs()
    try:
        settings = Settings()
        app = create_app(settings)
    except ValidationError as error:
        names = [f"VEIVISER_{'_'.join(map(str, item['loc']))}".upper() for item in error.errors()]
        return _refuse(f"not usable: {', '.join(names)}")
    except (VaultError, ConfigurationError, ValueError) as error:
        return _refuse(str(error))
    gc.collect()
    gc.freeze()  # what was made until now stays: the collector need not look through it between messages
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=131_072,
        ws_per_message_deflate=False,
        workers=1,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    return 0


def _refuse(reason: str) -> int:
    log.error("settings", reason=reason)
    return 2


if __name__ == "__main__":
    sys.exit(main())
