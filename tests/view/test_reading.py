"""Pasting a text: what is refused and how, and that nothing is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import document_fromstring
from starlette.testclient import TestClient
from tests.view.reports import RECORDS

import runut
from runut.errors import ArticleError
from runut.model import Record

EVIL = "</textarea><script>alert(1)</script>"
TEXT = "Polisi menangkap tiga demonstran di Makassar, Rabu (12/3). Bupati membantah tuduhan itu kemarin sore."


Asked = list[tuple[str, dict[str, str | None]]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the pipeline is asked to read; it answers with a record that was read before."""
    found: Asked = []

    def read(text: str, **told: str | None) -> Record:
        found.append((text, told))
        if not text.strip():
            raise ArticleError("has no text; give a report with a body")
        return RECORDS[0]

    monkeypatch.setattr(runut, "read", read)
    return found


def test_the_box_is_there_and_an_example_fills_it(client: TestClient) -> None:
    form = document_fromstring(client.get("/read").text).forms[-1]
    assert form.method == "POST"
    assert set(form.fields) == {"text", "title", "published", "outlet"}
    filled = document_fromstring(client.get("/read?example=1").text).forms[-1]
    assert "berunjuk rasa" in filled.fields["text"]
    assert filled.fields["published"] == "2025-03-13"


def test_a_text_is_read_with_what_is_told_of_it_and_shown_as_a_report(client: TestClient, asked: Asked) -> None:
    form = {"text": "Satu.\r\nDua.", "title": "", "outlet": " Kabar ", "published": "2025-03-13"}
    answer = client.post("/read", data=form)
    assert asked == [("Satu.\nDua.", {"title": None, "outlet": "Kabar", "published": "2025-03-13"})]
    found = document_fromstring(answer.text)
    assert len(found.find_class("card")) == len(RECORDS[0].events)
    assert found.find_class("corrections") == []
    assert answer.headers["cache-control"] == "no-store"


def test_what_cannot_be_read_is_told_in_the_page_and_the_form_stays_filled(client: TestClient, asked: Asked) -> None:
    answer = client.post("/read", data={"text": "  ", "title": EVIL})
    found = document_fromstring(answer.text)
    assert answer.status_code == 422
    assert "give a report with a body" in found.xpath("//*[@role='alert']")[0].text_content()
    assert found.forms[-1].fields["title"] == EVIL
    assert asked


def test_a_hostile_text_stays_text(client: TestClient, asked: Asked) -> None:
    found = document_fromstring(client.post("/read", data={"text": f"\n{EVIL}", "outlet": EVIL}).text)
    assert [script.text for script in found.iter("script") if script.text] == []
    assert found.forms[-1].fields["text"].strip() == EVIL
    assert asked


def test_too_long_a_text_is_refused_before_it_is_looked_at(client: TestClient, asked: Asked) -> None:
    answer = client.post("/read", data={"text": "kata " * 200_000})
    assert answer.status_code == 413
    assert "at most 200,000 characters" in answer.text
    assert asked == []

    def endless() -> Iterator[bytes]:
        yield b"text=kata"

    assert client.post("/read", content=endless()).status_code == 413


@pytest.mark.parametrize("headers", [{"origin": "https://attacker.example"}, {"sec-fetch-site": "cross-site"}])
@pytest.mark.parametrize("path", ["/read", "/nearest"])
def test_another_site_cannot_make_it_read(client: TestClient, asked: Asked, headers: dict[str, str], path: str) -> None:
    assert client.post(path, data={"text": TEXT}, headers=headers).status_code == 403
    assert asked == []


def test_nothing_is_kept(client: TestClient, collection: Path, asked: Asked) -> None:
    def state() -> list[tuple[str, int]]:
        return sorted((str(path), path.stat().st_mtime_ns) for path in collection.rglob("*"))

    before = state()
    client.post("/read", data={"text": TEXT})
    assert state() == before
    assert asked


def test_other_fields_and_files_are_passed_over(client: TestClient, asked: Asked) -> None:
    assert client.post("/read", data={"text": TEXT, "file": "/etc/passwd"}).status_code == 200
    assert asked[0][0] == TEXT


def test_what_came_nearest_is_asked_of_a_report_that_is_there(client: TestClient) -> None:
    assert client.post("/nearest?id=nobody").status_code == 404
    assert client.get("/nearest?id=nobody").status_code == 405


@pytest.mark.model
def test_a_pasted_text_is_read_by_the_model(client: TestClient) -> None:
    answer = client.post("/read", data={"text": TEXT, "published": "2025-03-13"})
    (first, *_) = document_fromstring(answer.text).find_class("card")
    assert "arrest" in first.text_content()
    assert "12 Mar 2025" in first.text_content()


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("   ", "has no text"),
        (
            "The police arrested three demonstrators in the capital on Wednesday. " * 4,
            "not Indonesian",
        ),
        ("kata " * 50_000, "split it"),
    ],
)
def test_the_reader_says_what_is_wrong_with_a_text(client: TestClient, text: str, said: str) -> None:
    answer = client.post("/read", data={"text": text})
    assert answer.status_code == 422
    assert said in document_fromstring(answer.text).xpath("//*[@role='alert']")[0].text_content()


@pytest.mark.model
def test_what_came_nearest_is_told_sentence_by_sentence(client: TestClient) -> None:
    answer = client.post("/nearest", params={"id": RECORDS[0].article.id}, headers={"accept-language": "id"})
    found = document_fromstring(answer.text)
    assert len(found.xpath("//ol/li/blockquote")) >= len(RECORDS[0].sentences) - 1
    assert found.find_class("found")
    assert "yang mendukung" in answer.text
