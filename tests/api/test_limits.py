"""Rate limits per conversation and per address; an address is known by a pseudonym only."""

from __future__ import annotations

import asyncio

import pytest
from limits.errors import StorageError

from api.limits import RateLimits, network_of
from api.metrics import Metrics
from api.problems import Problem
from api.settings import Settings
from storage.vault import Vault

pytestmark = pytest.mark.anyio


def limits(metrics: Metrics, **changed: str) -> RateLimits:
    return RateLimits(Settings(**changed), Vault([b"k" * 32]), metrics.refused)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_household_counts_as_one(address: str, network: str) -> None:
    assert network_of(address) == network


async def test_the_message_above_the_limit_is_refused_and_says_when_to_come_back() -> None:
    metrics = Metrics()
    few = limits(metrics, limit_message="3/minute")
    for _ in range(3):
        await few.speaking("c1", "192.0.2.1")
    with pytest.raises(Problem, match="too-fast") as refused:
        await few.speaking("c1", "192.0.2.1")
    assert refused.value.retry_after is not None
    assert 1 <= refused.value.retry_after <= 60
    await few.speaking("c2", "192.0.2.1")
    assert metrics.registry.get_sample_value("veiviser_rate_limited_total", {"scope": "conversation"}) == 1


async def test_an_address_has_its_own_limit_over_all_its_conversations() -> None:
    few = limits(Metrics(), limit_address="2/minute")
    await few.speaking("c1", "192.0.2.1")
    await few.looking("192.0.2.1")
    for count in (few.speaking("c2", "192.0.2.1"), few.looking("192.0.2.1")):
        with pytest.raises(Problem, match="too-fast"):
            await count
    await few.speaking("c2", "192.0.2.2")


async def test_starting_has_its_own_limit() -> None:
    few = limits(Metrics(), limit_create="1/minute")
    await few.creating("192.0.2.1")
    await few.speaking("c", "192.0.2.1")
    with pytest.raises(Problem, match="too-fast"):
        await few.creating("192.0.2.1")


async def test_all_windows_of_a_limit_count() -> None:
    few = limits(Metrics(), limit_message="100/second;2/minute")
    await few.speaking("c", "192.0.2.1")
    await few.speaking("c", "192.0.2.1")
    with pytest.raises(Problem, match="too-fast"):
        await few.speaking("c", "192.0.2.1")


@pytest.mark.parametrize("trouble", ["error", "hangs"])
async def test_a_store_that_does_not_answer_stops_nobody(monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    async def hit(*_: object) -> bool:
        if trouble == "hangs":
            await asyncio.sleep(60)
        raise StorageError(ConnectionError("no route"))

    monkeypatch.setattr("api.limits._STORE_TIMEOUT", 0.05)
    few = limits(Metrics(), limit_message="1/minute")
    monkeypatch.setattr(few._window, "hit", hit)
    for _ in range(2):
        await few.speaking("c", "192.0.2.1")
