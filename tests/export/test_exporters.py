"""Records written out: what each format promises, checked on one record built by hand."""

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from runut.export import EXPORTERS, html_of
from runut.export.csv import COLUMNS
from runut.export.marking import Target, segments
from runut.model import Article, Record, Span

CASES = Path(__file__).parents[1] / "cases/export"
RECORD = Record.from_json((CASES / "record.json").read_bytes())


def written(form: str, *records: Record) -> str:
    stream = io.StringIO()
    EXPORTERS[form](iter(records), stream)
    return stream.getvalue()


def page(*records: Record) -> HtmlElement:
    return document_fromstring(written("html", *records))


def with_title(title: str) -> Record:
    return msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, title=title))


def test_jsonl_is_the_record_on_a_line() -> None:
    lines = written("jsonl", RECORD, RECORD).splitlines()
    assert [Record.from_json(line) for line in lines] == [RECORD, RECORD]


def test_csv_is_an_event_a_row_with_codes_as_text() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", RECORD))))
    assert [row["type"] for row in rows] == ["CONSULT", "AID", "PROTEST", "COERCE"]
    aid = rows[1]
    assert aid["actors"] == "Rusia"
    assert aid["actor_codes"] == "RUS"
    assert aid["recipients"] == "Republik Tirta"
    assert aid["recipient_codes"] == ""
    assert aid["cameo"] == "072"
    assert (aid["status"], aid["certainty"], aid["sources"]) == ("actual", "possible", "Suara Bahari")
    assert RECORD.article.text[int(aid["trigger_start"]) : int(aid["trigger_end"])] == aid["trigger"] == "mengirim"
    assert rows[0]["actors"] == "Arwana Siregar; Duta Besar Rusia"
    assert rows[0]["actor_sectors"] == "GOV; GOV"


def test_csv_has_its_header_even_without_events() -> None:
    assert written("csv").strip() == ",".join(COLUMNS)


def test_csv_keeps_spreadsheets_from_running_a_title() -> None:
    row = next(csv.DictReader(io.StringIO(written("csv", with_title('=HYPERLINK("http://x")')))))
    assert row["title"].startswith("'=")


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_table_fits_and_shows_status_certainty_and_source(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    table = written("table", RECORD)
    assert max(map(len, table.splitlines())) <= width
    for word in (
        "CONSULT",
        "visit",
        "Arwana",
        "RUS",
        "2024-06-03",
        "Jakarta",
        "actual",
        "possible",
        "Suara",
        "[mengirim]",
    ):
        assert word in table
    assert "the sample's warning" in table


def test_the_table_has_no_colours_off_a_terminal() -> None:
    assert "\x1b" not in written("table", RECORD)


def test_a_hostile_title_sends_nothing_to_the_terminal() -> None:
    table = written("table", with_title("[bold]\x1b[31mMerah\x1b]0;x\x07 \u202eterbalik :smile:"))
    assert not re.search("[\x1b\x07\u202e]", table)
    assert "[bold]" in table
    assert ":smile:" in table


def test_a_record_without_events_says_so() -> None:
    bare = Record(article=Article(id="x", text="Hujan turun di Ambon."))
    assert "No events found" in written("table", bare)
    assert "No events found" in written("html", bare)
    assert "publication date unknown" in written("table", bare)


def test_the_page_shows_the_report_unchanged() -> None:
    paragraphs = page(RECORD).xpath("//section[@class='text']/p")
    assert "\n".join(paragraph.text_content() for paragraph in paragraphs) == RECORD.article.text


def test_each_field_of_the_page_finds_its_words() -> None:
    found = page(RECORD)

    def lit(target: str) -> str:
        marked = [mark for mark in found.xpath("//*[@data-of]") if target in mark.get("data-of").split()]
        return "".join(mark.text_content() for mark in marked)

    assert lit("r0-v0-what") == "bertemupertemuan"
    assert lit("r0-v0-actor1") == "Duta Besar Rusia"
    assert lit("r0-v0-when") == "Senin (3/6/2024)"
    assert lit("r0-v0-where") == "Jakarta"
    assert lit("r0-v1-source0") == "harian Suara Bahari"
    assert lit("r0-v3-recipient0") == "tiga demonstran"
    assert lit("r0-e0") == "Menteri Luar Negeri Arwana SiregarArwana"
    ids = {mark for element in found.xpath("//*[@data-of]") for mark in element.get("data-of").split()}
    fields = {element.get("data-for") for element in found.xpath("//*[@data-for]")}
    assert fields <= ids


def test_several_records_share_a_page_without_sharing_ids() -> None:
    fields = [element.get("data-for") for element in page(RECORD, RECORD).xpath("//*[@data-for]")]
    assert {field.split("-")[0] for field in fields} == {"r0", "r1"}
    assert len(fields) == len(set(fields))


def test_the_page_loads_nothing_and_allows_only_its_own_style_and_script() -> None:
    markup = written("html", RECORD)
    policy = document_fromstring(markup).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=", markup)
    assert not re.search(r"\son\w+=|\sstyle=", markup)


def test_hostile_titles_and_texts_stay_text() -> None:
    evil = "</title><script>alert(1)</script><img src=x onerror=alert(2)>"
    article = Article(
        id="x", text=f"Menteri berkata {evil} hari ini.", title=evil, outlet=evil, authors=(evil,), published=evil
    )
    found = page(Record(article=article, warnings=(evil,)))
    assert len(found.xpath("//script")) == 1
    assert found.xpath("//img") == []


def test_a_notebook_gets_the_page_in_a_frame_of_its_own() -> None:
    frame = document_fromstring(html_of(RECORD))
    source = frame.xpath("//iframe/@srcdoc")[0]
    assert frame.xpath("//iframe/@sandbox") == ["allow-scripts"]
    assert "Menlu bertemu Dubes Rusia" in document_fromstring(source).text_content()


TEXT = "Dua menteri bertemu di Ambon 🕊️ hari Senin."
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).map(lambda pair: Span(*pair))
)


@given(SPANS)
def test_overlapping_spans_are_cut_at_their_ends(spans: list[Span]) -> None:
    targets = [Target(id=str(number), kind="x", spans=(span,)) for number, span in enumerate(spans)]
    found = segments(TEXT, targets)
    assert "".join(segment.text for segment in found) == TEXT
    for number, span in enumerate(spans):
        marked = "".join(segment.text for segment in found if str(number) in segment.ids)
        assert marked == TEXT[span.start : span.end]


def test_the_page_tells_reasons_by_field_and_contexts() -> None:
    told = msgspec.structs.replace(
        RECORD.events[0],
        contexts=("rights_freedoms",),
        why=("lexicon:events/consult#bertemu", "actor:Arwana=subject", "actor:Duta: Besar=oleh"),
    )
    shown = page(msgspec.structs.replace(RECORD, events=(told,)))
    (reasons,) = shown.find_class("why")[1:]
    assert [field.text for field in reasons.iter("dt")] == ["lexicon", "actor"]
    assert [one.text for one in reasons.iter("span")] == [
        "events/consult#bertemu",
        "Arwana=subject",
        "Duta: Besar=oleh",
    ]
    assert "rights freedoms" in shown.text_content()
