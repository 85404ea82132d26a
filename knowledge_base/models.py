"""The catalogue in the database (SQLAlchemy 2): SQLite by default, PostgreSQL by one setting.

The YAML is the truth; these tables are made from it and may be made again at any time.
"""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Metadata of the catalogue's tables."""


class DocumentRow(Base):
    """A source document."""

    __tablename__ = "catalogue_document"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    payload: Mapped[dict[str, object]] = mapped_column(JSON)


class ServiceRow(Base):
    """A catalogue entry: filter columns beside the whole entry as JSON (`payload`, schema.Service)."""

    __tablename__ = "catalogue_service"

    id: Mapped[str] = mapped_column(String(120), primary_key=True)
    name: Mapped[str] = mapped_column(String(400), index=True)
    status: Mapped[str] = mapped_column(String(20), index=True)
    level: Mapped[str | None] = mapped_column(String(40), index=True)
    min_age: Mapped[int | None] = mapped_column(Integer)
    max_age: Mapped[int | None] = mapped_column(Integer)
    payload: Mapped[dict[str, object]] = mapped_column(JSON)


class ServiceAreaRow(Base):
    """Which places an entry serves (slugs of places.yaml)."""

    __tablename__ = "catalogue_service_area"
    __table_args__ = (Index("ix_catalogue_service_area_place", "place", "service_id"),)

    service_id: Mapped[str] = mapped_column(ForeignKey("catalogue_service.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[str] = mapped_column(String(60), primary_key=True)


class ServiceSettingRow(Base):
    """Where an entry takes place (hjem, institusjon, gruppe ...)."""

    __tablename__ = "catalogue_service_setting"
    __table_args__ = (Index("ix_catalogue_service_setting", "setting", "service_id"),)

    service_id: Mapped[str] = mapped_column(ForeignKey("catalogue_service.id", ondelete="CASCADE"), primary_key=True)
    setting: Mapped[str] = mapped_column(String(80), primary_key=True)


class RecordRow(Base):
    """A coordinator, route, next-of-kin support, system, term or topic (`payload` by kind, schema.AnyRecord)."""

    __tablename__ = "catalogue_record"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), index=True)
    payload: Mapped[dict[str, object]] = mapped_column(JSON)


class IndexedRow(Base):
    """The analysed words of an entry or record, ready for the search index: {"areas", "terms", "passages"}."""

    __tablename__ = "catalogue_indexed"

    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    analysis: Mapped[dict[str, object]] = mapped_column(JSON)


class StateRow(Base):
    """One row: the digest of the content that the tables hold."""

    __tablename__ = "catalogue_state"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
