"""A model is loaded once, kept while it is used and given back when it was idle."""

from __future__ import annotations

from voice.stt.resting import Resting


def test_loaded_once_given_back_and_loaded_again() -> None:
    loads: list[object] = []

    def load() -> object:
        loads.append(object())
        return loads[-1]

    model = Resting(load)
    assert not model.unload_idle(0)
    for _ in range(2):
        with model.awake() as awake:
            assert awake is loads[0]
    assert not model.unload_idle(60)
    assert model.unload_idle(0)
    with model.awake() as awake:
        assert awake is loads[1]


def test_it_is_not_taken_away_from_work() -> None:
    model = Resting(object)
    with model.awake():
        assert not model.unload_idle(0)
    assert model.unload_idle(0)
