"""Graphs without dask's scheduler: the same values, each node once."""

import random
from collections.abc import Callable
from types import SimpleNamespace

import components  # noqa: F401 - importing it is what replaces the scheduler
import dask
import pytest
from components.straight_graph import evaluate
from rasa.engine.exceptions import GraphRunError
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


class Schema:
    """A graph schema of one node, which notes how often it is narrowed to what a target needs."""

    target_names = ("b",)

    def __init__(self) -> None:
        self.narrowed = 0
        self.nodes = {"b": SimpleNamespace(needs={"x": "a"})}

    def minimal_graph_schema(self, _targets: list[str]) -> "Schema":
        self.narrowed += 1
        return self


def runner_of(node: Callable[..., object]) -> runner.DaskGraphRunner:
    made = runner.DaskGraphRunner.__new__(runner.DaskGraphRunner)
    made._graph_schema, made._instantiated_nodes = Schema(), {"b": node}
    return made


def test_rasas_runner_uses_it_and_narrows_its_graph_once() -> None:
    made = runner_of(lambda given: ("b", given[1] + 1))
    for number in range(3):
        assert made.run(inputs={"a": number}, targets=["b"]) == {"b": number + 1}
    assert made._graph_schema.narrowed == 1
    assert set(made._nodes_by_targets[("b",)]) == {"b"}, "no input of a run stays"


def test_a_broken_run_is_rasas_own_error() -> None:
    def fails(_given: object) -> None:
        raise RuntimeError("broken")

    with pytest.raises(GraphRunError):
        runner_of(fails).run(inputs={"a": 1})
