"""One POST to another system, bounded in time and in what is read, and what its answer means."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from threading import Timer
from typing import Any

import httpx

from referrals.gateways.base import Delivered, Outcome, Refused, TryAgain

_LATER = frozenset({408, 409, 425, 429})


@dataclass(frozen=True)
class Call:
    """A POST. `host` is the name that the certificate must bear when the URL holds an address."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    host: str | None = None


@contextmanager
def ended_after(seconds: float, end: Callable[[], None]) -> Iterator[None]:
    """Calls `end` when the block takes longer. The libraries' timeouts are for one wait: an answer that trickles never meets them."""
    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def post(call: Call, timeout: float, ca_file: Path | None = None) -> Outcome:
    """Follows no redirect, uses no proxy of the environment, reads no body. `timeout` in seconds for a wait, twice that for all."""
    extensions: dict[str, Any] = {"sni_hostname": call.host} if call.host else {}
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    context.hostname_checks_common_name = False
    client = httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False, verify=context)
    try:
        with (
            ended_after(2 * timeout, client.close),
            client,
            client.stream(
                "POST", call.url, content=call.body, headers=dict(call.headers), extensions=extensions
            ) as response,
        ):
            return by_status(response)
    except (httpx.HTTPError, OSError) as error:
        return TryAgain(type(error).__name__)


def by_status(response: httpx.Response) -> Outcome:
    """2xx is delivered; what passes by itself is tried again, with the wait that the receiver asks for; the rest is refused."""
    code = response.status_code
    if response.is_success:
        return Delivered(receipt=f"HTTP {code}")
    if code in _LATER or code >= 500:
        return TryAgain(f"HTTP {code}", _seconds(response.headers.get("retry-after", "").strip()))
    return Refused(f"HTTP {code}")


def _seconds(wait: str) -> float | None:
    """Of Retry-After: seconds or a date (RFC 9110, 10.2.3). None for anything else and for what has passed."""
    if wait.isascii() and wait.isdecimal():
        return float(wait)
    try:
        until = parsedate_to_datetime(wait)
    except ValueError:
        return None
    left = (until - datetime.now(UTC)).total_seconds() if until.tzinfo else 0.0
    return left if left > 0 else None
