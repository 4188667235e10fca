"""Reading: the tables say what the records say, and the docs what the tables say."""

from pathlib import Path

import pytest
from tests.store.reading import VERSIONS, article, code, readings, record

import runut
from runut.articles import Failure, Reading
from runut.errors import StoreError
from runut.store import Collection, compact, load, open_collection
from runut.store.schema import tables


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("collection") / "berita"
    load(root, readings(60), code, VERSIONS)
    return root


@pytest.fixture
def collection(root: Path) -> Collection:
    return open_collection(root)


def test_the_records_come_back_whole_and_in_order(collection: Collection) -> None:
    wanted = [one.article for one in readings(60) if isinstance(one, Reading)]
    found = list(collection.records())
    assert found == [record(one) for one in wanted if one.id not in {"a28", "a57"}]


def test_one_record_is_found_by_its_id_and_none_where_there_is_none(collection: Collection) -> None:
    assert collection.record("a3") == record(article(3))
    assert all(collection.record(one.article.id) == one for one in collection.records())
    assert [collection.record(missing) for missing in ("a28", "a99", "", "' OR true --")] == [None] * 4


@pytest.mark.parametrize("shards_of", [1, 7])
def test_a_record_is_found_in_whatever_shard_it_lies_by_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shards_of: int
) -> None:
    root = tmp_path / "k"
    monkeypatch.setattr("runut.store.shards.SHARD_REPORTS", shards_of)
    load(root, readings(20), code, VERSIONS)
    with open_collection(root) as before:
        monkeypatch.setattr("runut.store.shards.SHARD_REPORTS", 256)
        compact(root)
        with open_collection(root) as after:
            assert [one.record("a15") for one in (before, after)] == [record(article(15))] * 2


@pytest.mark.parametrize(
    ("table", "column"),
    [("mentions", "text"), ("quotes", "text"), ("timexes", "text"), ("participants", "text"), ("events", "evidence")],
)
def test_every_span_is_the_text_meant(collection: Collection, table: str, column: str) -> None:
    there = "articles.text[t.start_char + 1 : t.end_char]"
    rows = collection.sql(f"SELECT t.{column}, {there} FROM {table} t JOIN articles ON articles.id = article_id")  # noqa: S608
    assert rows.fetchall()
    assert all(said == meant for said, meant in rows.fetchall())


def test_an_event_with_all_its_parts(collection: Collection) -> None:
    event = (
        "SELECT type, mode, date, day::VARCHAR, precision, place, country, sentence FROM events WHERE article_id = 'a3'"
    )
    assert collection.sql(event).fetchall() == [
        ("COERCE", "arrest", "2025-03-04", "2025-03-04", "day", "Ambon", "IDN", 1)
    ]
    parts = "SELECT role, name, code FROM participants WHERE event_id = 'a3#v1' ORDER BY role"
    assert collection.sql(parts).fetchall() == [("actor", "Polisi", "IDN"), ("recipient", "demonstran", "IDN")]
    mentions = "SELECT text, sentence FROM mentions WHERE event_id = 'a3#v1' ORDER BY position"
    assert collection.sql(mentions).fetchall() == [("menangkap", 1), ("menahan", 2)]
    first = "SELECT actor, actor_code, actor_sectors, recipient, lat, geonames FROM events WHERE article_id = 'a3'"
    assert collection.sql(first).fetchall() == [("Polisi", "IDN", ["COP"], "demonstran", -3.7, 1651531)]
    place = "SELECT places.geonames FROM events JOIN places ON places.id = place_id WHERE events.article_id = 'a3'"
    assert collection.sql(place).fetchall() == [(1651531,)]
    assert collection.sql("SELECT speaker FROM quotes WHERE article_id = 'a3'").fetchall() == [("Polisi",)]


@pytest.mark.parametrize(
    ("date", "day", "precision"),
    [
        ("2024", "2024-01-01", "year"),
        ("2024-02", "2024-02-01", "month"),
        ("2024-W06", "2024-02-05", "week"),
        ("2024-02-07", "2024-02-07", "day"),
        ("2024-02-07T10:00", "2024-02-07", "day"),
        ("2024-SU", None, None),
    ],
)
def test_a_date_keeps_its_precision_and_gets_a_first_day(
    tmp_path: Path, date: str, day: str | None, precision: str | None
) -> None:
    load(tmp_path / "k", [Reading(where="a", article=article(1, published=date))], code, VERSIONS)
    with open_collection(tmp_path / "k") as collection:
        found = collection.sql("SELECT date, day::VARCHAR, precision FROM events").fetchall()
    assert found == [(date, day, precision)]


def test_views_have_the_names_that_gdelts_users_know(collection: Collection) -> None:
    columns = "GLOBALEVENTID, SQLDATE, Actor1Name, Actor1Type1Code, Actor2Name, EventCode, EventRootCode, QuadClass"
    (row,) = collection.sql(f"SELECT {columns} FROM gdelt_events WHERE SOURCEURL LIKE '%/3'").fetchall()  # noqa: S608
    assert row[1:] == (20250304, "Polisi", "COP", "demonstran", "173", "17", 4)
    mentions = f"SELECT ActionCharOffset, SentenceID, Confidence FROM gdelt_mentions WHERE GLOBALEVENTID = {row[0]}"  # noqa: S608
    assert collection.sql(f"{mentions} ORDER BY SentenceID").fetchall() == [(7, 1, 90), (53, 2, 90)]


def test_one_a_day_counts_a_type_between_two_codes_once_a_day(collection: Collection) -> None:
    rows = "SELECT events FROM one_a_day WHERE day = '2025-03-01'"
    assert collection.sql(rows).fetchall() == [(2,)]  # reports 0 and 28 are of one day; 28 could not be coded, 56 could


def test_a_query_cannot_change_the_collection(collection: Collection) -> None:
    for query in ("DROP TABLE part0.main.events", "DELETE FROM part0.main.articles"):
        with pytest.raises(StoreError):
            collection.sql(query)


def test_a_wrong_query_says_what_is_wrong(collection: Collection) -> None:
    with pytest.raises(StoreError, match="nosuch"):
        collection.sql("SELECT * FROM nosuch")


def test_parameters_are_bound(collection: Collection) -> None:
    found = collection.sql("SELECT title FROM articles WHERE id = $id", {"id": "a3"})
    assert found.fetchall() == [("Unjuk rasa ke-3",)]


def test_the_public_door_opens_a_collection(root: Path) -> None:
    with runut.open(root) as collection:
        assert collection.sql("SELECT count(*) FROM articles").fetchall() == [(53,)]


def test_no_collection_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no collection there"):
        runut.open(tmp_path)


def test_an_empty_collection_can_be_asked(tmp_path: Path) -> None:
    load(tmp_path / "k", [Failure(where="x", reason="is empty")], code, VERSIONS)
    with open_collection(tmp_path / "k") as collection:
        assert collection.sql("SELECT count(*) FROM events").fetchall() == [(0,)]
        assert collection.sql("SELECT reason FROM failures").fetchall() == [("is empty",)]
        assert collection.search("polisi").fetchall() == []


@pytest.mark.parametrize("name", ["schema", "links"])
def test_every_table_and_column_says_what_it_is(collection: Collection, name: str) -> None:
    for table in tables(name):
        there = collection.sql(f"DESCRIBE {table.name}").fetchall()
        assert [column for column, *_ in there] == [column.name for column in table.columns]
        assert all(column.about.endswith(".") for column in table.columns)
