"""The real catalogue, loaded once into a file database. Imported by tests/conftest.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from answers.service import AnswerService
from knowledge_base.content import Content, load_content
from knowledge_base.models import Base
from knowledge_base.service import Catalogue
from knowledge_base.store import load_catalogue


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content(local=None)


@pytest.fixture(scope="session")
def catalogue_engine(content: Content, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = tmp_path_factory.mktemp("catalogue") / "catalogue.db"
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    load_catalogue(engine, content)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def catalogue(catalogue_engine: Engine) -> Catalogue:
    return Catalogue(catalogue_engine)


@pytest.fixture(scope="session")
def answers(catalogue: Catalogue) -> AnswerService:
    return AnswerService(catalogue)
