"""Above the ceiling people hear so at once, and places are given back."""

import pytest

from api.capacity import Capacity
from api.metrics import Metrics
from api.problems import Problem


def test_the_ceiling_holds_and_places_are_given_back() -> None:
    metrics = Metrics()
    capacity = Capacity(2, metrics.in_flight)
    with capacity.one(), capacity.one():
        assert metrics.registry.get_sample_value("veiviser_turns_in_flight") == 2
        with pytest.raises(Problem, match="many-ask-now") as refused, capacity.one():
            pass
        assert refused.value.retry_after == 3
    with pytest.raises(ZeroDivisionError), capacity.one():
        raise ZeroDivisionError
    assert metrics.registry.get_sample_value("veiviser_turns_in_flight") == 0
    with capacity.one(), capacity.one():
        pass
