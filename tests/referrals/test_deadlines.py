"""Terms are counted in Norwegian days: weekends, holidays, month ends and summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from referrals.clock import oslo_day
from referrals.deadlines import load_deadlines
from referrals.kinds import Kind


@pytest.mark.parametrize(
    ("sent", "seen", "answered"),
    [
        (datetime(2026, 11, 27, 9, tzinfo=UTC), date(2026, 12, 2), date(2026, 12, 27)),
        (datetime(2026, 3, 31, 9, tzinfo=UTC), date(2026, 4, 8), date(2026, 4, 30)),  # Easter
        (datetime(2026, 1, 31, 9, tzinfo=UTC), date(2026, 2, 4), date(2026, 2, 28)),
        (
            datetime(2026, 3, 28, 23, 30, tzinfo=UTC),
            date(2026, 4, 1),
            date(2026, 4, 29),
        ),  # the night summer time begins
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 28), date(2026, 11, 25)),  # ... and ends
    ],
)
def test_terms(sent: datetime, seen: date, answered: date) -> None:
    rules = load_deadlines()
    first, last = rules.first_look(Kind.SOKNAD, "alesund", sent), rules.answer(Kind.SOKNAD, "alesund", sent)
    assert (oslo_day(first), oslo_day(last)) == (seen, answered)
    assert oslo_day(first.replace(second=0)) == seen


def test_a_municipality_may_have_its_own_routine_but_not_its_own_law() -> None:
    rules = load_deadlines().model_copy(update={"local": {"alesund": {"acknowledge": {"working_days": 1}}}})
    sent = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert oslo_day(rules.first_look(Kind.SOKNAD, "alesund", sent)) == date(2026, 11, 30)
    assert oslo_day(rules.first_look(Kind.SOKNAD, "melhus", sent)) == date(2026, 12, 2)


def test_a_report_cannot_be_appealed() -> None:
    assert load_deadlines().appeal(Kind.MELDING, "alesund", datetime(2026, 1, 1, tzinfo=UTC)) is None
