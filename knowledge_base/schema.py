"""The one schema of the catalogue's YAML. Field names follow Open Referral HSDS 3.x where HSDS has the concept
(name, alternate_names, description, eligibility/ages, fees -> cost, wait_time -> waiting); the rest is the field's own words.

`Lines` are 1-based line numbers of the source document's text, first and last, both included.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Lines = tuple[int, int]
Status = Literal["existing", "project", "proposed", "ended"]
Level = Literal["kommune", "interkommunal", "spesialisthelsetjeneste", "privat-avtale", "frivillig", "stat", "nasjonal"]
About = Literal[
    "what",
    "who_for",
    "access",
    "decision",
    "referral",
    "cost",
    "duration",
    "waiting",
    "capacity",
    "staff",
    "place",
    "hours",
    "contact",
    "coordination",
    "next_of_kin",
    "rights",
    "cooperation",
    "experience",
    "change",
    "system",
    "missing",
]


class Strict(BaseModel):
    """Base of all content: an unknown key is an error, not a silent loss."""

    model_config = ConfigDict(extra="forbid")


class Text(Strict):
    """A text in bokmål and, where translated, nynorsk and English. Drafts are machine-made and not yet approved."""

    nb: str
    nn: str | None = None
    en: str | None = None

    def in_language(self, language: str) -> str | None:
        """The text in exactly that language, or None."""
        found: str | None = getattr(self, language, None)
        return found


class Fact(Strict):
    """One statement of the source about an entry, and where it stands. `asked`: what people say when this is what they want to know,
    in their words and not the fact's."""

    about: About
    text: Text
    asked: list[str] = Field(default_factory=list)
    lines: list[Lines]


class Source(Strict):
    """Which document, which lines, how old."""

    document: str
    lines: list[Lines]
    as_of: str | None = None


class Access(Strict):
    """How one gets in: who may ask, whom to ask, whether a decision (vedtak) is needed, criteria, form."""

    who: list[str] = Field(default_factory=list)
    to: str | None = None
    decision: bool | str | None = None
    criteria: list[str] = Field(default_factory=list)
    form: str | None = None
    self_referral: bool | str | None = None
    referred_by: str | None = None
    text: str | None = None


class Contact(Strict):
    """Only what a source or the municipality itself states. A number that is not here does not exist."""

    phone: str | None = None
    email: str | None = None
    web: str | None = None
    address: str | None = None
    text: str | None = None


class AskedAs(Strict):
    """Natural questions that the record answers, per written form; our own, for the search index."""

    nb: list[str] = Field(default_factory=list)
    nn: list[str] = Field(default_factory=list)
    dialect: list[str] = Field(default_factory=list)
    en: list[str] = Field(default_factory=list)
    keyword: list[str] = Field(default_factory=list)

    def all(self) -> list[str]:
        """Every question, bokmål first."""
        return [*self.nb, *self.nn, *self.dialect, *self.en, *self.keyword]


class Service(Strict):
    """A catalogue entry: an offer, a unit, an actor. Its id never changes."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: Text
    alternate_names: list[str] = Field(default_factory=list)
    description: Text
    kind: str | None = None
    provider: str
    areas: list[str]
    area_text: str | None = None
    level: Level | None = None
    status: Status
    status_note: str | None = None
    period: str | None = None
    target_group: list[str] = Field(default_factory=list)
    age_group: list[str] = Field(default_factory=list)
    min_age: int | None = Field(default=None, ge=0, le=120)
    max_age: int | None = Field(default=None, ge=0, le=120)
    needs: list[str] = Field(default_factory=list)
    setting: list[str] = Field(default_factory=list)
    location: str | None = None
    access: Access | None = None
    cost: str | None = None
    duration: str | None = None
    waiting: str | None = None
    capacity: str | None = None
    professions: list[str] = Field(default_factory=list)
    hours: str | None = None
    contact: Contact | None = None
    legal_basis: list[str] = Field(default_factory=list)
    related: list[str] = Field(default_factory=list)
    lay_words: list[str] = Field(default_factory=list)
    asked_as: AskedAs = Field(default_factory=AskedAs)
    facts: list[Fact] = Field(default_factory=list)
    staff_notes: list[str] = Field(default_factory=list)
    translations: dict[Literal["nn", "en"], Literal["draft", "approved"]] = Field(default_factory=dict)
    source: Source
    last_verified: str
    verified_by: str

    @model_validator(mode="after")
    def _ages_in_order(self) -> Service:
        if self.min_age is not None and self.max_age is not None and self.min_age > self.max_age:
            raise ValueError("min_age is greater than max_age")
        return self


class Record(Strict):
    """What is known beside the entries. `services` are the entries it belongs to, best first; `facts` the statements of the
    source that answers are made of, beside those that `knowledge_base.statements` makes of the other fields."""

    id: str
    name: str
    areas: list[str]
    status: Status = "existing"
    services: list[str] = Field(default_factory=list)
    asked_as: AskedAs = Field(default_factory=AskedAs)
    facts: list[Fact] = Field(default_factory=list)
    legal_basis: list[str] = Field(default_factory=list)
    staff_notes: list[str] = Field(default_factory=list)
    source: Source


class Coordination(Record):
    """A coordinating unit, coordinator, individual plan or meeting place."""

    kind: Literal["coordination"] = "coordination"
    role: str | None = None
    placed: str | None = None
    tasks: list[str] = Field(default_factory=list)
    who_can_ask: list[str] = Field(default_factory=list)
    how: str | None = None
    rights: list[str] = Field(default_factory=list)
    duties: list[str] = Field(default_factory=list)
    capacity: str | None = None
    recommendations: list[str] = Field(default_factory=list)


class Route(Record):
    """A way in: who refers, from where, to whom, what sets it off, and who decides."""

    kind: Literal["route"] = "route"
    refers_from: str
    refers_to: str
    trigger: str
    steps: list[str]
    forms: list[str] = Field(default_factory=list)
    messages: list[str] = Field(default_factory=list)
    criteria: list[str] = Field(default_factory=list)
    decision_maker: str | None = None
    deadlines: list[str] = Field(default_factory=list)
    waiting: str | None = None
    cost: str | None = None
    appeal: str | None = None


class NextOfKin(Record):
    """Support, information or a role for relatives."""

    kind: Literal["next_of_kin"] = "next_of_kin"
    type: str | None = None
    what: str
    access: str | None = None


class System(Record):
    """A register, form, message or computer system that the sources mention, and what it means for an assistant."""

    kind: Literal["system"] = "system"
    type: str
    used_for: str
    used_by: str | None = None
    assistant_role: str | None = None


class Term(Record):
    """A word of the field in plain language. `general` explanations are ours, not the source's."""

    kind: Literal["term"] = "term"
    abbreviation: str | None = None
    explanation: str
    general: bool = False


class Topic(Record):
    """What people ask about a document or a practice that belongs to no single entry."""

    kind: Literal["topic"] = "topic"


AnyRecord = Coordination | Route | NextOfKin | System | Term | Topic
RECORD_TYPES: dict[str, type[AnyRecord]] = {
    "coordination": Coordination,
    "routes": Route,
    "next_of_kin": NextOfKin,
    "systems": System,
    "terms": Term,
    "topics": Topic,
}


class Document(Strict):
    """A source document. `lines` bounds every line reference into it."""

    id: str
    title: str
    owner: str
    as_of: str
    as_of_note: str | None = None
    adopted: str | None = None
    valid_until: str | None = None
    lines: int = Field(gt=0)
