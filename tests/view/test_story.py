"""A story: who told it first, who quotes whom, and what its witnesses say, never averaged."""

from pathlib import Path

import msgspec
import pytest
from lxml.html import HtmlElement, document_fromstring
from starlette.testclient import TestClient
from tests.view.reports import RECORDS, load_records

from runut.store import link
from runut.view import create_app

FIRST = RECORDS[0].article.id


def story(client: TestClient, name: str = FIRST, **query: str) -> HtmlElement:
    answer = client.get("/story", params={"id": name, **query})
    assert answer.status_code == 200
    return document_fromstring(answer.text)


def test_a_story_shows_its_reports_and_whose_text_each_prints(client: TestClient) -> None:
    rows = [" ".join(row.text_content().split()) for row in story(client).find_class("course")[0].iter("li")]
    assert len(rows) == 3
    assert sum("the text of Lintas Harian" in row for row in rows) == 2
    assert len(story(client).find_class("dot")) == 3
    assert len(story(client).find_class("copy")) == 2


def test_where_no_hour_is_told_nobody_of_the_first_day_is_called_first(client: TestClient) -> None:
    (line,) = story(client).find_class("first")
    assert "First, on the same day: Kabar Timur, Lintas Harian, Warta Selatan" in line.text_content()


def test_an_incident_has_all_its_witnesses_each_with_the_sentence_and_a_way_to_it(client: TestClient) -> None:
    incident = story(client).find_class("incident")[0]
    links = incident.xpath(".//*[@class='whence']/a/@href")
    assert len(links) == 3
    assert {link.split("#")[1] for link in links} == {links[0].split("#")[1]}
    sentences = {quote.text_content() for quote in incident.iter("blockquote")}
    assert len(sentences) == 1
    assert sentences.pop() in RECORDS[0].article.text


def test_the_way_from_a_report_leads_to_its_incident_and_back(client: TestClient) -> None:
    card = document_fromstring(client.get("/report", params={"id": FIRST}).text).find_class("card")[-1]
    (there,) = card.xpath(".//*[@class='onward']/a/@href")
    found = document_fromstring(client.get(there).text)
    (incident,) = found.xpath(f"//*[@id='{there.split('#')[1]}']")
    assert f"/report?id={FIRST}#{card.get('id')}" in incident.xpath(".//a/@href")


def test_who_quotes_whom_is_drawn_and_told_as_a_table(client: TestClient) -> None:
    found = story(client)
    rows = [[cell.text_content() for cell in row] for row in found.xpath("//table/tbody/tr")]
    assert ["Lintas Harian", "Ratri Anggraeni", "1"] in rows
    boxes = {title.text for title in found.xpath("//*[contains(@class, 'graph')]/g/title")}
    assert "Ratri Anggraeni: 3" in boxes


def test_what_witnesses_say_differently_stands_side_by_side(tmp_path: Path) -> None:
    one = RECORDS[0]
    date = one.events[0].date
    assert date == "2019-08-21"
    changed = (msgspec.structs.replace(one.events[0], date="2019-08-20"), *one.events[1:])
    hour = "2019-08-22T09:00:00+07:00"
    article = msgspec.structs.replace(one.article, id="lain", outlet="Kabar Lain", published=hour)
    load_records(tmp_path / "k", [one, msgspec.structs.replace(one, article=article, events=changed)])
    link(tmp_path / "k")
    with TestClient(create_app(tmp_path / "k"), base_url="http://localhost") as client:
        found = story(client)
    told = [" ".join(value.text_content().split()) for value in found.find_class("differing")[0].find_class("value")]
    assert told == ["20 Aug 2019 according to Kabar Lain", "21 Aug 2019 according to Lintas Harian"]


def test_the_list_of_stories_is_searched_sorted_and_paged(client: TestClient) -> None:
    found = document_fromstring(client.get("/stories").text)
    assert found.xpath("//ol/li//h2/a/@href") == [f"/story?id={FIRST}"]
    every = document_fromstring(client.get("/stories?single=1&order=newest").text)
    assert len(every.xpath("//ol/li//h2/a")) == 7
    assert every.xpath("//ol/li//time/text()")[0] == "2 Jul 2025"
    assert document_fromstring(client.get("/stories?single=1&q=kashmir").text).xpath("//ol/li//h2/a/@href") == [
        "/story?id=ketegangan-perbatasan-kashmir"
    ]
    assert "No story fits" in client.get("/stories?q=xyzzyx").text
    assert client.get("/stories?page=99").status_code == 200


@pytest.mark.parametrize("query", ["order=x", "page=0", "page=x", "q=%22", "q=AND"])
def test_what_the_list_cannot_do_is_told(client: TestClient, query: str) -> None:
    assert client.get(f"/stories?{query}").status_code == 400


def test_a_story_that_is_not_there_is_told_so(client: TestClient) -> None:
    assert client.get("/story").status_code == 404
    assert client.get("/story?id=nobody").status_code == 404
    assert client.get("/story", params={"id": FIRST, "page": "x"}).status_code == 400


def test_the_story_is_told_in_indonesian_too(client: TestClient) -> None:
    answer = client.get("/story", params={"id": FIRST}, headers={"accept-language": "id"})
    assert "Siapa mengutip siapa" in answer.text
