"""Where a call goes when it has ended here."""

from __future__ import annotations

from uuid import uuid4

import pytest

from api.telephone.after import AfterCalls
from voice.telephone.agi import Question


def test_an_answer_is_given_once_and_for_a_minute() -> None:
    now = [0.0]
    after = AfterCalls({"default": "2000", "alesund": "2001"}, clock=lambda: now[0])
    first, second = uuid4(), uuid4()
    after.put_through(first, "alesund")
    after.put_through(second, "melhus")
    assert after.answer(Question("after", first)) == {"VEIVISER_TRANSFER": "2001"}
    assert after.answer(Question("after", first)) == {"VEIVISER_TRANSFER": ""}
    now[0] = 61.0
    assert after.answer(Question("after", second)) == {"VEIVISER_TRANSFER": ""}


def test_what_nobody_asks_for_is_forgotten() -> None:
    now = [0.0]
    after = AfterCalls({"default": "2000"}, clock=lambda: now[0])
    for _ in range(2_000):
        after.put_through(uuid4(), None)
    assert len(after._known) == 1_000
    now[0] = 61.0
    after.put_through(uuid4(), None)
    assert len(after._known) == 1


@pytest.mark.parametrize(("place", "target"), [("alesund", "2001"), ("melhus", ""), (None, "")])
def test_without_a_default_only_named_places_have_somebody(place: str | None, target: str) -> None:
    assert AfterCalls({"alesund": "2001"}).target(place) == target


@pytest.mark.parametrize(("ready", "said"), [(True, "1"), (False, "0")])
def test_whether_calls_are_taken(ready: bool, said: str) -> None:
    assert AfterCalls({}, lambda: ready).answer(Question("ready", None)) == {"VEIVISER_READY": said}
