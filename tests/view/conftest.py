"""A small linked collection, and a client that asks the viewer about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.view.reports import RECORDS, load_records

from runut.store import link
from runut.view import create_app


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of :data:`tests.view.reports.RECORDS`."""
    root = tmp_path_factory.mktemp("view") / "berita"
    load_records(root, RECORDS)
    link(root)
    return root


@pytest.fixture(scope="session")
def client(collection: Path) -> Iterator[TestClient]:
    """What asks the viewer of :func:`collection`, in English."""
    with TestClient(create_app(collection), base_url="http://localhost") as made:
        yield made
