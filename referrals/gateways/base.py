"""The one interface of every channel out of the house. A channel is a module beside this one; the registry finds it by name.

Delivery is at least once: the worker may crash between sending and noting it. `Delivery.id` stays the same over all attempts, so a
receiver can tell a repetition (Message-ID, webhook-id, FHIR identifier, file name): effectively once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from referrals.submission import Language, Submission

Notice = Literal["submitted", "redirected", "withdrawn", "information_given", "reminder", "overdue"]
FILED: frozenset[Notice] = frozenset({"submitted", "redirected", "withdrawn"})
"""What channels to other people's systems pass on. Reminders and answers belong to the staff pages, where the case is worked on: over
such a channel they would look like one more referral."""


@dataclass(frozen=True)
class Unit:
    """A receiving unit: a catalogue entry with what the municipality has set up for it (local/units.yaml)."""

    id: str
    name: str
    municipality: str
    email: str | None = None
    webhook_url: str | None = None
    webhook_secret_file: str | None = None
    organisation_number: str | None = None
    her_id: str | None = None
    language: Literal["nb", "nn"] | None = None
    """The language form that the unit is written to in; None: as the sender wrote."""
    webhook_content: bool = False
    channels: tuple[str, ...] = ("inbox",)


@dataclass(frozen=True)
class Delivery:
    """One message to one unit over one channel. `content` is None for channels that must not carry personal data."""

    id: str
    referral_id: str
    reference: str
    kind: str
    notice: Notice
    unit: Unit
    created_at: datetime
    language: Language
    attempt: int
    due_at: datetime | None
    content: Submission | None
    service: str | None = None
    """Name of the offer that it is about; there only with the content."""

    @property
    def unit_language(self) -> Language:
        """The language that the unit is written to in."""
        return self.unit.language or self.language

    @property
    def withdrawn(self) -> bool:
        """Whether it takes back what was sent before."""
        return self.notice == "withdrawn"


@dataclass(frozen=True)
class Delivered:
    """The channel has taken it. `receipt` is the receiver's own id where there is one; no personal data."""

    receipt: str | None = None


@dataclass(frozen=True)
class TryAgain:
    """Not now: the worker waits and repeats. `reason` is for staff and log: no personal data."""

    reason: str
    after_seconds: float | None = None


@dataclass(frozen=True)
class Refused:
    """Never: goes to the dead letters that staff see. `reason` as above."""

    reason: str


Outcome = Delivered | TryAgain | Refused


class Gateway(Protocol):
    """A channel. Stateless towards the worker; safe to call from several processes."""

    name: str
    carries_content: bool
    """False: `Delivery.content` is None, and nothing of it may leave by this channel."""

    def check_config(self) -> list[str]:
        """What is missing or wrong in the settings, in plain words; empty when the channel can be used. Sends nothing."""

    def deliver(self, delivery: Delivery, dry_run: bool = False) -> Outcome:
        """Sends one message, or with `dry_run` makes and checks everything but sends nothing. Blocks at most some tens of seconds."""
