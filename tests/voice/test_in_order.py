"""One after the other, in order, whatever fails."""

from __future__ import annotations

import asyncio

import pytest

from voice.in_order import InOrder

pytestmark = pytest.mark.anyio


async def test_work_keeps_its_order_and_whoever_brings_it_does_not_wait() -> None:
    done: list[int] = []
    gate = asyncio.Event()

    async def work(number: int) -> None:
        if number == 0:
            await gate.wait()
        done.append(number)

    order = InOrder()
    for number in range(4):
        await order.put(work(number))
    assert done == [] and order.busy
    gate.set()
    await order.done()
    assert done == [0, 1, 2, 3] and not order.busy


async def test_a_fault_is_told_and_the_next_piece_is_taken() -> None:
    told: list[Exception] = []
    done: list[str] = []

    async def tell(fault: Exception) -> None:
        told.append(fault)

    async def broken() -> None:
        raise ValueError("broken")

    async def good() -> None:
        done.append("good")

    order = InOrder(tell)
    await order.put(broken())
    await order.put(good())
    await order.done()
    assert [str(fault) for fault in told] == ["broken"] and done == ["good"]
    silent = InOrder()
    await silent.put(broken())
    await silent.done()
    with pytest.raises(ValueError, match="broken"):
        silent.check()
    silent.check()


async def test_more_than_may_wait_makes_the_bringer_wait() -> None:
    gate = asyncio.Event()

    async def work() -> None:
        await gate.wait()

    order = InOrder(most=2)
    await order.put(work())
    await order.put(work())
    third = asyncio.create_task(order.put(work()))
    await asyncio.sleep(0.01)
    assert not third.done()
    gate.set()
    async with asyncio.timeout(5):
        await third
        await order.done()


async def test_closing_drops_what_waits() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        await asyncio.sleep(30)
        done.append(number)

    order = InOrder()
    for number in range(3):
        await order.put(work(number))
    await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await order.close()
    assert done == [] and not order.busy
