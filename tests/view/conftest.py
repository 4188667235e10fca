"""A small linked collection, and a client that asks the viewer about it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.store.reading import VERSIONS
from tests.view.reports import RECORDS

from runut.articles import Reading
from runut.model import Article, Record
from runut.store import link, load
from runut.view import create_app


def code(articles: Sequence[Article]) -> Iterator[Record]:
    by_id = {record.article.id: record for record in RECORDS}
    return (by_id[article.id] for article in articles)


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of :data:`tests.view.reports.RECORDS`."""
    root = tmp_path_factory.mktemp("view") / "berita"
    load(root, [Reading(where=one.article.id, article=one.article) for one in RECORDS], code, VERSIONS)
    link(root)
    return root


@pytest.fixture(scope="session")
def client(collection: Path) -> Iterator[TestClient]:
    """What asks the viewer of :func:`collection`, in English."""
    with TestClient(create_app(collection), base_url="http://localhost") as made:
        yield made
