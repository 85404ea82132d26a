"""Runs Rasa's graphs one node after another, without dask's scheduler.

Rasa hands every graph to `dask.get`: the synchronous scheduler of a library for parallel work on large data. For our five nodes its
ordering, futures and queues took 15 % of Rasa's processor time in a turn (docs/decisions/0015), and working out anew at every run which
nodes a target needs another 4 %. The nodes, what they need and what they return are the same; nothing of Rasa is changed on disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

Graph = Mapping[str, Sequence[Any]]


def evaluate(graph: Graph, targets: Sequence[str]) -> tuple[Any, ...]:
    """The values of `targets` in a dask graph: name -> (callable, names of what it needs ...), or a value as it stands.

    Each node runs once. A name that no node has is handed on as it is, as dask does. Raises what a node raises.
    """
    done: dict[str, Any] = {}

    def value(name: Any) -> Any:
        if not isinstance(name, str) or name not in graph:
            return name
        if name not in done:
            task = graph[name]
            done[name] = task[0](*map(value, task[1:])) if task and callable(task[0]) else task
        return done[name]

    return tuple(value(name) for name in targets)


def _run(
    runner: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: Sequence[str] | None = None
) -> dict[str, Any]:
    wanted = tuple(targets or runner._graph_schema.target_names)
    graph = dict(_nodes(runner, wanted))
    runner._add_inputs_to_graph(inputs, graph)
    try:
        return dict(evaluate(graph, wanted))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error


def _nodes(runner: DaskGraphRunner, targets: tuple[str, ...]) -> Graph:
    """The nodes that some targets need: worked out once for each runner."""
    known: dict[tuple[str, ...], Graph] = runner.__dict__.setdefault("_nodes_by_targets", {})
    if targets not in known:
        known[targets] = runner._build_dask_graph(runner._graph_schema.minimal_graph_schema(list(targets)))
    return known[targets]


def run_graphs_straight() -> None:
    """From now on Rasa's runner in this process evaluates with `evaluate`."""
    DaskGraphRunner.run = _run
