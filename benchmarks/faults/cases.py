"""The faults, one function each: breaks something, repairs it as an operator or a sender would, and leaves the rest to World.losses."""

from __future__ import annotations

from collections.abc import Callable

import psycopg

from benchmarks.faults.actor import UNIT, service
from benchmarks.faults.world import World
from referrals.outbox import Outbox
from referrals.people import Role, Staff

Fault = Callable[[World], list[str]]
_AFTER_LEASE = 400.0
_AFTER_BACKOFF = 120.0
_MANY = 8


def killed_before_commit(world: World) -> list[str]:
    """The sender heard nothing and presses again: one referral."""
    found = [] if not world.submit("key", "before_commit") else ["it was not killed"]
    world.work()
    found += ["something was sent that nobody confirmed"] if world.arrived else []
    world.submit("key")
    world.work()
    return found + _arrived(world, 1)


def killed_after_commit(world: World) -> list[str]:
    """Stored, but the sender heard nothing and presses again: the same referral, with its secret."""
    found = [] if not world.submit("key", "after_commit") else ["it was not killed"]
    world.submit("key")
    world.work()
    return found + _arrived(world, 1)


def _killed_worker(point: str) -> Fault:
    def fault(world: World) -> list[str]:
        world.submit("key")
        found = [] if world.work(failpoint=point) == -9 else ["it was not killed"]
        world.work(ahead=_AFTER_LEASE)
        return found + _arrived(world, 1)

    return fault


def smtp_451_then_250(world: World) -> list[str]:
    """The receiver is busy at first."""
    world.mailbox.script = ["451 busy", "451 busy"]
    world.submit("key")
    for ahead in (0.0, _AFTER_BACKOFF, 3 * _AFTER_BACKOFF):
        world.work(ahead)
    return _arrived(world, 1)


def smtp_550(world: World) -> list[str]:
    """Refused for good: a dead letter; sent again when the address is mended."""
    world.mailbox.script = ["550 no such mailbox"]
    world.submit("key")
    world.work()
    return _dead_letter_sent_again(world)


def smtp_hangs(world: World) -> list[str]:
    """The receiver says nothing; later it answers."""
    world.mailbox.script = ["hang"]
    world.submit("key")
    for ahead in (0.0, _AFTER_BACKOFF):
        world.work(ahead)
    return _arrived(world, 1)


def two_workers(world: World) -> list[str]:
    """Two at once over many messages: each message once, even without the receiver's help."""
    for number in range(_MANY):
        world.submit(f"key-{number}")
    both = [world.start("work"), world.start("work")]
    for process in both:
        process.communicate(timeout=90)
    twice = len(world.mailbox.taken) - world.arrived
    return _arrived(world, _MANY) + ([f"{twice} were sent twice"] if twice else [])


def clock_an_hour_back(world: World) -> list[str]:
    """A clock that summer time, or somebody, set back: times are kept in UTC, so waiting grows by an hour at the most."""
    world.submit("key")
    world.mailbox.script = ["451 busy"]
    for ahead in (0.0, -3_600.0, _AFTER_BACKOFF):
        world.work(ahead)
    return _arrived(world, 1)


def connections_dropped(world: World) -> list[str]:
    """PostgreSQL cuts every connection while a worker holds a message, as a restart does: after the lease it is sent."""
    world.submit("key")
    made = service(world.url, world.keys)
    claimed = Outbox(made.parts).claim(lambda _channel: False)
    made.parts.database.engine.dispose()
    with psycopg.connect(world.url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    world.work(ahead=_AFTER_LEASE)
    return _arrived(world, 1) + ([] if claimed else ["nothing was held"])


def _dead_letter_sent_again(world: World) -> list[str]:
    staff = Staff("s", "S", frozenset({Role.CASEWORKER}), frozenset({UNIT}))
    made = service(world.url, world.keys)
    dead = made.dead_letters(staff)
    if len(dead) != 1:
        return [f"{len(dead)} dead letters are shown"]
    made.retry(staff, dead[0].id)
    made.parts.database.engine.dispose()
    world.work()
    return _arrived(world, 1)


def _arrived(world: World, wanted: int) -> list[str]:
    return [] if world.arrived == wanted else [f"{world.arrived} of {wanted} arrived"]


FAULTS: dict[str, Fault] = {
    "kill -9 before the commit of a confirmed referral": killed_before_commit,
    "kill -9 after the commit, before the receipt": killed_after_commit,
    "kill -9 of the worker before it sends": _killed_worker("before_send"),
    "kill -9 of the worker after it sent, before it noted so": _killed_worker("after_send"),
    "kill -9 of the worker after it noted so": _killed_worker("after_ack"),
    "SMTP answers 451 twice, then 250": smtp_451_then_250,
    "SMTP answers 550; staff send the dead letter again": smtp_550,
    "SMTP hangs": smtp_hangs,
    "two workers at once": two_workers,
    "the clock goes an hour back": clock_an_hour_back,
}
ON_POSTGRESQL: dict[str, Fault] = {"the database cuts every connection while a message is held": connections_dropped}
