"""Loading is idempotent, and the same on both databases."""

import pytest
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session

from knowledge_base.content import Content
from knowledge_base.models import Base, ServiceRow
from knowledge_base.search import SearchQuery
from knowledge_base.service import Catalogue, CatalogueEmpty, ServiceFilter
from knowledge_base.store import load_catalogue


def test_loading_twice_changes_nothing(content: Content, catalogue_engine: Engine) -> None:
    assert load_catalogue(catalogue_engine, content) is False
    with Session(catalogue_engine) as session:
        assert session.scalar(select(func.count()).select_from(ServiceRow)) == 439


def test_an_empty_catalogue_says_so() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with pytest.raises(CatalogueEmpty):
        Catalogue(engine).search(SearchQuery("slag"))


@pytest.mark.postgres
def test_postgresql_answers_as_sqlite_does(content: Content, catalogue: Catalogue, postgres_url: str) -> None:
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    assert load_catalogue(engine, content) is True
    other = Catalogue(engine)
    for text in ("logoped etter slag", "avlastning", "hjelpemidler"):
        query = SearchQuery(text, "alesund")
        assert [hit.id for hit in other.search(query).services] == [hit.id for hit in catalogue.search(query).services]
    wanted = ServiceFilter(place="alesund", status="proposed")
    assert [s.id for s in other.list_services(wanted).items] == [s.id for s in catalogue.list_services(wanted).items]
    engine.dispose()


def test_lists_are_filtered_and_paged(catalogue: Catalogue) -> None:
    first = catalogue.list_services(ServiceFilter(place="melhus"), 1, 10)
    second = catalogue.list_services(ServiceFilter(place="melhus"), 2, 10)
    assert len(first.items) == 10
    assert not {s.id for s in first.items} & {s.id for s in second.items}
    assert catalogue.list_services(ServiceFilter(status="ended")).total >= 2
    children = catalogue.list_services(ServiceFilter(age=70), 1, 100)
    assert all(service.max_age is None or service.max_age >= 70 for service in children.items)
    found = catalogue.list_services(ServiceFilter(text="logoped", place="alesund"))
    assert "alesund-logopedtjenesten" in [service.id for service in found.items]
