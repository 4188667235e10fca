"""Full text: what people write, and what it finds."""

from pathlib import Path

import pytest
from tests.store.reading import VERSIONS, article, record

from runut.articles import Reading
from runut.errors import StoreError
from runut.model import Article, Quote, QuoteKind, Record
from runut.store import Collection, Wanted, load, open_collection
from runut.store.fulltext import fulltext_query


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("menlu sanksi", '"menlu" AND "sanksi"'),
        ("menlu DAN sanksi", '"menlu" AND "sanksi"'),
        ("menlu ATAU (presiden BUKAN wakil)", '"menlu" OR ( "presiden" NOT "wakil" )'),
        ("kudeta AND NOT gagal", '"kudeta" NOT "gagal"'),
        ('"uji coba rudal" korut', '"uji coba rudal" AND "korut"'),
        ("nuklir*", '"nuklir" *'),
        ("negara-negara", '"negara negara"'),
        ("rumahnya", '"rumah"'),
        ("hanya", '"hanya"'),
    ],
)
def test_a_query_is_written_as_the_full_text_wants_it(query: str, written: str) -> None:
    assert fulltext_query(query) == written


@pytest.mark.parametrize(("word", "other"), [("menangkap", "ditangkap"), ("dipukul", "memukul"), ("menyita", "disita")])
def test_a_verb_is_looked_up_with_its_other_forms(word: str, other: str) -> None:
    assert f'"{other}"' in fulltext_query(word)


@pytest.mark.parametrize("query", ["", "AND", "()", "!!!"])
def test_a_query_without_a_word_is_refused(query: str) -> None:
    with pytest.raises(StoreError, match="no word to look for"):
        fulltext_query(query)


TEXTS = {
    "r1": "Menlu mengumumkan sanksi terhadap Rusia, Senin.",
    "r2": "Dua pengunjuk rasa ditangkap polisi; rumahnya digeledah.",
    "r3": "Presiden menolak usulan sanksi itu.",
}


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    def code(articles: object) -> list[Record]:
        assert isinstance(articles, list)
        return [
            Record(article=one, quotes=(Quote(start=0, end=20, kind=QuoteKind.DIRECT, speaker_text="Juru bicara"),))
            for one in articles
        ]

    articles = [
        Article(id=name, text=text, title=f"Judul {name}", published=f"2024-0{n}-01", outlet=f"Kabar {n}")
        for n, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    load(tmp_path / "k", [Reading(where=one.id, article=one) for one in articles], code, VERSIONS)
    return open_collection(tmp_path / "k")


@pytest.mark.parametrize(
    ("query", "wanted", "found"),
    [
        ("sanksi", Wanted(), {"r1", "r3"}),
        ("menlu AND sanksi", Wanted(), {"r1"}),
        ("sanksi NOT menlu", Wanted(), {"r3"}),
        ("sanksi", Wanted(since="2024-02"), {"r3"}),
        ("sanksi", Wanted(until="2024-02"), {"r1"}),
        ("sanksi", Wanted(outlet="kabar 3"), {"r3"}),
        ("menangkap", Wanted(), {"r2"}),
        ("rumah", Wanted(), {"r2"}),
        ("judul", Wanted(), {"r1", "r2", "r3"}),
        ("sanksi", Wanted(type="SANCTION"), set()),
    ],
)
def test_reports_are_found(collection: Collection, query: str, wanted: Wanted, found: set[str]) -> None:
    relation = collection.search(query, wanted)
    assert {row[relation.columns.index("id")] for row in relation.fetchall()} == found


def test_quotes_are_found_with_their_speaker(collection: Collection) -> None:
    relation = collection.search("menlu", quotes=True)
    assert relation.columns == ["day", "outlet", "speaker", "quote", "id"]
    ((_, _, speaker, quote, name),) = relation.fetchall()
    assert (speaker, quote, name) == ("Juru bicara", "Menlu mengumumkan sa", "r1")


def test_an_actor_is_one_who_takes_part_in_an_event(tmp_path: Path) -> None:
    load(tmp_path / "k", [Reading(where="a", article=article(3))], lambda articles: map(record, articles), VERSIONS)
    with open_collection(tmp_path / "k") as collection:
        assert len(collection.search("demonstran", Wanted(actor="IDN")).fetchall()) == 1
        assert collection.search("demonstran", Wanted(actor="PRK")).fetchall() == []


def test_what_cannot_be_understood_is_said(collection: Collection) -> None:
    with pytest.raises(StoreError, match="check quotation marks"):
        collection.search("(sanksi")
