"""Veiviser beside stock Rasa (`rasa init`), in one run: the same dialogues, examples, rules and actions on the same machine.

Both sides run at once and are loaded one after another, so that what else the machine does strikes both. Only loopback; every load
ends by itself. What is compared is told in `benchmarks/README.md`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.settings import Settings
from benchmarks.figures import Figures
from benchmarks.generated import questions
from benchmarks.load import Dialogue, Load, arriving, closed, one_long
from benchmarks.sides import (
    Ports,
    Side,
    free_ports,
    prepare,
    running,
    seconds_until,
    settings_of,
    stock_parts,
    veiviser_parts,
)
from benchmarks.speakers import GateServer, RestServer, Server
from benchmarks.stock.training import FULL_EPOCHS, StockModel, stock_dialogue
from benchmarks.timing import percentile
from knowledge_base.content import load_content
from knowledge_base.places import load_places
from veiviser.paths import MODELS, ROOT
from veiviser.supervisor import MALLOC

PEOPLE = (1, 8, 32)
_LONG = 300
_SHOWN = {"turn 1": slice(0, 10), "turn 50": slice(40, 50), "turn 300": slice(290, 300)}
_QUESTION = "Hva gjør koordinerende enhet?"


@dataclass(frozen=True)
class Bench:
    """What a run needs."""

    servers: dict[str, Server]
    sides: dict[str, Side]
    dialogues: list[Dialogue]
    seconds: float
    say: Callable[[str], None]


def dialogues(count: int) -> list[Dialogue]:
    """Two questions that people ask about entries, each with a follow-up: the same for every server and run."""
    asked = [pair for pair in questions(load_content(local=None), 4 * count) if load_places().resolve(pair[1])]
    return [
        Dialogue(place, (first, "hva koster det?", second, "hvordan søker jeg?"))
        for (first, place), (second, _) in zip(asked[::2], asked[1::2], strict=False)
    ][:count]


def bench_speed(say: Callable[[str], None], epochs: int = FULL_EPOCHS, seconds: float = 12.0) -> Figures:
    """Trains what is missing, starts both sides, measures. `seconds`: of each load. Raises StockNotTrained, NotReady, Unanswered."""
    folder = ROOT / "var" / "bench"
    ours, theirs = free_ports(), free_ports()
    figures = Figures()
    with ExitStack() as stack:
        settings = stack.enter_context(settings_of(folder / "service", ours))
        prepare(folder / "service")
        stock = stock_dialogue(folder / "stock", epochs, say)
        figures.stock_label = stock.label
        figures.training = {"stock": stock.seconds, **_our_training()}
        ours_side = _start_ours(stack, settings, figures, folder / "ours.log")
        stock_side = _start_stock(stack, theirs, stock, figures, folder)
        sides = {"gate": ours_side, "engine": ours_side, "stock": stock_side}
        bench = Bench(_servers(settings, f"http://127.0.0.1:{theirs.rasa}"), sides, dialogues(60), seconds, say)
        asyncio.run(_measure(bench, figures))
        _weigh(figures, ours_side, stock_side)
    return figures


def _servers(settings: Settings, stock: str) -> dict[str, Server]:
    gate = GateServer(f"http://{settings.host}:{settings.port}")
    return {"gate": gate, "engine": RestServer(settings.rasa_url), "stock": RestServer(stock)}


def _our_training() -> dict[str, float]:
    note = MODELS / "seconds"
    return {"veiviser": float(note.read_text())} if note.exists() else {}


def _answers(address: str) -> bool:
    """Whether a Rasa server answers a real question with a source."""
    turn = {"conversation_id": "start", "text": _QUESTION}
    body = {"sender": "start", "message": _QUESTION, "metadata": {"turn": turn}}
    response = httpx.post(f"{address}/webhooks/rest/webhook", json=body, timeout=20, trust_env=False)
    return response.status_code == 200 and any("custom" in answer for answer in response.json())


def _start_ours(stack: ExitStack, settings: Settings, figures: Figures, log: Path) -> Side:
    parts = veiviser_parts(settings)
    with running(parts[:2], MALLOC, log) as side:
        figures.start["engine"] = seconds_until(lambda: _answers(settings.rasa_url), side)
    time.sleep(1)
    side = stack.enter_context(running(parts, MALLOC, log))
    ready = f"http://{settings.host}:{settings.port}/readyz"
    figures.start["gate"] = seconds_until(lambda: httpx.get(ready, timeout=20).status_code == 200, side)
    return side


def _start_stock(stack: ExitStack, ports: Ports, stock: StockModel, figures: Figures, folder: Path) -> Side:
    with settings_of(folder / "service", ports) as settings:
        side = stack.enter_context(running(stock_parts(settings, stock.path), {}, folder / "stock.log"))
        figures.start["stock"] = seconds_until(lambda: _answers(settings.rasa_url), side)
    return side


async def _measure(bench: Bench, figures: Figures) -> None:
    for server in bench.servers.values():
        await closed(server, bench.dialogues, 2, 4.0)  # warm
    for people in PEOPLE:
        figures.closed[people] = {}
        for name, server in bench.servers.items():
            before = bench.sides[name].worked()
            load = await closed(server, bench.dialogues, people, bench.seconds)
            figures.closed[people][name] = load
            figures.work[name] = 1000 * (bench.sides[name].worked() - before) / max(1, len(load.times))
            bench.say(_line(f"{people:2d} people, {name}", load))
    await _measure_arrivals(bench, figures)
    for name, server in bench.servers.items():
        figures.long[name] = await _late_turns(server, bench.dialogues)
        bench.say(f"one conversation, {name}: " + ", ".join(f"{k} {v:.1f} ms" for k, v in figures.long[name].items()))


async def _measure_arrivals(bench: Bench, figures: Figures) -> None:
    """At a rate that stock Rasa bears, and at one that only we may bear."""
    at_eight = figures.closed[8]
    for rate in (0.6 * at_eight["stock"].throughput, 0.6 * at_eight["gate"].throughput):
        key = f"{rate:.0f}"
        figures.open[key] = {}
        for name, server in bench.servers.items():
            load = await arriving(server, bench.dialogues, rate, bench.seconds)
            figures.open[key][name] = load
            bench.say(_line(f"{rate:.0f} arrivals/s, {name}", load))


async def _late_turns(server: Server, of: list[Dialogue]) -> dict[str, float]:
    """Medians over the same ten sentences, early and late in one conversation."""
    says = tuple(text for dialogue in of[:3] for text in dialogue.says)[:10]
    times = await one_long(server, Dialogue(of[0].municipality, says), _LONG)
    return {name: percentile(times[part], 0.5) for name, part in _SHOWN.items()}


def _weigh(figures: Figures, ours: Side, stock: Side) -> None:
    for name, weight in {
        "gate": ours.weight(),
        "engine": ours.weight("rasa"),
        "stock": stock.weight(),
        "stock engine": stock.weight("rasa"),
        "actions": ours.weight("actions"),
    }.items():
        figures.memory[name] = {"rss": weight.rss, "pss": weight.pss, "processes": weight.processes}


def _line(name: str, load: Load) -> str:
    times = "  ".join(f"p{int(share * 100)} {load.at(share):7.1f}" for share in (0.5, 0.95, 0.99))
    return f"{name:26s} {load.throughput:6.1f} turns/s  {times} ms  failed {load.failed}"
