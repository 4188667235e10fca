"""Reports that would like to act: whatever stands in their fields is shown as text and does nothing."""

from collections.abc import Iterator, Sequence

import msgspec
import pytest
from starlette.testclient import TestClient
from tests.store.reading import VERSIONS, article, record

from runut.articles import Reading
from runut.model import Article, Record
from runut.store import link, load
from runut.view import create_app

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = "\" onmouseover='alert(1)' autofocus x=\""
TEMPLATE = "{{ 7 * 191 }}{% for x in y %}"


def hostile(one: Article) -> Record:
    """A record with something hostile in each field that a page may show."""
    made = record(one)
    evil = SCRIPT + ATTRIBUTE + TEMPLATE
    entities = tuple(msgspec.structs.replace(e, name=evil, role=evil, code=evil) for e in made.entities)
    events = tuple(
        msgspec.structs.replace(
            event,
            id=evil,
            why=(f"type:{evil}",),
            mode=None,
            actors=tuple(msgspec.structs.replace(p, text=evil, code=evil, sectors=(evil,)) for p in event.actors),
            sources=tuple(msgspec.structs.replace(s, name=evil) for s in event.sources),
            place=msgspec.structs.replace(event.place, name=evil, country=evil) if event.place else None,
            date=evil,
        )
        for event in made.events
    )
    quotes = tuple(msgspec.structs.replace(quote, speaker=None, speaker_text=evil) for quote in made.quotes)
    return msgspec.structs.replace(made, entities=entities, events=events, quotes=quotes, warnings=(evil,))


def reports() -> list[Article]:
    evil = SCRIPT + ATTRIBUTE + TEMPLATE
    given = {"title": evil, "outlet": evil, "dateline": evil}
    urls = ("javascript:alert(1)", 'https://x.example/"onclick="alert(1)', "data:text/html,<script>1</script>")
    return [
        msgspec.structs.replace(article(number, **given), id=f"{number}{evil}", url=url, authors=(evil,))
        for number, url in enumerate(urls)
    ]


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    def code(articles: Sequence[Article]) -> Iterator[Record]:
        return (hostile(one) for one in articles)

    root = tmp_path_factory.mktemp("hostile") / "berita"
    load(root, [Reading(where=f"{n}", article=one) for n, one in enumerate(reports())], code, VERSIONS)
    link(root)
    with TestClient(create_app(root), base_url="http://localhost") as made:
        yield made


PATHS = (
    "/",
    "/?order=witnesses",
    f"/?q={SCRIPT}",
    "/?actor=%3Cscript%3E",
    "/?place=%22%3E",
    "/suggest/actor?actor=%3C",
)


@pytest.mark.parametrize("path", PATHS)
def test_no_page_lets_a_field_become_markup(hostile_client: TestClient, path: str) -> None:
    text = hostile_client.get(path).text
    assert "<script>alert" not in text
    assert "\" onmouseover='" not in text
    assert "1337" not in text
    assert 'href="javascript:' not in text
    assert 'href="data:' not in text
    assert '"onclick="' not in text


def test_the_hostile_fields_are_there_to_be_read(hostile_client: TestClient) -> None:
    text = hostile_client.get("/").text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7 * 191 }}" in text


def test_a_spreadsheet_runs_no_cell(hostile_client: TestClient) -> None:
    assert hostile_client.get("/events/csv").status_code == 200
