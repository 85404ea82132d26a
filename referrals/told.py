"""What a sender is told: the next steps as codes, and how little is left for one who only gives information about somebody else."""

from __future__ import annotations

from dataclasses import replace

from referrals.kinds import TOLD_NOTHING, Kind, Relation
from referrals.states import Event, State
from referrals.tables import ReferralRow
from referrals.views import Appeal, PublicCase

_TOLD_OF = frozenset(
    {Event.SUBMIT, Event.DELIVER, Event.RECEIVE, Event.ASSESS, Event.ASK, Event.ANSWER, Event.WITHDRAW, Event.CLOSE}
)
_OUTCOMES = frozenset({State.ACCEPTED, State.REJECTED})


def only_that_it_came(case: PublicCase) -> PublicCase:
    """The case without anything of what the unit decides about the person: no outcome, coordinator, reason, or words of the unit but
    its questions."""

    def told(state: State) -> State:
        return State.IN_ASSESSMENT if state in _OUTCOMES else state

    lines = tuple(
        replace(line, state=told(line.state), note=line.note if line.event is Event.ASK else None)
        for line in case.history
        if line.event in _TOLD_OF
    )
    handled = told(case.status) in (State.RECEIVED, State.IN_ASSESSMENT)
    return replace(
        case,
        status=told(case.status),
        expected_by=None,
        history=lines,
        next_steps=("no_answer_back",) if handled else case.next_steps,
        coordinator=None,
        reason=None,
        appeal=None,
    )


def steps_after_sending(kind: Kind, relation: Relation) -> tuple[str, ...]:
    if kind is Kind.CALLBACK:
        return ("sent", "call", "withdraw")
    decision = ("decision",) if kind is Kind.SOKNAD else ()
    back = ("no_answer_back",) if relation in TOLD_NOTHING else ("answer",)
    return ("sent", "seen", *back, *decision, "follow", "withdraw")


def steps_now(row: ReferralRow, appeal: Appeal | None) -> tuple[str, ...]:
    state = State(row.state)
    if state in (State.SUBMITTED, State.DELIVERED, State.REDIRECTED):
        return ("sent", "call" if row.kind == Kind.CALLBACK.value else "seen")
    ended = {State.CLOSED: ("ended",), State.WITHDRAWN: ("withdrawn",), State.NEEDS_INFORMATION: ("give_information",)}
    if state is State.REJECTED:
        return ("appeal",) if appeal else ("reason_only",)
    if row.coordinator is not None and state not in ended:
        return ("coordinator",)
    return ended.get(state, ("answer",) if row.answered_at is None and row.answer_by else ())
