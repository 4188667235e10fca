"""The pages of actors, pairs, map and network: what they show, link and refuse."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.view.told import BUDI, TOLD, Told, Who, told_collection

from runut.store import link
from runut.view import create_app

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*191}}"


def served(root: Path, told: tuple[Told, ...]) -> Iterator[TestClient]:
    told_collection(root, told)
    link(root)
    with TestClient(create_app(root), base_url="http://localhost") as made:
        yield made


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from served(tmp_path_factory.mktemp("told") / "berita", TOLD)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    evil = Who(EVIL, "IDN", ("GOV",))
    told = (Told("2025-01-10", EVIL, (evil,), "ACCUSE", (BUDI,), "2025-01-09", (EVIL, -3.7, 128.2), quote=True),)
    yield from served(tmp_path_factory.mktemp("evil") / "berita", told)


def text_of(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.text


def data_of(text: str) -> Any:
    (block,) = re.findall(r'<script type="application/json" id="[a-z]+-data">(.*?)</script>', text, re.DOTALL)
    return json.loads(block)


def evidence(text: str) -> list[str]:
    told = re.findall(r"<blockquote.*?</blockquote>", text.partition('id="events"')[2], re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]*>", "", one)).split()) for one in told]


def test_an_actors_course_is_data_of_the_page_and_a_table(client: TestClient) -> None:
    text = text_of(client, "/actor?a=Ali")
    data = data_of(text)
    assert data["periods"] == ["2025-01", "2025-02", "2025-03"]
    assert [side["title"] for side in data["sides"]] == ["Ali acts", "Ali is acted on"]
    assert data["sides"][0]["quads"] == [[0, 1, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0]]
    assert data["sides"][0]["means"] == [3.5, None, 2.5]
    assert "1 is dated long before the reports" in text
    assert "1 has no date" in text
    assert "+3.5" in text


def test_a_period_and_a_side_lead_down_to_the_sentences(client: TestClient) -> None:
    assert len(evidence(text_of(client, "/actor?a=Ali"))) == 6
    found = evidence(text_of(client, "/actor?a=Ali&period=2025-01"))
    assert [one.partition("(")[2][:3] for one in found] == ["AID", "ACC"]
    assert len(evidence(text_of(client, "/actor?a=Ali&side=met"))) == 2
    assert len(evidence(text_of(client, "/actor?a=Ali&period=undated"))) == 1
    assert evidence(text_of(client, "/dyad?a=Ali&b=Budi&period=2025-02&side=back")) == [
        "Budi, Ali berurusan (PROTEST) di Kota Ambon."
    ]


def test_with_whom_leads_to_the_two(client: TestClient) -> None:
    (address,) = re.findall(r'hx-get="(/actor/whom[^"]*)"', text_of(client, "/actor?a=Ali&type=ACCUSE&type=AID"))
    text = text_of(client, html.unescape(address))
    assert 'href="/dyad?type=ACCUSE&amp;type=AID&amp;a=Ali&amp;b=Budi"' in text


def test_with_whom_counts_as_its_page_does_and_leads_back_to_it(client: TestClient) -> None:
    page = text_of(client, "/actor?a=Ali&once=1&by=year&level=country")
    (address,) = re.findall(r'hx-get="(/actor/whom[^"]*)"', page)
    assert html.unescape(address) == "/actor/whom?a=Ali&once=1&by=year&level=country"
    assert 'href="/actor?a=Ali&amp;once=1&amp;by=year&amp;level=sector"' in text_of(client, html.unescape(address))


def test_a_name_that_is_a_code_too_keeps_to_itself(client: TestClient) -> None:
    assert len(evidence(text_of(client, "/actor?name=PAN"))) == 1
    assert "No event fits" in text_of(client, "/actor?a=PAN")  # Panama


def test_quotes_come_by_themselves(client: TestClient) -> None:
    assert 'hx-get="/actor/quotes?a=Ali"' in text_of(client, "/actor?a=Ali")
    assert "“Ini urusan Budi”" in text_of(client, "/actor/quotes?a=Ali")
    about = text_of(client, "/actor/quotes?a=Budi")
    assert "Others about Budi" in about
    assert '<a href="/actor?name=Ali" lang="id">Ali</a>' in about


def test_actors_are_found_as_one_types(client: TestClient) -> None:
    text = text_of(client, "/actors?typed=bu")
    assert "Budi" in text
    assert "Jepang" not in text
    assert "Nobody is called so" in text_of(client, "/actors?typed=zzz")
    assert "Japan" in text_of(client, "/actors?level=country")


def test_of_two_actors_one_may_be_missing(client: TestClient) -> None:
    text = text_of(client, "/dyad?a=Ali")
    assert 'value="Ali"' in text
    assert 'href="/dyad?a=Ali&amp;b=Budi"' in text


def test_the_map_and_its_table_have_the_same_numbers(client: TestClient) -> None:
    text = text_of(client, "/map")
    data = data_of(text)
    assert data["home"]
    assert [(one["name"], one["n"], one["key"]) for one in data["points"]] == [
        ("Ambon", 3, "-3.70,128.20"),
        ("Tokyo", 1, "35.69,139.69"),
    ]
    assert "4 of 7 events have a place that the map knows. 2 tell no place." in text
    rows = re.findall(r'lang="id">([\w ]+)</a>.*?<td>(\d+)</td>', text, re.DOTALL)
    assert rows == [("Ambon", "3"), ("Tokyo", "1"), ("Aula Serbaguna", "1")]


def test_a_place_leads_to_its_events(client: TestClient) -> None:
    assert len(evidence(text_of(client, "/map?at=-3.70,128.20"))) == 3
    assert len(evidence(text_of(client, "/map?at=-3.70,128.20&type=AID"))) == 1
    assert "No event fits here" in text_of(client, "/map?at=1,1")


def test_the_network_tells_how_much_of_it_is_drawn(client: TestClient) -> None:
    text = text_of(client, "/network?top=3")
    assert "The 3 strongest of 8 ties, between 4 actors." in text
    data = data_of(text)
    first = data["edges"][0]
    assert (first["actor"], first["recipient"], first["n"], first["tone"]) == ("Ali", "Budi", 2, "cooperation")
    assert {node["key"] for node in data["nodes"]} >= {"Ali", "Budi"}
    by_sector = data_of(text_of(client, "/network?level=sector"))
    assert "IDN people" in {node["label"] for node in by_sector["nodes"]}


def test_incidents_may_be_counted_once(tmp_path: Path) -> None:
    same = tuple(one._replace(outlet=outlet) for one in TOLD[:1] for outlet in ("Kabar", "Warta", "Harian"))
    for client in served(tmp_path / "k", same):
        assert data_of(text_of(client, "/network"))["edges"][0]["n"] == 3
        assert data_of(text_of(client, "/network?once=1"))["edges"][0]["n"] == 1


PATHS = (
    "/actors",
    "/actor?a=Ali",
    "/actor/quotes?a=Ali",
    "/dyad",
    "/dyad?a=Ali&b=Budi",
    "/map",
    "/network",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_there_in_both_languages(client: TestClient, path: str) -> None:
    for language in ("en", "id"):
        answer = client.get(path, headers={"accept-language": language})
        assert (answer.status_code, f'lang="{language}"' in answer.text) == (200, True)


@pytest.mark.parametrize("path", PATHS)
def test_a_filter_that_leaves_nothing_says_what_to_do(client: TestClient, path: str) -> None:
    text = text_of(client, f"{path}{'&' if '?' in path else '?'}since=1800&until=1801")
    assert any(told in text for told in ("Take a filter away", "take a filter away", "No quote is found"))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/actor", "a: nobody is named"),
        ("/actor?a=%20", "a: nobody is named"),
        ("/actor?a=" + "x" * 201, "a: longer than"),
        ("/actor?a=Ali&by=week", "by: &#39;week&#39; is none of"),
        ("/actor?a=Ali&period=2025-13", "period: "),
        ("/actor?a=Ali&side=there", "side: "),
        ("/actor?a=Ali&level=x", "level: "),
        ("/actor?a=Ali&top=0", "top: "),
        ("/actor?a=Ali&page=x", "page: "),
        ("/actor?a=Ali&type=DANCE", "type: "),
        ("/actor/quotes", "a: nobody is named"),
        ("/actors?typed=" + "x" * 101, "typed: longer than"),
        ("/dyad?a=Ali&b=ali", "a and b are both"),
        ("/dyad?a=Ali&b=" + "x" * 201, "b: longer than"),
        ("/network?top=1000", "top: "),
        ("/network?top=²", "top: "),
        ("/map?once=yes", "once: "),
        ("/map?since=x", "since: "),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(client: TestClient, path: str, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert told in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/actors",
        "/actor?a=IDN",
        "/actor/whom?a=IDN",
        "/actor/quotes?a=Budi",
        "/dyad",
        "/dyad?a=Budi&b=IDN+GOV",
        "/map",
        "/map?at=-3.70,128.20",
        "/network",
        f"/actor?name={EVIL.replace('&', '')}",
        f"/dyad?a={EVIL}&b=Budi",
        f"/actors?typed={EVIL[:90]}",
    ],
)
def test_names_are_text_and_stay_in_their_data(hostile: TestClient, path: str) -> None:
    text = text_of(hostile, path)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "1337" not in text
    for block in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL):
        assert "<" not in block
        json.loads(block)


def test_a_hostile_name_is_found_by_its_link(hostile: TestClient) -> None:
    text = text_of(hostile, "/actors")
    (address,) = [one for one in re.findall(r'href="(/actor\?[^"]*)"', text) if "script" in one]
    assert len(evidence(text_of(hostile, html.unescape(address)))) == 1
