"""Calls the action server over connections that stay open between turns.

Rasa opens a session, and with it a connection, for every call of an action, through aiohttp: a fifth of its processor time in a turn
(docs/decisions/0015, 0017). Here the calls that Rasa's actions make, a POST of JSON to a plain address, go through `wire`. Any other
call is made as Rasa makes it.
"""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

import aiohttp
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, ClientResponseError, EndpointConfig

from wire import Broken, Calls, Late

_IDLE_SECONDS = 3.0
"""Shorter than the five seconds after which uvicorn closes an idle connection: a call must not meet one that is just being closed."""
_CONNECTIONS = 64
_MOST_BYTES = 4_000_000
_request = EndpointConfig.request
_kept: dict[tuple[Any, ...], tuple[asyncio.AbstractEventLoop, Calls]] = {}


def _calls(endpoint: EndpointConfig) -> Calls:
    """The connections to an endpoint. Another loop (a restart inside the process, tests) gets new ones."""
    key = (endpoint.url, *sorted(endpoint.headers.items()), *sorted(endpoint.basic_auth.items()))
    loop = asyncio.get_running_loop()
    if key not in _kept or _kept[key][0] is not loop:
        given = Calls(
            endpoint.url, _headers(endpoint), connections=_CONNECTIONS, idle=_IDLE_SECONDS, most_bytes=_MOST_BYTES
        )
        _kept[key] = (loop, given)
    return _kept[key][1]


def _headers(endpoint: EndpointConfig) -> dict[str, str]:
    headers, login = dict(endpoint.headers), endpoint.basic_auth
    if login:
        pair = f"{login['username']}:{login['password']}".encode("latin-1")
        headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
    return headers


def _is_plain(endpoint: EndpointConfig, method: str, subpath: str | None, compress: bool, options: set[str]) -> bool:
    asks_for_more = endpoint.params or endpoint.token or endpoint.cafile or subpath or compress
    return method == "post" and not asks_for_more and options <= {"json", "timeout"} and _is_http(endpoint.url)


def _is_http(url: str | None) -> bool:
    return (url or "").startswith("http://")


async def _post(
    endpoint: EndpointConfig,
    method: str = "post",
    subpath: str | None = None,
    content_type: str | None = "application/json",
    compress: bool = False,
    **options: Any,
) -> Any:
    """What `EndpointConfig.request` does, with the same errors."""
    if content_type != "application/json" or not _is_plain(endpoint, method, subpath, compress, set(options)):
        return await _request(endpoint, method, subpath, content_type, compress, **options)
    body = json.dumps(options.get("json"), ensure_ascii=False).encode()
    try:
        status, answered = await _calls(endpoint).post(body, options.get("timeout") or DEFAULT_REQUEST_TIMEOUT)
    except Late:
        raise asyncio.TimeoutError from None
    except Broken as error:
        raise aiohttp.ClientConnectionError(str(error)) from None
    if status >= 400:
        raise ClientResponseError(status, "", answered)
    return json.loads(answered)


def keep_connections() -> None:
    """From now on the endpoints of this process call so."""
    EndpointConfig.request = _post
