"""The understanding engine on public data: our pipeline of `config.yml`, trained on NorSID's file, measured on its dev set.

    make bench-nlu

NorSID (van der Goot et al. 2021; Maehlum & Scherrer 2024) is about alarms, weather and music in bokmål and dialects, so it measures
tokeniser, features and classifier, not our intents. It is CC BY-SA 4.0: read from `VEIVISER_BENCHMARKS`, never copied in here.
Runs in Rasa's environment.
"""

from __future__ import annotations

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

ROOT = Path(__file__).resolve().parents[1]
GROUPS = {"B": "bokmål", "N": "north", "T": "trønder", "V": "west"}


@dataclass(frozen=True)
class Utterance:
    """One sentence as one writer wrote it; `dialect` is a key of GROUPS."""

    text: str
    intent: str
    dialect: str


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
            found.append(Utterance(fields["text"], fields["intent"].replace("/", "__"), fields["dialect"]))
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
        f"below the fallback's threshold: {100 * sum(answer.unsure for answer in given) / len(given):.2f} %",
        f"median time of one utterance, whole pipeline: {1000 * median:.1f} ms",
    ]


def main() -> int:
    """0 when measured, and when the data is not there to measure with."""
    folder = data_folder()
    training, dev = folder / "train_nlu.yml", folder / "dev.conll"
    if not (training.exists() and dev.exists()):
        print(f"bench-nlu: skipped, no NorSID in {folder}. Set VEIVISER_BENCHMARKS to the folder that holds norsid/.")
        return 0
    configure_structlog(logging.ERROR)  # else Rasa prints every utterance, which costs more than understanding it
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as output:
        model = train_nlu(str(ROOT / "config.yml"), str(training), output)
        if model is None:
            print("bench-nlu: Rasa made no model", file=sys.stderr)
            return 1
        print(f"trained in {time.monotonic() - began:.0f} s")
        given = asyncio.run(answers(model, read_conll(dev.read_text(encoding="utf-8"))))
    print("\n".join(report(given)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
