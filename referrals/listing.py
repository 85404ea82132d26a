"""Lists and figures for the unit: nothing in them says what is wrong with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from statistics import median
from typing import TypeVar

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from referrals.audit import Act
from referrals.clock import OSLO, oslo_day
from referrals.kinds import Kind
from referrals.parts import Parts
from referrals.people import Permission, Staff
from referrals.references import read_reference
from referrals.states import ENDED, State
from referrals.tables import DeliveryRow, ReferralRow
from referrals.views import CaseFilter, CasePage, CaseRow, Numbers

_EXPORT_STEP = 500
_T = TypeVar("_T")
_NO_SERVICE = "-"


class Listing:
    """For people at the unit and their leader."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def cases(self, staff: Staff, wanted: CaseFilter, page: int = 1, size: int = 25) -> CasePage:
        """A page of the units' cases: overdue first, then by term, then newest. Raises NotAllowed."""
        staff.require(Permission.LIST)
        at = self._parts.clock()
        with self._parts.database.reading() as session:
            filtered = _filtered(select(ReferralRow), staff, wanted, at)
            total = session.scalar(select(func.count()).select_from(filtered.subquery())) or 0
            rows = session.scalars(_in_order(filtered, at).offset((page - 1) * size).limit(size)).all()
            late = _filtered(select(ReferralRow.id), staff, CaseFilter(overdue=True), at)
            overdue = session.scalar(select(func.count()).select_from(late.subquery())) or 0
            return CasePage(self._views(session, rows, at), total, page, size, overdue)

    def export_rows(self, staff: Staff, wanted: CaseFilter) -> Iterator[CaseRow]:
        """All rows of a list; that it was taken out is logged. Raises NotAllowed."""
        staff.require(Permission.EXPORT)
        at = self._parts.clock()
        self._parts.audit.note(Act(staff.main_role, staff.subject, "export", "list", "statistics"), at)
        with self._parts.database.reading() as session:
            everything = _filtered(select(ReferralRow), staff, wanted, at).order_by(ReferralRow.submitted_at)
            for chunk in session.scalars(everything).partitions(_EXPORT_STEP):
                yield from self._views(session, list(chunk), at)

    def numbers(self, staff: Staff, since: date, until: date) -> Numbers:
        """Figures for what came from the first to the last day. Raises NotAllowed."""
        staff.require(Permission.NUMBERS)
        at = self._parts.clock()
        first, last = (datetime.combine(day, time(), OSLO) for day in (since, until))
        with self._parts.database.reading() as session:
            mine = ReferralRow.unit.in_(staff.units)
            period = and_(mine, ReferralRow.submitted_at >= first, ReferralRow.submitted_at < _next_day(last))
            rows = session.scalars(select(ReferralRow).where(period)).all()
            late = _filtered(select(ReferralRow.id), staff, CaseFilter(overdue=True), at)
            dead = select(func.count(DeliveryRow.id)).join(ReferralRow).where(mine, DeliveryRow.state == "dead")
            return Numbers(
                received=len(rows),
                by_kind=_counted(row.kind for row in rows),
                by_state=_counted(row.state for row in rows),
                by_need=_counted(self._need(row) for row in rows),
                by_week=_counted(_week(row.submitted_at) for row in rows),
                median_hours_to_first_answer=_median_hours(rows),
                overdue=session.scalar(select(func.count()).select_from(late.subquery())) or 0,
                dead_letters=session.scalar(dead) or 0,
                since=since,
                until=until,
            )

    def overdue(self) -> list[CaseRow]:
        """All cases of all units whose term is out, oldest first, for operators. Nothing of their content."""
        at = self._parts.clock()
        late = select(ReferralRow).where(ReferralRow.due_at < at).order_by(ReferralRow.due_at)
        with self._parts.database.reading() as session:
            return self._views(session, session.scalars(late).all(), at)

    def _need(self, row: ReferralRow) -> str:
        service = self._parts.catalogue.service(row.service) if row.service else None
        return service.name.nb if service is not None else _NO_SERVICE

    def _views(self, session: Session, rows: Sequence[ReferralRow], at: datetime) -> list[CaseRow]:
        posted: dict[str, list[str]] = {}
        wanted = select(DeliveryRow.referral_id, DeliveryRow.state)
        for referral_id, state in session.execute(wanted.where(DeliveryRow.referral_id.in_([row.id for row in rows]))):
            posted.setdefault(referral_id, []).append(state)
        return [row_view(row, posted.get(row.id, []), at) for row in rows]


def row_view(row: ReferralRow, deliveries: Sequence[str], at: datetime) -> CaseRow:
    """A line of the list."""
    states = set(deliveries)
    delivery = "dead" if "dead" in states else "waiting" if "waiting" in states else "delivered"
    return CaseRow(
        id=row.id,
        reference=row.reference,
        kind=Kind(row.kind),
        state=State(row.state),
        area=row.area,
        unit=row.unit,
        service=row.service,
        relation=row.relation,
        submitted_at=row.submitted_at,
        received_at=row.received_at,
        answered_at=row.answered_at,
        due_at=row.due_at,
        overdue=row.due_at is not None and row.due_at < at,
        assigned_to=row.assigned_to,
        delivery=delivery,
    )


def _filtered(query: Select[_T], staff: Staff, wanted: CaseFilter, at: datetime) -> Select[_T]:
    query = query.where(ReferralRow.unit.in_(staff.units))
    for column, value in (
        (ReferralRow.state, wanted.state),
        (ReferralRow.kind, wanted.kind),
        (ReferralRow.unit, wanted.unit),
        (ReferralRow.area, wanted.area),
        (ReferralRow.assigned_to, staff.subject if wanted.mine else None),
    ):
        if value is not None:
            query = query.where(column == str(value))
    if wanted.reference:
        query = query.where(ReferralRow.reference == (read_reference(wanted.reference) or wanted.reference))
    elif wanted.open and wanted.state is None:
        query = query.where(ReferralRow.state.not_in([state.value for state in ENDED]))
    return query.where(ReferralRow.due_at < at) if wanted.overdue else query


def _in_order(query: Select[ReferralRow], at: datetime) -> Select[ReferralRow]:
    late = case((and_(ReferralRow.due_at.is_not(None), ReferralRow.due_at < at), 0), else_=1)
    waits = case((ReferralRow.due_at.is_(None), 1), else_=0)
    return query.order_by(late, waits, ReferralRow.due_at, ReferralRow.submitted_at.desc())


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(Counter(values).most_common())


def _week(moment: datetime) -> str:
    year, week, _ = oslo_day(moment).isocalendar()
    return f"{year}-{week:02d}"


def _median_hours(rows: Sequence[ReferralRow]) -> float | None:
    hours = [(row.answered_at - row.submitted_at).total_seconds() / 3_600 for row in rows if row.answered_at]
    return round(median(hours), 1) if hours else None


def _next_day(moment: datetime) -> datetime:
    return datetime.combine(date.fromordinal(moment.date().toordinal() + 1), time(), OSLO)
