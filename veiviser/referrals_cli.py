"""`veiviser referrals`, `veiviser audit` and `veiviser gateways`: what operators do with referrals from the command line."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from referrals.service import ReferralService
    from referrals.worker import Worker

referrals = typer.Typer(help="Referrals: overdue, deliveries, keeping, keys.", no_args_is_help=True)
audit = typer.Typer(help="The audit log.", no_args_is_help=True)
gateways = typer.Typer(help="The channels out of the house.", no_args_is_help=True)
_console = Console(highlight=False, soft_wrap=True)


def _say(text: str) -> None:
    _console.print(f"[veiviser] {text}", markup=False)


def _service() -> ReferralService:
    """Over the database and key of the settings. The command line starts fast without them, so they are imported here."""
    from api.gate import open_vault  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415
    from knowledge_base.service import Catalogue  # noqa: PLC0415
    from referrals.service import ReferralService  # noqa: PLC0415
    from referrals.units import Units  # noqa: PLC0415
    from storage.database import Database, make_engine  # noqa: PLC0415

    settings = Settings()
    database = Database(make_engine(settings.database_url))
    catalogue = Catalogue(database.engine)
    return ReferralService(database, open_vault(settings), catalogue, Units.from_file(catalogue))


def _worker(service: ReferralService) -> Worker:
    from api.settings import Settings  # noqa: PLC0415
    from referrals.gateways.registry import Gateways  # noqa: PLC0415
    from referrals.gateways.settings import GatewaySettings  # noqa: PLC0415
    from referrals.worker import Worker  # noqa: PLC0415

    return Worker(service.parts, Gateways(GatewaySettings()), Settings().audit_anchors)


@referrals.command("work")
def work(once: Annotated[bool, typer.Option(help="One round, then end.")] = False) -> None:
    """Runs the worker in this process, for installations whose gates do not (VEIVISER_WORKER=off)."""
    service = _service()
    worker = _worker(service)
    while True:
        tried = worker.round()
        worker.tidy()
        if once:
            _say(f"{tried} messages tried")
            return
        time.sleep(2)


@referrals.command("overdue")
def overdue() -> None:
    """Lists cases whose term is out: reference, unit, since when. Nothing of their content."""
    rows = _service().overdue()
    for row in rows:
        _console.print(f"{row.reference}  {row.kind:<16} {row.unit:<40} {row.due_at:%Y-%m-%d}  {row.state}")
    _say(f"{len(rows)} overdue")
    raise typer.Exit(1 if rows else 0)


@referrals.command("retention")
def retention(dry_run: Annotated[bool, typer.Option(help="Count, erase nothing.")] = False) -> None:
    """Erases what ended or was answered long ago (docs/referrals.md)."""
    kept = _service().retain(dry_run)
    _say(f"{kept.erased} {'would be' if kept.dry_run else 'were'} erased")


@referrals.command("erase")
def erase(reference: str) -> None:
    """Erases one referral and all that hangs on it. The log keeps that it was erased."""
    from referrals.faults import Unknown  # noqa: PLC0415

    try:
        _service().erase(reference)
    except Unknown:
        _say("there is no referral with that reference")
        raise typer.Exit(1) from None
    _say("erased")


@referrals.command("rotate-keys")
def rotate_keys() -> None:
    """Seals everything anew with the first key of the key file. Run it before an old key is taken out."""
    _say(f"{_service().reseal()} fields sealed anew")


@audit.command("verify")
def verify() -> None:
    """Checks the chain of the log and its anchors. 1 when anything was changed, taken out or cut off."""
    from api.settings import Settings  # noqa: PLC0415

    broken = _service().audit.verify(Settings().audit_anchors)
    for place in broken:
        _console.print(f"entry {place.number}: {place.what}")
    _say("the log is broken" if broken else "the log is whole")
    raise typer.Exit(1 if broken else 0)


@gateways.command("check")
def check() -> None:
    """What each channel that a unit uses, or could use, still needs. 1 when one that is used lacks something."""
    from referrals.gateways.registry import Gateways  # noqa: PLC0415
    from referrals.gateways.settings import GatewaySettings  # noqa: PLC0415

    used = {channel for unit in _service().units.all() for channel in unit.channels}
    lacking = False
    for name, gateway in Gateways(GatewaySettings()).items():
        faults = gateway.check_config()
        lacking = lacking or bool(faults and name in used)
        state = "; ".join(faults) if faults else "ready"
        _console.print(f"{name:<14} {'used' if name in used else '-':<5} {state}", markup=False)
    raise typer.Exit(1 if lacking else 0)


@gateways.command("demo")
def demo(
    channel: Annotated[str, typer.Option(help="Name of a channel.")] = "demo",
    dry_run: Annotated[bool, typer.Option(help="Make and check everything, send nothing.")] = False,
) -> None:
    """Sends a made-up referral over one channel, to see what arrives."""
    from referrals.gateways.base import Delivery, Unit  # noqa: PLC0415
    from referrals.gateways.registry import CHANNELS, Gateways  # noqa: PLC0415
    from referrals.gateways.settings import GatewaySettings  # noqa: PLC0415
    from referrals.submission import Submission  # noqa: PLC0415

    if channel not in CHANNELS:
        _say(f"no channel {channel}; there are {', '.join(CHANNELS)}")
        raise typer.Exit(2)
    given = {"kind": "melding", "area": "alesund", "relation": "self", "consent": True, "need": "Dette er en prøve."}
    content = Submission.model_validate({**given, "sender": {"name": "Prøve Prøvesen", "address": "Prøvegata 1"}})
    unit = next(
        (unit for unit in _service().units.all() if channel in unit.channels), Unit("demo", "Prøveenhet", "alesund")
    )
    at = datetime.now(UTC)
    made = Delivery("0" * 32, "0" * 32, "V-0000-0000", "melding", "submitted", unit, at, "nb", 1, at, content)
    _say(repr(Gateways(GatewaySettings())[channel].deliver(made, dry_run)))


def faults(
    times: Annotated[int, typer.Option(help="How often each fault is tried.")] = 3,
    postgres: Annotated[str, typer.Option(help="postgresql://... of a server where databases may be made.")] = "",
) -> None:
    """Breaks deliveries on purpose (kill -9, mail server, clock) and prints what was lost. Takes some minutes."""
    import tempfile  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from benchmarks.faults.run import prepared, run, table  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        rows = run(prepared(f"sqlite:///{Path(folder) / 'template.db'}"), times, _say)
    if postgres:
        rows += run(prepared(postgres), times, _say)
    _console.print(table(rows), markup=False)
    raise typer.Exit(1 if any(row.lost for row in rows) else 0)
