"""Writes the catalogue to the database and reads it back. Loading is idempotent: the same content changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine, delete, insert, select
from sqlalchemy.orm import Session

from knowledge_base.content import Content
from knowledge_base.indexing import Analysed, analyse, draft_record, draft_service
from knowledge_base.models import (
    Base,
    DocumentRow,
    IndexedRow,
    RecordRow,
    ServiceAreaRow,
    ServiceRow,
    ServiceSettingRow,
    StateRow,
)
from knowledge_base.schema import Service

_CHUNK = 2_000


def loaded_digest(engine: Engine) -> str | None:
    """Digest of the content in the tables, None when nothing was loaded."""
    with Session(engine) as session:
        state = session.get(StateRow, 1)
        return state.digest if state else None


def load_catalogue(engine: Engine, content: Content, force: bool = False) -> bool:
    """Makes the tables hold exactly `content`, in one transaction. False when they did already."""
    if not force and loaded_digest(engine) == content.digest:
        return False
    drafts = [draft_service(service) for service in content.services.values()]
    drafts += [draft_record(record) for record in content.records.values()]
    analysed = analyse(drafts)
    with Session(engine) as session, session.begin():
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
        for model, rows in _rows(content, analysed):
            for start in range(0, len(rows), _CHUNK):
                session.execute(insert(model), rows[start : start + _CHUNK])
        session.execute(insert(StateRow), [{"id": 1, "digest": content.digest}])
    return True


def _rows(content: Content, analysed: list[Analysed]) -> Iterator[tuple[type[Base], list[dict[str, object]]]]:
    services = list(content.services.values())
    yield DocumentRow, [{"id": d.id, "payload": d.model_dump()} for d in content.documents.values()]
    yield ServiceRow, [_service_row(service) for service in services]
    yield ServiceAreaRow, [{"service_id": s.id, "place": place} for s in services for place in dict.fromkeys(s.areas)]
    yield (
        ServiceSettingRow,
        [{"service_id": s.id, "setting": setting} for s in services for setting in dict.fromkeys(s.setting)],
    )
    yield RecordRow, [{"id": r.id, "kind": r.kind, "payload": _dump(r)} for r in content.records.values()]
    yield IndexedRow, [{"id": a.id, "kind": a.kind, "analysis": _analysis(a)} for a in analysed]


def _dump(item: object) -> dict[str, object]:
    dumped: dict[str, object] = item.model_dump(exclude_defaults=True, mode="json")  # type: ignore[attr-defined]
    return dumped


def _service_row(service: Service) -> dict[str, object]:
    return {
        "id": service.id,
        "name": service.name.nb,
        "status": service.status,
        "level": service.level,
        "min_age": service.min_age,
        "max_age": service.max_age,
        "payload": _dump(service),
    }


def _analysis(analysed: Analysed) -> dict[str, object]:
    return {
        "areas": analysed.areas,
        "services": analysed.services,
        "status": analysed.status,
        "weights": analysed.weights,
        "asked": analysed.asked,
        "said": analysed.said,
    }


def read_analysed(engine: Engine) -> list[Analysed]:
    """The analysed documents, in a stable order."""
    with Session(engine) as session:
        rows = session.execute(select(IndexedRow.id, IndexedRow.kind, IndexedRow.analysis).order_by(IndexedRow.id))
        return [Analysed(id=row.id, kind=row.kind, **row.analysis) for row in rows]
