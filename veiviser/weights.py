"""Learns the weights of api/safety/weighing.py: `python -m veiviser.weights`. A minute; run it when rules, words or rounds changed.

Softmax regression with many harmless questions and few dangerous ones. What learns: the sentences of tests/api/safety, those of the
rounds with the group that the rules give them, and as harmless what catalogue, evaluation and bot examples ask and no rule takes for
danger. `python -m veiviser.weights eighth` leaves that round out, to see what the scales would have made of it; `told` leaves out a
fifth of told.yaml.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from api.safety import SafetyRules
from api.safety.weighing import NOTHING, PATH, SIZE, features
from api.text_entry import clean

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests" / "api" / "safety"
LIMIT = 0.45
_ROUNDS = 200
_HELD_OUT = 5
_SPEED = 0.5
_SHRINK = 1 / 20
_DANGER, _HARMLESS, _EVERYDAY = 1.0, 3.0, 0.5
_MARKUP = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")
_Line = tuple[str, str, float]


def lines(rules: SafetyRules, without: str | None = None) -> Iterator[_Line]:
    """Sentences with group and importance; `without` leaves a round out."""
    positives, negatives, rounds = (_load(TESTS / f"{name}.yaml") for name in ("positives", "hard_negatives", "rounds"))
    for group, tongues in positives.items():
        yield from ((text, group, _DANGER) for texts in tongues.values() for text in texts)
    yield from told(without)
    yield from ((text, NOTHING, _HARMLESS) for texts in negatives.values() for text in texts)
    for name, halves in rounds.items():
        if name != without:
            for text in halves["danger"]:
                hit = rules.check(clean(text))
                if hit is not None:
                    yield text, hit.group, _DANGER
            yield from ((text, NOTHING, _HARMLESS) for text in halves["harmless"])
    for text in sorted(set(everyday())):
        if rules.check(clean(text)) is None:
            yield text, NOTHING, _EVERYDAY


def told(without: str | None = None) -> Iterator[_Line]:
    """Seldom and oblique wordings, danger and harmless, which no rule was made for."""
    for group, texts in _load(TESTS / "told.yaml").items():
        kept = [text for number, text in enumerate(texts) if without != "told" or number % _HELD_OUT]
        yield from ((text, group, _HARMLESS if group == NOTHING else _DANGER) for text in kept)


def everyday() -> Iterator[str]:
    """Questions that people ask of the catalogue; those about dangers stand apart in limits.yml and are left out."""
    for path in sorted((ROOT / "knowledge_base" / "content").rglob("*.yaml")):
        yield from _asked(_load(path))
    for folder in ("questions", "lay_words", "dialogues"):
        for path in sorted((ROOT / "evaluation" / folder).glob("*.yaml")):
            yield from _strings(_load(path))
    for group in _load(ROOT / "tests" / "stack" / "hostile.yaml").values():
        yield from group["say"]
    for path in sorted((ROOT / "bot" / "data" / "nlu").glob("*.yml")):
        if path.stem != "limits":
            examples = (line for text in _strings(_load(path)) for line in text.splitlines())
            yield from (_MARKUP.sub(r"\1", line.strip().removeprefix("- ")) for line in examples)


def learn(found: list[_Line], rules: SafetyRules) -> tuple[list[str], NDArray[Any], NDArray[Any]]:
    """Groups, weights by place and group, and the weights that every text has."""
    groups = sorted({group for _, group, _ in found})
    rows = [np.array(features(*rules.words(clean(text))), dtype=np.int64) for text, _, _ in found]
    kept = [(row, groups.index(group), weight) for row, (_, group, weight) in zip(rows, found, strict=True) if len(row)]
    places = np.concatenate([row for row, _, _ in kept])
    lengths = np.array([len(row) for row, _, _ in kept])
    wanted = np.zeros((len(kept), len(groups)), dtype=np.float32)
    wanted[np.arange(len(kept)), [number for _, number, _ in kept]] = 1
    importance = np.array([weight for _, _, weight in kept], dtype=np.float32)[:, None]
    return groups, *_descend(places, lengths, wanted, importance)


def _descend(
    places: NDArray[Any], lengths: NDArray[Any], wanted: NDArray[Any], importance: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Adam over all lines at once; nothing is drawn by lot."""
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    each = (1 / np.sqrt(lengths)).astype(np.float32)[:, None]
    order = np.argsort(places, kind="stable")
    rows = np.repeat(np.arange(len(lengths)), lengths)[order]
    used, firsts = np.unique(places[order], return_index=True)
    weights = np.zeros((SIZE + 1, wanted.shape[1]), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _ROUNDS + 1):
        scores = np.add.reduceat(weights[places], starts, axis=0) * each + weights[SIZE]
        scores = np.exp(scores - scores.max(1, keepdims=True))
        wrong = (scores / scores.sum(1, keepdims=True) - wanted) * importance
        slope = _SHRINK * weights
        slope[SIZE] = wrong.sum(0)
        slope[used] += np.add.reduceat((wrong * each)[rows], firsts, axis=0)
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope**2 - square)
        pace = _SPEED * (1 - step / (_ROUNDS + 1))
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights[:SIZE], weights[SIZE]


def save(groups: list[str], weights: NDArray[Any], base: NDArray[Any], path: Path = PATH) -> None:
    """Weights as whole numbers of one byte."""
    scale = float(np.abs(weights).max()) / 127
    whole = np.round(weights / scale).astype(np.int8)
    np.savez_compressed(
        path, groups=np.array(groups), weights=whole, base=base, scale=np.array(scale), limit=np.array(LIMIT)
    )


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _strings(found: Any) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _strings(inner)


def _asked(found: Any) -> Iterator[str]:
    for key, inner in found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ():
        yield from _strings(inner) if key in ("asked_as", "asked") else _asked(inner)


if __name__ == "__main__":
    RULES = SafetyRules(weighing=False)
    save(*learn([*lines(RULES, *sys.argv[1:])], RULES))
