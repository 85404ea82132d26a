"""Keeps the connection to the action server open between turns.

Rasa opens a session, and with it a connection, for every call of an action: 12 % of its processor time in a turn, and a tenth of the
action server's (docs/decisions/0015). Here all sessions of an endpoint share one pool of connections; headers, login and time limit
stay those of the session that Rasa asks for.
"""

from __future__ import annotations

import asyncio

import aiohttp
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

_IDLE_SECONDS = 3.0
"""Shorter than the five seconds after which uvicorn closes an idle connection: a call must not meet one that is just being closed."""
_pool: list[aiohttp.TCPConnector] = []


def _connector() -> aiohttp.TCPConnector:
    """The pool of the running loop. Another loop (a restart inside the process, tests) gets a new one."""
    if not _pool or _pool[0].closed or _pool[0]._loop is not asyncio.get_running_loop():
        _pool[:] = [aiohttp.TCPConnector(keepalive_timeout=_IDLE_SECONDS)]
    return _pool[0]


def _session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    login = endpoint.basic_auth
    return aiohttp.ClientSession(
        headers=endpoint.headers,
        auth=aiohttp.BasicAuth(login["username"], login["password"]) if login else None,
        timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
        connector=_connector(),
        connector_owner=False,
    )


def keep_connections() -> None:
    """From now on the endpoints of this process share one pool."""
    EndpointConfig.session = _session
