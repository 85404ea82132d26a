"""What a sender hands over: one shape for the chat, the form page, `POST /api/v1/referrals` and the gateways.

Lengths are in characters. Free text may hold health data: it is sealed wherever it is stored and left out of every notice.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from referrals.kinds import Kind, Relation

Language = Literal["nb", "nn", "en"]
Channel = Literal["chat", "voice", "form", "api"]
NEED_MAX = 4_000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Party(_Strict):
    """A person in the matter. `phone` is E.164 once checked; `profession` and `organisation` are a professional's."""

    name: str = Field(min_length=2, max_length=120)
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    address: str | None = Field(default=None, max_length=200)
    birth_year: int | None = Field(default=None, ge=1900, le=2100)
    profession: str | None = Field(default=None, max_length=80)
    organisation: str | None = Field(default=None, max_length=120)


class Submission(_Strict):
    """A referral as confirmed by its sender.

    `person` is None when the sender is the person. `informed`: whether the person knows of it. `consent`: the sender's explicit yes to
    sending this; for `soknad` by another also the person's (fullmakt, guardianship) as told in `authority`. `important` answers "hva er
    viktig for deg?". `discharge_on`: when the person comes home from hospital. `service` is the catalogue entry it is about.
    """

    kind: Kind
    area: str = Field(max_length=60)
    service: str | None = Field(default=None, max_length=120)
    language: Language = "nb"
    channel: Channel = "api"
    relation: Relation
    sender: Party
    person: Party | None = None
    informed: Literal["yes", "no", "unknown"] = "yes"
    consent: bool
    authority: str | None = Field(default=None, max_length=200)
    need: str = Field(min_length=3, max_length=NEED_MAX)
    important: str | None = Field(default=None, max_length=2_000)
    tried: str | None = Field(default=None, max_length=2_000)
    discharge_on: date | None = None
    interpreter: str | None = Field(default=None, max_length=60)
    children_in_family: bool | None = None
    reach: Literal["phone", "email", "letter"] = "phone"
    reach_when: str | None = Field(default=None, max_length=120)

    @property
    def concerns(self) -> Party:
        """The person it is about."""
        return self.person or self.sender
