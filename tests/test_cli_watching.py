"""Collections fed from the web: runut add with addresses, runut watch. The web is on this computer."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.articles.serving import HOST, Site, feed, report, serving
from tests.store.reading import VERSIONS, article, code
from typer.testing import CliRunner, Result

from runut.articles import Reading
from runut.cli import app
from runut.store import load

pytestmark = pytest.mark.model
HERE = ("--allow-private", HOST, "--delay", "0")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        for number in range(1, 4):
            found.serve(f"/{number}", report(number))
        found.serve("/rss", feed(1, 2, 9), "application/rss+xml")
        yield found


def rows(root: Path, sql: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("query", root, sql, "--format", "json").stdout.splitlines()]


def watch_list(folder: Path, site: Site, more: str = "") -> Path:
    path = folder / "sources.toml"
    path.write_text(f'[[source]]\nurl = "{site.address}/rss"\noutlet = "Kabar Utara"\n{more}', encoding="utf-8")
    return path


def test_a_feed_is_added_once_and_its_pages_are_kept(site: Site, tmp_path: Path) -> None:
    root = tmp_path / "berita"
    first = run("add", root, f"{site.address}/rss", *HERE, "--jobs", "1")
    assert first.exit_code == 1
    assert "2 reports added; 1 could not be read" in first.stderr
    assert f"{site.address}/9: cannot be fetched: the server answers 404" in first.stderr
    assert [row["published"] for row in rows(root, "SELECT published FROM articles ORDER BY published")] == [
        "2024-06-01T10:00:00+07:00",
        "2024-06-02T10:00:00+07:00",
    ]
    site.pages()
    again = run("add", root, f"{site.address}/rss", *HERE, "--jobs", "1")
    assert again.exit_code == 0
    assert again.stderr.splitlines()[-1] == "runut: 0 reports added"
    assert site.pages() == ["/rss"]
    kept = run("read", root / "pages", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["article"]["url"] for line in kept] == [f"{site.address}/1", f"{site.address}/2"]


def test_what_was_added_from_elsewhere_is_not_fetched(site: Site, tmp_path: Path) -> None:
    root = tmp_path / "berita"
    load(root, [Reading(where="arsip.jsonl:1", article=article(1, url=f"{site.address}/1"))], code, VERSIONS)
    run("watch", root, watch_list(tmp_path, site), "--once", *HERE)
    assert site.pages() == ["/rss", "/2", "/9"]


def test_a_watch_adds_what_is_new(site: Site, tmp_path: Path) -> None:
    root, listed = tmp_path / "berita", watch_list(tmp_path, site)
    assert "2 reports added" in run("watch", root, listed, "--once", *HERE).stderr
    assert {row["outlet"] for row in rows(root, "SELECT outlet FROM articles")} == {"Kabar Utara"}
    site.serve("/rss", feed(2, 3), "application/rss+xml")
    site.pages()
    second = run("watch", root, listed, "--once", *HERE)
    assert second.exit_code == 0
    assert second.stderr.splitlines()[-1] == "runut: 1 reports added"
    assert site.pages() == ["/rss", "/3"]


def test_a_watch_reads_its_list_anew_and_goes_on_after_a_pass_that_failed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, listed = tmp_path / "berita", watch_list(tmp_path, site, "every = 5")
    waits = []

    def sleep(seconds: float) -> None:
        waits.append(round(seconds))
        if len(waits) == 1:
            (root / "collection.json").rename(root / "aside.json")
            listed.write_text(f'[[source]]\nurl = "{site.address}/rss"\nevery = 0.001\n', encoding="utf-8")
        elif len(waits) == 2:
            (root / "aside.json").rename(root / "collection.json")
        else:
            raise KeyboardInterrupt

    monkeypatch.setattr("runut.cli.watching.time.sleep", sleep)
    result = run("watch", root, listed, *HERE)
    assert waits[0] == 300
    assert waits[1:] == [1, 1]
    assert "2 reports added" in result.stderr
    assert "is no collection and not empty" in result.stderr
    assert result.stderr.count("next pass at") == 3


def test_pages_are_read_anew_without_being_fetched(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "berita"
    site.serve("/1", report(1).replace("<h1>Unjuk rasa ke-1</h1>", ""))
    run("watch", root, watch_list(tmp_path, site), "--once", *HERE)
    site.pages()
    assert run("add", root, "--reread", "--jobs", "1").stderr == "runut: 0 reports coded anew\n"
    monkeypatch.setattr("runut.articles.html.LEAST_CHARACTERS", 10_000)
    anew = run("add", root, "--reread", "--jobs", "1")
    assert "0 reports coded anew; 2 could not be read" in anew.stderr
    assert site.asked == []


def test_a_private_host_that_is_not_named_is_not_asked(site: Site, tmp_path: Path) -> None:
    result = run("watch", tmp_path / "berita", watch_list(tmp_path, site), "--once")
    assert result.exit_code == 1
    assert f"give --allow-private {HOST}" in result.stderr
    assert site.asked == []
    assert f"--allow-private {HOST}" in run("read", f"{site.address}/1").stderr
    assert run("read", f"{site.address}/1", "--allow-private", HOST).exit_code == 0


def test_a_list_that_is_wrong_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("evry = 5", encoding="utf-8")
    result = run("watch", tmp_path / "berita", tmp_path / "sources.toml", "--once")
    assert result.exit_code == 1
    assert result.stderr.startswith("runut: ")
    assert len(result.stderr.splitlines()) == 1
