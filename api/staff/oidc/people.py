"""What a login's claims give: roles and units, by the rules of local/staff.yaml. No rule, no entrance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from api.staff.oidc.setup import AccessRule, Provider
from referrals.people import Staff

UnitsOf = Callable[[str], list[str]]
"""The ids of a place's units."""


def person_of(claims: dict[str, Any], rules: list[AccessRule], provider: Provider, units_of: UnitsOf) -> Staff | None:
    """The person with all that the matching rules give together; None when none matches."""
    matching = [rule for rule in rules if _matches(rule, claims)]
    if not matching:
        return None
    units = {unit for rule in matching for unit in rule.units}
    units |= {unit for rule in matching for place in rule.municipalities for unit in units_of(place)}
    given = next((rule.name for rule in matching if rule.name), None)
    told = next((str(claims[name]) for name in provider.name if claims.get(name)), None)
    return Staff(
        subject=str(claims["sub"]),
        name=(given or told or str(claims["sub"]))[:120],
        roles=frozenset(role for rule in matching for role in rule.roles),
        units=frozenset(units),
    )


def _matches(rule: AccessRule, claims: dict[str, Any]) -> bool:
    path = [rule.claim] if isinstance(rule.claim, str) else rule.claim
    wanted = {rule.equals} if isinstance(rule.equals, str) else set(rule.equals)
    return any(str(value) in wanted for value in values_at(claims, path))


def values_at(tree: Any, path: list[str]) -> Iterator[Any]:
    """The values at the end of a path; lists on the way are walked through. A claim's name may hold dots and slashes."""
    if isinstance(tree, list):
        for item in tree:
            yield from values_at(item, path)
    elif not path:
        yield tree
    elif isinstance(tree, dict) and path[0] in tree:
        yield from values_at(tree[path[0]], path[1:])
