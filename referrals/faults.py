"""What can be wrong with what people send, as codes; their words stand in texts/faults.yaml in nb, nn and en."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault: the field of `Submission` (dotted: `sender.phone`) and a code of texts/faults.yaml."""

    field: str
    code: str


class Invalid(ValueError):
    """What was sent cannot be taken. Nothing of it was stored."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults


class Unknown(LookupError):
    """No referral opens with these: a forged reference and a wrong secret look alike. For staff: not their unit's, or not there."""


class IdempotencyConflict(ValueError):
    """The key was used before for something else."""


class NotAllowed(PermissionError):
    """The role may not do this."""


class TooMany(RuntimeError):
    """One conversation sent as many referrals as it may in a day."""
