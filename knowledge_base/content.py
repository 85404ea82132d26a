"""The whole catalogue in memory, validated: what `veiviser catalogue load` writes to the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from knowledge_base.content_files import CONTENT, digest, read_items, record_files, service_files
from knowledge_base.local import apply_override, override_files, read_override
from knowledge_base.schema import RECORD_TYPES, AnyRecord, Document, Service

LOCAL = Path(__file__).parent.parent / "local"


@dataclass
class Content:
    """Documents, entries and records by id, and the digest of the files they were read from."""

    digest: str
    documents: dict[str, Document] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    records: dict[str, AnyRecord] = field(default_factory=dict)


def load_documents(content: Path = CONTENT) -> dict[str, Document]:
    """The source documents of content/shared/documents.yaml, by id."""
    raw = yaml.safe_load((content / "shared" / "documents.yaml").read_text(encoding="utf-8"))
    return {item.id: item for item in TypeAdapter(list[Document]).validate_python(raw)}


def load_content(content: Path = CONTENT, local: Path | None = LOCAL) -> Content:
    """Reads and validates everything. Raises pydantic.ValidationError or yaml.YAMLError on the first fault;
    `knowledge_base.validation` reports them all."""
    roots = [content] if local is None else [content, local]
    loaded = Content(digest=digest(*roots), documents=load_documents(content))
    for path in service_files(content):
        for item in read_items(path):
            service = Service.model_validate(item.data)
            loaded.services[service.id] = service
    for path in record_files(content):
        for item in read_items(path):
            record = RECORD_TYPES[path.stem].model_validate(item.data)
            loaded.records[record.id] = record
    if local is not None:
        for path in override_files(local):
            apply_override(loaded.services, read_override(path))
    return loaded
