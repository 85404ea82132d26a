"""Who works with referrals, and what each role may do. One table; routes and the service both ask it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from referrals.faults import NotAllowed


class Role(StrEnum):
    """A member of staff has one or more."""

    READER = "reader"
    CASEWORKER = "caseworker"
    EDITOR = "editor"
    LEADER = "leader"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """What can be done on the staff pages."""

    LIST = "list"
    READ = "read"
    ACT = "act"
    NUMBERS = "numbers"
    EXPORT = "export"
    DELIVERIES = "deliveries"
    AUDIT = "audit"


MATRIX: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.LIST, Permission.READ}),
    Role.CASEWORKER: frozenset({Permission.LIST, Permission.READ, Permission.ACT, Permission.DELIVERIES}),
    Role.EDITOR: frozenset(),
    Role.LEADER: frozenset({Permission.LIST, Permission.NUMBERS, Permission.EXPORT, Permission.DELIVERIES}),
    Role.AUDITOR: frozenset({Permission.AUDIT}),
}
"""An editor works with the catalogue and sees no case. A leader sees lists and numbers, an auditor the log; neither sees content."""


@dataclass(frozen=True)
class Staff:
    """Somebody logged in: `subject` is the login's own id, `units` the ids of the units they work for."""

    subject: str
    name: str
    roles: frozenset[Role]
    units: frozenset[str]

    def may(self, permission: Permission) -> bool:
        """Whether any of the roles allows it."""
        return any(permission in MATRIX[role] for role in self.roles)

    def require(self, permission: Permission) -> None:
        """Raises NotAllowed."""
        if not self.may(permission):
            raise NotAllowed(permission.value)

    @property
    def main_role(self) -> str:
        """The role that the log names: the first of the table's order."""
        return next((role.value for role in Role if role in self.roles), "none")
