"""The events page: what it lists, how it counts, sorts and turns its pages, and what one takes away from it."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

from runut.store import open_collection
from runut.view.listing import ORDERS

ROW = re.compile(r'<article class="event')


def events_of(collection: Path, where: str = "true") -> list[str]:
    with open_collection(collection) as opened:
        return [name for (name,) in opened.sql(f"SELECT id FROM events WHERE {where}").fetchall()]  # noqa: S608


def test_everyone_who_accused_someone_is_found_and_counted(client: TestClient, collection: Path) -> None:
    expected = len(events_of(collection, "type = 'ACCUSE'"))
    text = client.get("/?type=ACCUSE").text
    assert f"{expected} events" in text
    assert len(ROW.findall(text)) == expected


def test_a_row_tells_who_says_so_and_how_many_outlets_have_it(client: TestClient) -> None:
    text = client.get("/?type=COERCE&q=KPK&outlet=Lintas+Harian").text
    assert "3 outlets" in text
    assert "according to" in text
    assert "Lintas Harian" in text
    assert 'href="https://contoh.example/kpk-tangkap-bupati-muara-selatan" rel="noopener noreferrer nofollow"' in text


def test_empty_filters_do_not_stay_in_the_address(client: TestClient) -> None:
    answer = client.get("/?q=&actor=KPK%3B+Polri&type=ACCUSE&recipient=&order=newest", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?actor=KPK&actor=Polri&type=ACCUSE"


def test_a_script_is_told_the_address_instead_of_being_sent_on(client: TestClient) -> None:
    answer = client.get("/?q=&actor=KPK&order=oldest", headers={"hx-request": "true"}, follow_redirects=False)
    assert answer.status_code == 200
    assert answer.headers["hx-replace-url"] == "/?actor=KPK&order=oldest"


@pytest.mark.parametrize("order", ORDERS)
def test_pages_follow_each_other_without_losing_or_repeating_an_event(
    client: TestClient, collection: Path, order: str
) -> None:
    reports = re.compile(r"<blockquote.*?</article>", re.DOTALL)
    pages = [client.get(f"/?order={order}&page={number}").text for number in (1, 2)]
    shown = [len(reports.findall(page)) for page in pages]
    assert shown == [50, len(events_of(collection)) - 50]
    assert 'rel="next"' in pages[0]
    assert 'rel="next"' not in pages[1]


def test_the_last_page_links_back_without_a_number_and_keeps_the_search(client: TestClient) -> None:
    text = unescape(client.get("/?status=actual&order=oldest&page=2").text)
    assert 'rel="prev" href="?status=actual&order=oldest"' in text


def test_chosen_filters_can_be_taken_away_one_by_one(client: TestClient) -> None:
    text = unescape(client.get("/?type=ACCUSE&type=COERCE&actor=KPK").text)
    assert 'href="?type=ACCUSE&type=COERCE"' in text
    assert 'href="?actor=KPK&type=COERCE"' in text


def test_names_are_suggested_by_how_a_word_begins_with_their_events(client: TestClient) -> None:
    text = client.get("/suggest/actor?actor=polis").text
    assert '<option value="polisi">' in text
    assert '<option value="KPK; polisi">' in client.get("/suggest/actor?actor=KPK%3B+polis").text
    assert client.get("/suggest/actor?actor=").text.strip() == ""
    assert client.get("/suggest/type?type=A").status_code == 404


def test_csv_holds_what_the_filters_say(client: TestClient, collection: Path) -> None:
    answer = client.get("/events/csv?type=ACCUSE")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert sorted(f"{row['article_id']}#{row['event_id']}" for row in rows) == sorted(
        events_of(collection, "type = 'ACCUSE'")
    )
    assert answer.headers["content-disposition"] == 'attachment; filename="runut-events.csv"'


def test_json_lines_hold_whole_records_with_no_other_events(client: TestClient) -> None:
    records = [
        json.loads(line) for line in client.get("/events/jsonl?type=ACCUSE&outlet=Kabar+Timur").text.splitlines()
    ]
    assert {event["type"] for record in records for event in record["events"]} == {"ACCUSE"}
    assert {record["article"]["outlet"] for record in records} == {"Kabar Timur"}


def test_parquet_can_be_read(client: TestClient, collection: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(client.get("/events/parquet?status=actual").content)
    found = duckdb.sql(f"SELECT article_id || '#' || event_id FROM '{path}'").fetchall()  # noqa: S608
    assert sorted(name for (name,) in found) == sorted(events_of(collection, "status = 'actual'"))


def test_gdelt_has_its_columns_and_nothing_found_is_an_empty_table(client: TestClient) -> None:
    lines = client.get("/events/gdelt?type=ACCUSE").text.splitlines()
    assert lines
    assert {len(line.split("\t")) for line in lines} == {61}
    assert client.get("/events/gdelt?q=katayangtidakada").text == ""
    assert client.get("/events/csv?q=katayangtidakada").text.count("\n") == 1


def test_a_download_that_cannot_be_is_told_before_it_begins(client: TestClient) -> None:
    assert client.get("/events/csv?q=%22").status_code == 400
    assert client.get("/events/xlsx").status_code == 404
