"""The understanding engine on public data: our pipeline of `config.yml`, trained on NorSID's file, measured on its dev set.

    make bench-nlu

NorSID (van der Goot et al. 2021; Maehlum & Scherrer 2024) is about alarms, weather and music in bokmål and dialects, so it measures
tokeniser, features and classifier, not our intents. It is CC BY-SA 4.0: read from `VEIVISER_BENCHMARKS`, never copied in here.
Runs in Rasa's environment.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from rasa.core.agent import load_agent
from rasa.model_training import train_nlu
from rasa.utils.log_utils import configure_structlog

from benchmarks.stock.training import FULL_EPOCHS, StockNotTrained, stock_nlu

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED_DIET = 94.1
GROUPS = {"B": "bokmål", "N": "north", "T": "trønder", "V": "west"}


@dataclass(frozen=True)
class Utterance:
    """One sentence as one writer wrote it: `dialect` is a key of GROUPS, `number` that of the sentence."""

    text: str
    intent: str
    dialect: str
    number: int


@dataclass(frozen=True)
class Answer:
    """What the classifier made of an utterance; `seconds` is the whole pipeline's time."""

    asked: Utterance
    intent: str
    unsure: bool
    seconds: float


def data_folder() -> Path:
    """`VEIVISER_BENCHMARKS`, else `shared/benchmarks` beside the project."""
    return Path(os.environ.get("VEIVISER_BENCHMARKS") or ROOT.parent / "shared" / "benchmarks") / "norsid"


def read_conll(text: str) -> list[Utterance]:
    """The utterances of a NorSID file: blocks with `# key = value` lines, intents such as `alarm/set_alarm`."""
    found = []
    for block in text.split("\n\n"):
        pairs = (line[2:].partition(" = ") for line in block.splitlines() if line.startswith("# "))
        fields = {key: value for key, _, value in pairs}
        if fields:
            # Rasa keeps `/` for itself, so the training file writes `__`.
            found.append(
                Utterance(
                    fields["text"],
                    fields["intent"].replace("/", "__"),
                    fields["dialect"],
                    int(fields["id"].partition("/")[0]),
                )
            )
    return found


async def answers(model: str, utterances: list[Utterance]) -> list[Answer]:
    """Each utterance through the trained model. The classifier's first intent counts, also where the fallback takes over."""
    agent = await load_agent(model_path=model)
    found = []
    for asked in utterances:
        began = time.perf_counter()
        parsed = await agent.parse_message(asked.text)
        seconds = time.perf_counter() - began
        ranked = [item["name"] for item in parsed["intent_ranking"] if item["name"] != "nlu_fallback"]
        unsure = parsed["intent"]["name"] == "nlu_fallback"
        found.append(Answer(asked, ranked[0] if ranked else "", unsure, seconds))
    return found


def accuracy(given: list[Answer]) -> float:
    """Share of right intents, in percent."""
    return 100 * sum(answer.intent == answer.asked.intent for answer in given) / len(given)


def halves_of(given: list[Answer]) -> list[str]:
    """The sentences by halves: what was chosen on the odd ones is to hold on the even ones."""
    odd = [answer for answer in given if answer.asked.number % 2]
    even = [answer for answer in given if not answer.asked.number % 2]
    return [f"sentences with odd numbers {accuracy(odd):.2f} %, with even numbers {accuracy(even):.2f} %"]


def report(given: list[Answer]) -> list[str]:
    """Accuracy in all and per dialect group, the gap from bokmål to the weakest, and the time of one utterance."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in given:
        groups[answer.asked.dialect].append(answer)
    shares = {GROUPS[dialect]: accuracy(groups[dialect]) for dialect in GROUPS}
    weakest = min(shares, key=lambda name: shares[name])
    median = statistics.median(answer.seconds for answer in given)
    return [
        f"intents right: {accuracy(given):.2f} % of {len(given)}",
        ", ".join(f"{name} {share:.2f} %" for name, share in shares.items()),
        f"gap: {shares['bokmål'] - shares[weakest]:.2f} points from bokmål to {weakest}",
        *halves_of(given),
        f"below the fallback's threshold: {100 * sum(answer.unsure for answer in given) / len(given):.2f} %",
        f"median time of one utterance, whole pipeline: {1000 * median:.1f} ms",
    ]


def ours(training: Path, utterances: list[Utterance]) -> list[str]:
    """Trains our pipeline of `config.yml` and reports on it. Raises RuntimeError when Rasa makes no model."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as output:
        model = train_nlu(str(ROOT / "config.yml"), str(training), output)
        if model is None:
            raise RuntimeError("Rasa made no model")
        trained = f"trained in {time.monotonic() - began:.0f} s"
        return [trained, *report(asyncio.run(answers(model, utterances)))]


def stock(training: Path, utterances: list[Utterance], epochs: int) -> list[str]:
    """The same of stock Rasa; its model is kept under `var/`, because it takes from 20 minutes to hours. Raises StockNotTrained."""
    model = stock_nlu(ROOT / "var" / "bench" / "nlu", epochs, training, print)
    return [f"trained in {model.seconds:.0f} s", *report(asyncio.run(answers(str(model.path), utterances)))]


def main() -> int:
    """0 when measured, and when the data is not there to measure with."""
    parser = argparse.ArgumentParser(description="Our understanding beside stock Rasa's on NorSID.")
    parser.add_argument(
        "--epochs", type=int, default=0, help="of stock Rasa's network (rasa init: 100); 0 leaves stock Rasa out"
    )
    epochs = parser.parse_args().epochs
    folder = data_folder()
    training, dev = folder / "train_nlu.yml", folder / "dev.conll"
    if not (training.exists() and dev.exists()):
        print(f"bench-nlu: skipped, no NorSID in {folder}. Set VEIVISER_BENCHMARKS to the folder that holds norsid/.")
        return 0
    configure_structlog(logging.ERROR)  # else Rasa prints every utterance, which costs more than understanding it
    utterances = read_conll(dev.read_text(encoding="utf-8"))
    try:
        print("\n".join(["Veiviser's pipeline, unchanged", *ours(training, utterances)]))
        print(f"published: Rasa DIET, sparse features, 5 epochs: {PUBLISHED_DIET} %")
        if epochs:
            label = f"stock Rasa (rasa init), {epochs} epochs" + ("" if epochs == FULL_EPOCHS else " and not 100")
            print("\n".join([label, *stock(training, utterances, epochs)]))
    except (RuntimeError, StockNotTrained) as error:
        print(f"bench-nlu: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
