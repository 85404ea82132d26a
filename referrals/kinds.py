"""What can be sent, by whom, and to which office: the vocabulary of a referral. Wording for people lies elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The acts that differ in law and in form (docs/glossary.md)."""

    SOKNAD = "soknad"
    """Søknad om tjeneste: by the person, or with fullmakt or as guardian."""
    MELDING = "melding"
    """Melding om mulig behov: by anyone. Gives information, asks for none back."""
    HENVISNING = "henvisning"
    """By professionals."""
    KOORDINATOR = "koordinator"
    """Melding om behov for koordinator or individuell plan."""
    BARNEKOORDINATOR = "barnekoordinator"
    """Family that has or expects a child who needs long-term, composite services. Is offered, not applied for."""
    CALLBACK = "callback"
    """Asks to be called."""


class Relation(StrEnum):
    """Who the sender is to the person it is about."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    POWER_OF_ATTORNEY = "power_of_attorney"
    NEXT_OF_KIN = "next_of_kin"
    PROFESSIONAL = "professional"
    OTHER = "other"


class Office(StrEnum):
    """Which of a place's offices (knowledge_base.offices) receives a kind when no entry names its own."""

    ALLOCATION = "allocation_office"
    COORDINATING = "coordinating_unit"


MAY_SEND: dict[Kind, frozenset[Relation]] = {
    Kind.SOKNAD: frozenset({Relation.SELF, Relation.PARENT, Relation.GUARDIAN, Relation.POWER_OF_ATTORNEY}),
    Kind.MELDING: frozenset(Relation),
    Kind.HENVISNING: frozenset({Relation.PROFESSIONAL}),
    Kind.KOORDINATOR: frozenset(Relation),
    Kind.BARNEKOORDINATOR: frozenset(Relation),
    Kind.CALLBACK: frozenset(Relation),
}
RECEIVED_BY: dict[Kind, Office] = {
    Kind.SOKNAD: Office.ALLOCATION,
    Kind.MELDING: Office.COORDINATING,
    Kind.HENVISNING: Office.ALLOCATION,
    Kind.KOORDINATOR: Office.COORDINATING,
    Kind.BARNEKOORDINATOR: Office.COORDINATING,
    Kind.CALLBACK: Office.COORDINATING,
}
TOLD_NOTHING = frozenset({Relation.NEXT_OF_KIN, Relation.OTHER})
"""They give information; what comes of it they are not told without the person's consent (pasient- og brukerrettighetsloven § 3-6).
Parents, guardians, holders of a power of attorney and professionals are told: they act for the person or treat them."""
