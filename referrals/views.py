"""What the service gives back: to senders (nothing of what they gave), to staff (a list without content, a case with it)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from referrals.kinds import Kind
from referrals.states import Event, State
from referrals.submission import Submission


@dataclass(frozen=True)
class WhomToAsk:
    """A name, and a number only where the catalogue has one."""

    name: str
    phone: str | None
    email: str | None


@dataclass(frozen=True)
class Receipt:
    """What a sender gets, once. The secret is shown here and never again."""

    reference: str
    secret: str
    status: State
    kind: Kind
    unit: str
    unit_name: str
    submitted_at: datetime
    seen_by: date
    expected_by: date
    whom_to_ask: WhomToAsk
    next_steps: tuple[str, ...]
    """Codes of texts/next_steps.yaml, in order."""


@dataclass(frozen=True)
class HistoryLine:
    """One change, as the sender sees it: codes of texts/states.yaml and, where the unit wrote to the sender, its words."""

    at: datetime
    event: Event
    state: State
    note: str | None


@dataclass(frozen=True)
class Appeal:
    """How a rejection is appealed: by when, by which law. The words stand in texts/appeal.yaml."""

    by: date
    law: str


@dataclass(frozen=True)
class PublicCase:
    """A case as its sender may see it with reference and secret. Nothing that was given is given back."""

    reference: str
    status: State
    kind: Kind
    unit_name: str
    submitted_at: datetime
    seen_by: date | None
    expected_by: date | None
    whom_to_ask: WhomToAsk
    history: tuple[HistoryLine, ...]
    next_steps: tuple[str, ...]
    question: str | None = None
    coordinator: str | None = None
    reason: str | None = None
    appeal: Appeal | None = None
    can_withdraw: bool = False


@dataclass(frozen=True)
class CaseRow:
    """A line of the list and of the export: no names, no health."""

    id: str
    reference: str
    kind: Kind
    state: State
    area: str
    unit: str
    service: str | None
    relation: str
    submitted_at: datetime
    received_at: datetime | None
    answered_at: datetime | None
    due_at: datetime | None
    overdue: bool
    assigned_to: str | None
    delivery: str


@dataclass(frozen=True)
class CasePage:
    """A page of the list; `number` from 1."""

    rows: list[CaseRow]
    total: int
    number: int
    size: int
    overdue: int


@dataclass(frozen=True)
class CaseFilter:
    """Which cases. `open`: not ended."""

    state: State | None = None
    kind: Kind | None = None
    unit: str | None = None
    area: str | None = None
    reference: str | None = None
    overdue: bool = False
    mine: bool = False
    open: bool = True


@dataclass(frozen=True)
class StaffEvent:
    """One change, as staff see it."""

    at: datetime
    event: Event
    state: State
    actor_role: str
    actor: str | None
    note: str | None
    shown: bool


@dataclass(frozen=True)
class DeliveryView:
    """How a message to the unit fares."""

    id: str
    referral_id: str
    reference: str
    channel: str
    notice: str
    unit: str
    state: str
    attempts: int
    next_at: datetime
    reason: str | None
    delivered_at: datetime | None


@dataclass(frozen=True)
class Case:
    """A case with everything in it."""

    row: CaseRow
    submission: Submission
    unit_name: str
    history: list[StaffEvent]
    deliveries: list[DeliveryView]
    possible: frozenset[Event]
    coordinator: str | None
    reason: str | None
    expected_by: date | None


@dataclass(frozen=True)
class ActDetails:
    """What goes with an act: words (a note, a question, a reason), the unit for `redirect`, the coordinator for `appoint`."""

    note: str | None = None
    unit: str | None = None
    coordinator: str | None = None
    coordinator_phone: str | None = None
    shown: bool = True


@dataclass(frozen=True)
class Numbers:
    """A unit's figures for a period. Hours from submitted to the first answer; None when there is none yet."""

    received: int
    by_kind: dict[str, int]
    by_state: dict[str, int]
    by_need: dict[str, int]
    by_week: dict[str, int]
    median_hours_to_first_answer: float | None
    overdue: int
    dead_letters: int
    since: date
    until: date
