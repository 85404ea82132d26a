"""Are the ports free? A clear answer before anything is started."""

from __future__ import annotations

import socket


class PortTaken(RuntimeError):
    """A port that a process needs is in use."""


def require_free(host: str, port: int, what: str) -> None:
    """Raises PortTaken when something listens on host:port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} is taken; {what} needs it. Stop what runs there or choose another."
            ) from error
