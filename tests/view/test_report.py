"""One report: every word once, each field tied to the words that gave it, and nothing in it that acts."""

import json
from pathlib import Path
from urllib.parse import urlencode

import msgspec
import pytest
from lxml.html import HtmlElement, document_fromstring
from starlette.testclient import TestClient
from tests.view.reports import RECORDS, load_records

from runut.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Place,
    Quote,
    QuoteKind,
    Record,
    Source,
    SourceKind,
    Span,
    Statement,
    Timex,
    TimexType,
)
from runut.store import link
from runut.view import create_app

RECORD = RECORDS[0]
EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}}"


def page(client: TestClient, report: str = RECORD.article.id, **headers: str) -> HtmlElement:
    answer = client.get(f"/report?{urlencode({'id': report})}", headers=headers)
    assert answer.status_code == 200
    return document_fromstring(answer.text)


def words_of(found: HtmlElement, field: str) -> list[str]:
    marks = found.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]//*[@data-of]")
    return [mark.text for mark in marks if field in mark.get("data-of").split()]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.article.id)
def test_the_text_stands_there_whole(client: TestClient, record: Record) -> None:
    (text,) = page(client, record.article.id).find_class("text")
    assert [line.text_content() for line in text.iter("p")] == record.article.text.split("\n")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.article.id)
def test_every_field_has_its_words_in_the_text(client: TestClient, record: Record) -> None:
    found, text = page(client, record.article.id), record.article.text
    for number, event in enumerate(record.events):
        key = f"r-v{number}"
        for role, members in (("actor", event.actors), ("recipient", event.recipients), ("source", event.sources)):
            for place, member in enumerate(members):
                assert "".join(words_of(found, f"{key}-{role}{place}")) == text[member.start : member.end]
        triggers = sorted(event.mentions, key=lambda mention: mention.start)
        assert "".join(words_of(found, f"{key}-what")) == "".join(text[one.start : one.end] for one in triggers)
    marked = {mark for one in found.xpath("//*[@data-of]") for mark in one.get("data-of").split()}
    fields = [one.get("data-for").split() for one in found.xpath("//button[@data-for]")]
    # an actual, certain event needs no word that says so
    unmarked = {field for ids in fields for field in ids} - marked
    assert all(field.endswith(("-status", "-certainty", "-mode", "-when")) or "-context" in field for field in unmarked)


def test_each_event_is_a_card_that_others_can_point_at(client: TestClient) -> None:
    found = page(client)
    assert [card.get("id") for card in found.find_class("card")] == [event.id for event in RECORD.events]
    triggers = found.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]//a/@href")
    assert {href[1:] for href in triggers} == {event.id for event in RECORD.events}


def test_the_card_tells_the_event_in_the_chosen_language(client: TestClient) -> None:
    english = page(client).find_class("card")[0].text_content()
    indonesian = page(client, **{"accept-language": "id"}).find_class("card")[0].text_content()
    assert "Coercion or arrest" in english
    assert "the list of words for Coercion or arrest has" in english
    assert "Paksaan atau penangkapan" in indonesian
    assert "subjek kata kerjanya" in indonesian


def test_the_sources_are_a_tree_that_leads_to_the_events(client: TestClient) -> None:
    (tree,) = page(client).find_class("tree")
    boxes = [box.text_content().split() for box in tree.find_class("source-box")]
    assert boxes[0] == ["Lintas", "Harian", "outlet"]
    assert ["Ratri", "Anggraeni", "person"] in boxes
    assert {chip.get("href") for chip in tree.find_class("chip")} == {f"#{event.id}" for event in RECORD.events}


def test_what_was_not_coded_is_every_other_sentence(client: TestClient) -> None:
    (uncoded,) = page(client).find_class("uncoded")
    shown = [one.text_content() for one in uncoded.xpath("./ol/li/button")]
    text, told = RECORD.article.text, {m.start for event in RECORD.events for m in event.mentions}
    expected = [
        text[span.start : span.end]
        for span in RECORD.sentences
        if not any(span.start <= start < span.end for start in told)
    ]
    assert shown == expected
    assert shown


def test_copies_and_the_story_are_linked(client: TestClient) -> None:
    links = page(client).xpath("//header//a/@href")
    assert "/report?id=kpk-tangkap-bupati-salinan" in links
    assert "/story?id=kpk-tangkap-bupati-muara-selatan" in links
    onward = page(client).find_class("onward")[0]
    assert "Told by 3 reports of 3 outlets" in onward.text_content()


def test_only_addresses_of_the_web_are_links(client: TestClient) -> None:
    links = page(client).xpath("//a[@rel]/@href")
    assert links == ["https://contoh.example/kpk-tangkap-bupati-muara-selatan"]


@pytest.mark.parametrize("form", ["json", "html", "csv", "jsonld", "geojson", "plover", "gdelt", "ftm", "prodigy"])
def test_the_record_can_be_taken_away(client: TestClient, form: str) -> None:
    answer = client.get("/report/record", params={"id": RECORD.article.id, "format": form})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{RECORD.article.id}.')
    assert answer.text


def test_the_json_taken_away_is_the_record(client: TestClient) -> None:
    answer = client.get("/report/record", params={"id": RECORD.article.id})
    assert Record.from_dict(json.loads(answer.text)) == RECORD


