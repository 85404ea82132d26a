"""The public face of the catalogue: everything outside this room asks here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import Engine, Select, func, or_, select
from sqlalchemy.orm import Session

from knowledge_base.index import Index
from knowledge_base.models import DocumentRow, RecordRow, ServiceAreaRow, ServiceRow, ServiceSettingRow
from knowledge_base.offices import Offices, load_offices
from knowledge_base.places import Places, load_places
from knowledge_base.schema import RECORD_TYPES, AnyRecord, Document, Service
from knowledge_base.search import Searcher, SearchQuery, SearchResult
from knowledge_base.statements import Statement, record_statements, service_statements
from knowledge_base.store import loaded_digest, read_analysed

_TYPE_OF_KIND = {model.model_fields["kind"].default: model for model in RECORD_TYPES.values()}


class CatalogueEmpty(RuntimeError):
    """The catalogue's tables hold nothing: run `veiviser catalogue load`."""


@dataclass(frozen=True)
class Page:
    """One page of a list of entries. `number` starts at 1."""

    items: list[Service]
    total: int
    number: int
    size: int


@dataclass(frozen=True)
class ServiceFilter:
    """Filters of the list. `place` is a slug: entries of that place and of what serves it."""

    text: str | None = None
    place: str | None = None
    level: str | None = None
    setting: str | None = None
    age: int | None = None
    status: str | None = None


class Catalogue:
    """Entries, records and search over one database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.places: Places = load_places()
        self.offices: Offices = load_offices()
        self._lock = Lock()
        self._digest: str | None = None
        self._searcher: Searcher | None = None
        self._service = lru_cache(maxsize=2_000)(self._read_service)
        self._record = lru_cache(maxsize=4_000)(self._read_record)
        self._statements = lru_cache(maxsize=4_000)(self._make_statements)

    def searcher(self) -> Searcher:
        """The index over what the database holds now. Raises CatalogueEmpty."""
        searcher = self._searcher
        if searcher is not None:
            return searcher
        with self._lock:
            if self._searcher is None:
                self._digest = loaded_digest(self._engine)
                self._searcher = self._built(self._digest)
            return self._searcher

    def _built(self, digest: str | None) -> Searcher:
        if digest is None:
            raise CatalogueEmpty("the catalogue is empty")
        return Searcher(Index(read_analysed(self._engine)), self.places)

    def refresh(self) -> bool:
        """Reads the catalogue anew when its content changed since it was last read; the index too, where there is one. Until it is
        built the old one answers."""
        digest = loaded_digest(self._engine)
        if digest == self._digest:
            return False
        searcher = self._built(digest) if self._searcher is not None and digest is not None else None
        with self._lock:
            searched = self._searcher is not None
            self._searcher, self._digest = searcher, digest
            self._service.cache_clear()
            self._record.cache_clear()
            self._statements.cache_clear()
        if searched:
            self.searcher()
        return True

    def search(self, query: SearchQuery, limit: int = 10) -> SearchResult:
        """The entries and records that a message is about, best first."""
        return self.searcher().search(query, limit)

    def service(self, service_id: str) -> Service | None:
        """One entry, None when there is none of that id."""
        return self._service(service_id)

    def record(self, record_id: str) -> AnyRecord | None:
        """One coordinator, route, next-of-kin support, system, term or topic."""
        return self._record(record_id)

    def statements(self, identifier: str) -> Sequence[Statement]:
        """All statements of an entry or record; empty when there is none of that id."""
        return self._statements(identifier)

    def _make_statements(self, identifier: str) -> Sequence[Statement]:
        if (service := self.service(identifier)) is not None:
            return tuple(service_statements(service))
        record = self.record(identifier)
        return tuple(record_statements(record)) if record is not None else ()

    @lru_cache(maxsize=32)  # noqa: B019 - one catalogue lives as long as its process
    def document(self, document_id: str) -> Document:
        """A source document. Raises KeyError when unknown."""
        with Session(self._engine) as session:
            row = session.get(DocumentRow, document_id)
            if row is None:
                raise KeyError(document_id)
            return Document.model_validate(row.payload)

    def count(self) -> int:
        """How many entries there are."""
        with Session(self._engine) as session:
            return session.scalar(select(func.count()).select_from(ServiceRow)) or 0

    def list_services(self, wanted: ServiceFilter, number: int = 1, size: int = 25) -> Page:
        """Entries that pass the filter: by relevance when there is a text, else by name."""
        if wanted.text:
            return self._page_by_relevance(wanted, number, size)
        statement = _filtered(select(ServiceRow), wanted, self.places).order_by(ServiceRow.name, ServiceRow.id)
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
            rows = session.scalars(statement.offset((number - 1) * size).limit(size))
            return Page([Service.model_validate(row.payload) for row in rows], total, number, size)

    def _page_by_relevance(self, wanted: ServiceFilter, number: int, size: int) -> Page:
        result = self.search(SearchQuery(wanted.text or "", wanted.place), limit=200)
        ranked = [hit.id for hit in result.services if hit.score > 0.2]
        with Session(self._engine) as session:
            allowed = set(session.scalars(_filtered(select(ServiceRow.id), wanted, self.places)))
        found = [service_id for service_id in ranked if service_id in allowed]
        shown = [self.service(service_id) for service_id in found[(number - 1) * size : number * size]]
        return Page([service for service in shown if service is not None], len(found), number, size)

    def _read_service(self, service_id: str) -> Service | None:
        with Session(self._engine) as session:
            row = session.get(ServiceRow, service_id)
            return Service.model_validate(row.payload) if row else None

    def _read_record(self, record_id: str) -> AnyRecord | None:
        with Session(self._engine) as session:
            row = session.get(RecordRow, record_id)
            return _TYPE_OF_KIND[row.kind].model_validate({**row.payload, "kind": row.kind}) if row else None


def _filtered(statement: Select[Any], wanted: ServiceFilter, places: Places) -> Select[Any]:
    if wanted.place:
        serving = select(ServiceAreaRow.service_id).where(ServiceAreaRow.place.in_(places.serving(wanted.place)))
        statement = statement.where(ServiceRow.id.in_(serving))
    if wanted.setting:
        there = select(ServiceSettingRow.service_id).where(ServiceSettingRow.setting == wanted.setting)
        statement = statement.where(ServiceRow.id.in_(there))
    if wanted.level:
        statement = statement.where(ServiceRow.level == wanted.level)
    if wanted.status:
        statement = statement.where(ServiceRow.status == wanted.status)
    if wanted.age is not None:
        statement = statement.where(or_(ServiceRow.min_age.is_(None), ServiceRow.min_age <= wanted.age))
        statement = statement.where(or_(ServiceRow.max_age.is_(None), ServiceRow.max_age >= wanted.age))
    return statement
