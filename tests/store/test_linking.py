"""Linking a collection: from mention to incident and back, and made anew at will."""

from pathlib import Path

import pytest
from tests.store.reading import VERSIONS, article, record

from runut.articles import Reading
from runut.model import Article, Record
from runut.store import Linked, link, load, open_collection

DAY = "2025-03-12"
OTHER_WORDS = (
    "Polisi di Ambon pada Senin menangkap sejumlah demonstran. Mereka dibawa dengan dua truk, kata seorang warga."
    " “Kami menahan mereka, sebab jalan tertutup,” ujar seorang perwira. Beberapa saksi bilang aksi semula "
    "berlangsung damai."
)
REPORTS = [  # two outlets print one text, a third tells the same arrest, a fourth report another arrest
    article(3, outlet="Antarberita", published=DAY, id="wire"),
    article(3, outlet="Kabar Timur", published=DAY, id="copy"),
    article(3, outlet="Warta Selatan", published=DAY, id="other", text=OTHER_WORDS),
    article(7, outlet="Warta Selatan", published="2025-05-01", id="later"),
]


def code(articles: list[Article]) -> list[Record]:
    return [record(one) for one in articles]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("linked") / "berita"
    load(root, [Reading(where=one.id, article=one) for one in REPORTS], code, VERSIONS)
    assert link(root) == Linked(articles=4, texts=3, stories=2, incidents=2)
    return root


def rows(root: Path, query: str) -> list[tuple[object, ...]]:
    with open_collection(root) as collection:
        found: list[tuple[object, ...]] = collection.sql(query).fetchall()
        return found


def test_a_text_with_its_outlets(root: Path) -> None:
    found = rows(root, "SELECT text_id, articles, outlet_names FROM texts ORDER BY articles DESC LIMIT 1")
    assert found == [("wire", 2, ["Antarberita", "Kabar Timur"])]


def test_an_incident_with_its_witnesses_and_first_source(root: Path) -> None:
    query = "SELECT articles, texts, outlets, first_article, first_source, actors, date, agreement FROM incidents"
    assert rows(root, f"{query} ORDER BY articles DESC") == [
        (3, 2, 3, "wire", "saksi", ["Polisi"], DAY, 1.0),
        (1, 1, 1, "later", "saksi", ["Polisi"], "2025-05-01", 1.0),
    ]


def test_from_mention_to_incident_and_back(root: Path) -> None:
    up = """
        SELECT DISTINCT incidents.id FROM mentions JOIN incident_events USING (event_id)
        JOIN incidents ON incidents.id = incident_id WHERE mentions.article_id = 'other'
    """
    assert rows(root, up) == [("wire#v1",)]
    down = """
        SELECT DISTINCT mentions.article_id FROM incidents JOIN incident_events ON incident_id = incidents.id
        JOIN mentions USING (event_id) WHERE incidents.id = 'wire#v1' ORDER BY ALL
    """
    assert rows(root, down) == [("copy",), ("other",), ("wire",)]


def test_gdelts_view_counts_an_incident_once_with_its_sources(root: Path) -> None:
    assert rows(root, "SELECT NumSources, NumArticles FROM gdelt_events ORDER BY ALL") == [(1, 1), (3, 3)]
    assert rows(root, "SELECT count(DISTINCT GLOBALEVENTID) FROM gdelt_mentions") == [(2,)]


def test_nothing_of_the_reports_is_changed_and_linking_again_finds_the_same(root: Path) -> None:
    events, incidents = "SELECT * FROM events ORDER BY ALL", "SELECT * FROM incidents ORDER BY ALL"
    before = rows(root, events), rows(root, incidents)
    link(root)
    assert (rows(root, events), rows(root, incidents)) == before


def test_new_reports_wait_for_the_next_link(tmp_path: Path) -> None:
    root = tmp_path / "berita"
    load(root, [Reading(where=one.id, article=one) for one in REPORTS[:2]], code, VERSIONS)
    link(root)
    load(root, [Reading(where=one.id, article=one) for one in REPORTS], code, VERSIONS)
    assert rows(root, "SELECT max(articles) FROM incidents") == [(2,)]
    link(root)
    assert rows(root, "SELECT max(articles) FROM incidents") == [(3,)]


def test_an_empty_collection_has_no_stories(tmp_path: Path) -> None:
    load(tmp_path / "k", [], code, VERSIONS)
    assert link(tmp_path / "k") == Linked(0, 0, 0, 0)
