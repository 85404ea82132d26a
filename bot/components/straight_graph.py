"""Runs Rasa's graphs one node after another, without dask's scheduler.

Rasa hands every graph to `dask.get`: the synchronous scheduler of a library for parallel work on large data. For our five nodes its
ordering, futures and queues took 15 % of Rasa's processor time in a turn (docs/decisions/0015). The nodes, what they need and what they
return are the same; nothing of Rasa is changed on disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from rasa.engine.runner import dask as runner


def evaluate(graph: Mapping[str, Sequence[Any]], targets: Sequence[str]) -> tuple[Any, ...]:
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


def run_graphs_straight() -> None:
    """From now on Rasa's runner in this process evaluates with `evaluate`."""
    runner.dask = SimpleNamespace(get=evaluate)
