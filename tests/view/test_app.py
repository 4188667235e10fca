"""The application as a whole: who may call it, what it never lets through, how it tells what is wrong."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from runut.view import create_app


def test_the_first_page_shows_events_with_the_sentence_and_its_trigger_marked(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert "<mark>" in answer.text


def test_every_answer_has_the_content_policy(client: TestClient) -> None:
    for path in ("/", "/static/app.css", "/nowhere", "/?type=DANCE"):
        answer = client.get(path)
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_another_name_for_the_viewer_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "attacker.example"}).status_code == 403
    assert client.get("/", headers={"host": "127.0.0.1:8765"}).status_code == 200
    assert client.get("/", headers={"host": "[::1]:8765"}).status_code == 200


@pytest.mark.parametrize("headers", [{"origin": "https://attacker.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_change_that_another_site_asks_for_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/preferences", data={"lang": "id"}, headers=headers).status_code == 403


@pytest.mark.parametrize("back", ["//attacker.example", "/\\attacker.example", "https://attacker.example", "/\n"])
def test_choosing_a_language_never_leads_to_another_site(client: TestClient, back: str) -> None:
    answer = client.post("/preferences", data={"theme": "auto", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_a_filter_that_cannot_be_is_told_in_a_sentence(client: TestClient) -> None:
    for query in ("type=DANCE", "since=2024-13", "confidence=9", "page=0", "order=x", "q=AND", "q=%22"):
        answer = client.get(f"/?{query}")
        assert answer.status_code == 400, query
        assert "Traceback" not in answer.text
        assert answer.text.startswith("<!doctype html>")


def test_an_unknown_page_is_told_so(client: TestClient) -> None:
    assert client.get("/nowhere").status_code == 404


def test_pages_come_in_the_language_asked_for(collection: Path) -> None:
    with TestClient(create_app(collection), base_url="http://localhost") as client:
        assert 'lang="id"' in client.get("/", headers={"accept-language": "id-ID,id;q=0.9"}).text
        client.post("/preferences", data={"lang": "id"})
        assert 'lang="id"' in client.get("/").text
