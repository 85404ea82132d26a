"""Rate limits per conversation and per network address. Addresses are counted under a pseudonym that changes each day."""

from __future__ import annotations

import asyncio
import ipaddress
import math
import time

from limits import RateLimitItem, parse_many
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string
from prometheus_client import Counter

from api.counting import CountsInMemory
from api.logs import log
from api.problems import Problem
from api.settings import Settings
from api.store import now
from storage.vault import Vault

_STORE_TIMEOUT = 0.5
_IN_MEMORY = "async+memory://"


def network_of(address: str) -> str:
    """What counts as one address: an IPv4 address, or the /64 that one IPv6 household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    return str(ipaddress.ip_network((parsed, 64), strict=False))


def _window(address: str) -> CountsInMemory | SlidingWindowCounterRateLimiter:
    """Where is counted: two counters a window and not the moment of every request, which are many."""
    if address.startswith(_IN_MEMORY):
        return CountsInMemory()
    return SlidingWindowCounterRateLimiter(storage_from_string(address, wrap_exceptions=True, implementation="redispy"))


class RateLimits:
    """The limits of the settings, counted in memory or in a store that several gates share."""

    def __init__(self, settings: Settings, vault: Vault, refused: Counter) -> None:
        self._window = _window(settings.limits_storage)
        self._vault = vault
        self._refused = refused
        self._create = parse_many(settings.limit_create)
        self._message = parse_many(settings.limit_message)
        self._address = parse_many(settings.limit_address)
        self._referral = parse_many(settings.limit_referral)
        self._guess = parse_many(settings.limit_guess)

    async def creating(self, address: str) -> None:
        """Counts a new conversation. Raises Problem `too-fast`."""
        await self._count("create", self._create, self._pseudonym(address))

    async def speaking(self, conversation_id: str, address: str) -> None:
        """Counts a message, for its conversation and for its address. Raises Problem `too-fast`."""
        await self._count("conversation", self._message, self._vault.pseudonym("limit", conversation_id))
        await self._count("address", self._address, self._pseudonym(address))

    async def looking(self, address: str) -> None:
        """Counts a request that belongs to no conversation. Raises Problem `too-fast`."""
        await self._count("address", self._address, self._pseudonym(address))

    async def referring(self, address: str) -> None:
        """Counts a referral sent past the chat. Raises Problem `too-fast`."""
        await self._count("referral", self._referral, self._pseudonym(address))

    async def may_guess(self, address: str) -> None:
        """Raises Problem `too-fast` for an address that gave too many wrong references or secrets."""
        await self.looking(address)
        for item in self._guess:
            if not await self._has_room(item, "guess", self._pseudonym(address)):
                self._refused.labels(scope="guess").inc()
                raise Problem("too-fast", retry_after=item.get_expiry())

    async def guessed(self, address: str) -> None:
        """Counts a wrong reference or secret."""
        for item in self._guess:
            await self._wait_for([item], "guess", self._pseudonym(address))

    async def _has_room(self, item: RateLimitItem, scope: str, key: str) -> bool:
        try:
            async with asyncio.timeout(_STORE_TIMEOUT):
                return await self._window.test(item, scope, key)
        except (StorageError, TimeoutError) as error:
            log.warning("limits_not_counted", error=type(error).__name__)
            return True

    def _pseudonym(self, address: str) -> str:
        return self._vault.pseudonym("address", network_of(address), now().date())

    async def _count(self, scope: str, items: list[RateLimitItem], key: str) -> None:
        wait = await self._wait_for(items, scope, key)
        if wait is not None:
            self._refused.labels(scope=scope).inc()
            raise Problem("too-fast", retry_after=wait)

    async def _wait_for(self, items: list[RateLimitItem], scope: str, key: str) -> int | None:
        """Counts one in each window; seconds to wait when that was one too many. A store that does not answer stops nobody."""
        try:
            async with asyncio.timeout(_STORE_TIMEOUT):
                for item in items:
                    if not await self._window.hit(item, scope, key):
                        stats = await self._window.get_window_stats(item, scope, key)
                        return max(1, math.ceil(stats.reset_time - time.time()))
        except (StorageError, TimeoutError) as error:
            log.warning("limits_not_counted", error=type(error).__name__)
        return None
