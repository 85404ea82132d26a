"""When a referral must have been seen, answered and may be appealed, as data (deadlines.yaml). Days are Norwegian days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import holidays
import yaml
from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Field

from referrals.clock import end_of_day, oslo_day
from referrals.kinds import Kind

_FILE = Path(__file__).parent / "deadlines.yaml"


class Rule(BaseModel):
    """One term. Exactly one of the lengths is set. `law` is None for a routine."""

    model_config = ConfigDict(extra="forbid")

    id: str
    kinds: list[Kind]
    working_days: int | None = None
    weeks: int | None = None
    months: int | None = None
    law: str | None = None
    basis: str
    valid_from: date | None = None
    valid_to: date | None = None

    def ends(self, start: date) -> date:
        """The last day of the term that begins on `start`. A month that has no such day ends on its last."""
        if self.working_days is not None:
            return _working_day(start, self.working_days)
        return start + relativedelta(weeks=self.weeks or 0, months=self.months or 0)

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


class Deadlines(BaseModel):
    """All rules; `local` changes the length of a rule in one place."""

    model_config = ConfigDict(extra="forbid")

    rules: list[Rule]
    remind_before_days: int = Field(ge=0)
    local: dict[str, dict[str, dict[str, int]]]

    def rule(self, rule_id: str, kind: Kind, area: str, day: date) -> Rule | None:
        """The rule in force for a kind in a place."""
        for rule in self.rules:
            if rule.id == rule_id and kind in rule.kinds and rule.holds(day):
                changed = self.local.get(area, {}).get(rule_id)
                lengths = {"working_days": None, "weeks": None, "months": None}
                return rule.model_copy(update={**lengths, **changed}) if changed else rule
        return None

    def first_look(self, kind: Kind, area: str, submitted: datetime) -> datetime:
        """By when somebody must have acknowledged it (or called)."""
        return self._end("callback" if kind is Kind.CALLBACK else "acknowledge", kind, area, submitted)

    def answer(self, kind: Kind, area: str, submitted: datetime) -> datetime:
        """By when the sender must have an answer, a provisional one at least."""
        return self._end("callback" if kind is Kind.CALLBACK else "answer", kind, area, submitted)

    def appeal(self, kind: Kind, area: str, told: datetime) -> Rule | None:
        """The rule of appeal, None where there is nothing to appeal (a report, a call)."""
        return self.rule("appeal", kind, area, oslo_day(told))

    def _end(self, rule_id: str, kind: Kind, area: str, start: datetime) -> datetime:
        rule = self.rule(rule_id, kind, area, oslo_day(start))
        if rule is None:
            raise KeyError(f"no rule {rule_id} for {kind}")
        return end_of_day(rule.ends(oslo_day(start)))


def _working_day(start: date, count: int) -> date:
    """The day that lies `count` working days after `start`: Saturdays, Sundays and Norwegian holidays are none."""
    day = start
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _holidays(day.year):
            count -= 1
    return day


@lru_cache(maxsize=8)
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


@lru_cache(maxsize=1)
def load_deadlines() -> Deadlines:
    """The rules of deadlines.yaml."""
    return Deadlines.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
