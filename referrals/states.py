"""The life of a referral as one table: which event leads from which state to which. Nothing else may change a state."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a referral is. `draft` lives in the sender's conversation or browser only and is never stored here."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    RECEIVED = "received"
    IN_ASSESSMENT = "in_assessment"
    NEEDS_INFORMATION = "needs_information"
    ACCEPTED = "accepted"
    REDIRECTED = "redirected"
    REJECTED = "rejected"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What happens to a referral."""

    SUBMIT = "submit"
    DELIVER = "deliver"
    """A channel of the unit has it. Said by the outbox."""
    RECEIVE = "receive"
    """A person at the unit acknowledged it."""
    ASSESS = "assess"
    ASK = "ask"
    ANSWER = "answer"
    ACCEPT = "accept"
    APPOINT = "appoint"
    """A coordinator is appointed; the state stays."""
    REDIRECT = "redirect"
    REJECT = "reject"
    RECONSIDER = "reconsider"
    """After an appeal."""
    CLOSE = "close"
    WITHDRAW = "withdraw"
    NOTE = "note"
    """A note of the unit's own; changes no state and stands in no transition."""


class Forbidden(ValueError):
    """The event cannot happen in this state."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(f"{event} cannot happen when a referral is {state}")
        self.state, self.event = state, event


_S, _E = State, Event
_OPEN = (_S.RECEIVED, _S.IN_ASSESSMENT, _S.NEEDS_INFORMATION)
TRANSITIONS: dict[tuple[State, Event], State] = {
    (_S.DRAFT, _E.SUBMIT): _S.SUBMITTED,
    (_S.SUBMITTED, _E.DELIVER): _S.DELIVERED,
    (_S.REDIRECTED, _E.DELIVER): _S.DELIVERED,
    **{(state, _E.RECEIVE): _S.RECEIVED for state in (_S.SUBMITTED, _S.DELIVERED, _S.REDIRECTED)},
    (_S.RECEIVED, _E.ASSESS): _S.IN_ASSESSMENT,
    (_S.NEEDS_INFORMATION, _E.ANSWER): _S.IN_ASSESSMENT,
    **{(state, _E.ASK): _S.NEEDS_INFORMATION for state in _OPEN},
    **{(state, _E.ACCEPT): _S.ACCEPTED for state in _OPEN},
    **{(state, _E.REDIRECT): _S.REDIRECTED for state in _OPEN},
    **{(state, _E.REJECT): _S.REJECTED for state in _OPEN},
    **{(state, _E.APPOINT): state for state in (*_OPEN, _S.ACCEPTED)},
    (_S.REJECTED, _E.RECONSIDER): _S.IN_ASSESSMENT,
    **{(state, _E.CLOSE): _S.CLOSED for state in (*_OPEN, _S.ACCEPTED, _S.REJECTED)},
    **{
        (state, _E.WITHDRAW): _S.WITHDRAWN for state in (_S.SUBMITTED, _S.DELIVERED, _S.REDIRECTED, *_OPEN, _S.ACCEPTED)
    },
}
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})


def after(state: State, event: Event) -> State:
    """The state that follows. Raises Forbidden."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise Forbidden(state, event) from None


def possible(state: State) -> set[Event]:
    """The events that can happen in a state."""
    return {event for known, event in TRANSITIONS if known is state}
