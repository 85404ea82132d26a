"""Graphs without dask's scheduler: the same values, each node once."""

import random

import components  # noqa: F401 - importing it is what replaces the scheduler
import dask
import pytest
from components.straight_graph import evaluate
from rasa.engine.runner import dask as runner


def add(*terms: object) -> int:
    return sum(term[1] if isinstance(term, tuple) else int(str(term)) for term in terms)


def graph_of(seed: int) -> tuple[dict[str, tuple[object, ...]], list[str]]:
    """A graph without circles, as Rasa builds them (an input is a tuple that begins with its own name), and some targets."""
    dice = random.Random(seed)  # noqa: S311 - a repeatable test, no secret
    graph: dict[str, tuple[object, ...]] = {"input": ("input", dice.randint(0, 9))}
    for number in range(dice.randint(1, 8)):
        graph[f"node{number}"] = (add, *dice.choices(sorted(graph), k=dice.randint(0, 3)))
    return graph, dice.choices(sorted(graph), k=dice.randint(1, 4))


def test_the_values_are_those_of_dask() -> None:
    for seed in range(300):
        graph, targets = graph_of(seed)
        assert evaluate(graph, targets) == tuple(dask.get(dict(graph), targets)), seed


def test_a_node_that_two_need_runs_once() -> None:
    calls: list[str] = []

    def noted(*_needs: object) -> int:
        calls.append("x")
        return 1

    assert evaluate({"a": (noted,), "b": (add, "a"), "c": (add, "a")}, ["b", "c"]) == (1, 1)
    assert calls == ["x"]


def test_what_a_node_raises_comes_through() -> None:
    def fails() -> None:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        evaluate({"a": (fails,), "b": (add, "a")}, ["b"])


def test_rasas_runner_uses_it() -> None:
    assert runner.dask.get is evaluate