@pytest.mark.parametrize("path", ["/report", "/report?id=", "/report?id=../..", "/report/record?id=nobody"])
def test_a_report_that_is_not_there_is_told_so(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_address_that_names_an_event_leads_to_its_card(client: TestClient) -> None:
    asked = {"id": RECORD.article.id, "event": f"{RECORD.article.id}#v2"}
    answer = client.get("/report", params=asked, follow_redirects=False)
    assert answer.headers["location"] == f"/report?id={RECORD.article.id}#v2"
    odd = client.get("/report", params=asked | {"event": "x#\nhttps://attacker.example"}, follow_redirects=False)
    assert odd.status_code == 200


def test_a_format_that_is_not_there_is_told_so(client: TestClient) -> None:
    answer = client.get("/report/record", params={"id": RECORD.article.id, "format": "exe"})
    assert answer.status_code == 400
    assert "jsonld" in answer.text


def evil_event(end: int) -> Event:
    party = Participant(entity="e1", text=EVIL, code=EVIL, sectors=(EVIL,), start=0, end=7)
    source = Source(kind=SourceKind.PERSON, name=EVIL, entity="e1", start=0, end=7)
    return Event(
        id=f"v1 {EVIL}",
        type=EventType.ACCUSE,
        mode=EVIL,
        contexts=(EVIL,),
        mentions=(Mention(start=8, end=30),),
        evidence=Mention(start=0, end=end),
        actors=(party,),
        recipients=(party,),
        date=EVIL,
        timex="t1",
        place=EventPlace(name=EVIL, country=EVIL, place="p1"),
        sources=(source, source),
        quad=3,
        score=-2.0,
        cameo=EVIL,
        why=tuple(f"{field}:{EVIL}={EVIL}" for field in ("lexicon", "type", "mode", "actor", "date", "context")),
    )


def evil_article(text: str) -> Article:
    lines = dict.fromkeys(("outlet", "title", "published", "dateline"), EVIL)
    return Article(id=f"jahat/{EVIL}", text=text, url=f"javascript:alert(3)//{EVIL}", authors=(EVIL,), **lines)


def evil_record() -> Record:
    text = f"Menteri {EVIL} menuduh {EVIL}.\n{EVIL}"
    return Record(
        article=evil_article(text),
        sentences=(Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))),
        entities=(Entity(id="e1", type=EntityType.PER, name=EVIL, code=EVIL, role=EVIL, mentions=(Span(0, 7),)),),
        timexes=(Timex(id="t1", start=0, end=7, type=TimexType.DATE, value=EVIL),),
        places=(Place(id="p1", start=0, end=7, name=EVIL, country=EVIL),),
        quotes=(Quote(start=0, end=7, kind=QuoteKind.DIRECT, speaker=EVIL, speaker_text=EVIL),),
        events=(evil_event(len(text)),),
        statements=(Statement(start=40, end=50, subject=EVIL, predicate=EVIL, object=EVIL, date=EVIL),),
        warnings=(EVIL,),
    )


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The viewer of two reports that are hostile wherever a report can be."""
    root, one = tmp_path_factory.mktemp("evil") / "k", evil_record()
    other = msgspec.structs.replace(one.article, id=f"lain {EVIL}", outlet=f"x{EVIL}")
    records = [one, msgspec.structs.replace(one, article=other)]
    load_records(root, records)
    link(root)
    return TestClient(create_app(root, correcting=True), base_url="http://localhost")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("path", ["/", "/report", "/story", "/stories"])
def test_nothing_that_a_report_holds_acts(evil: TestClient, path: str, language: str) -> None:
    answer = evil.get(
        path, params={"id": evil_record().article.id, "single": "1"}, headers={"accept-language": language}
    )
    assert answer.status_code == 200
    found = document_fromstring(answer.text)
    assert all(script.get("src", "").startswith("/static/") and not script.text for script in found.iter("script"))
    assert found.xpath("//img | //iframe | //object | //*[@style] | //style") == []
    assert [name for element in found.iter() for name in element.attrib if name.startswith("on")] == []
    assert all(href.startswith(("/", "#")) for href in found.xpath("//@href | //@action"))
    assert "alert(1)" in found.text_content()
    assert "49" not in found.xpath("//h1 | //h2")[0].text_content()


def test_a_download_of_a_hostile_report_has_a_harmless_name(evil: TestClient) -> None:
    answer = evil.get("/report/record", params={"id": evil_record().article.id})
    name = answer.headers["content-disposition"].removeprefix('attachment; filename="').removesuffix('"')
    assert answer.status_code == 200
    assert name.replace("-", "").replace(".", "").isalnum()


def test_scripts_and_styles_of_the_page_are_there(client: TestClient) -> None:
    for path in page(client).xpath("//script/@src | //link/@href"):
        assert client.get(path).status_code == 200


def test_a_collection_that_was_never_linked_shows_its_reports(tmp_path: Path) -> None:
    load_records(tmp_path / "k", [RECORD])
    with TestClient(create_app(tmp_path / "k"), base_url="http://localhost") as client:
        assert client.get("/report", params={"id": RECORD.article.id}).status_code == 200
        assert "runut link" in client.get("/stories").text
