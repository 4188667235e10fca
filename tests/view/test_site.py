"""A collection as plain files: every link leads to a file, nothing needs a server, whatever reports are called."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
import pytest
from tests.store.reading import VERSIONS
from tests.view.reports import RECORDS

from runut.articles import Reading
from runut.errors import StoreError
from runut.export import file_name
from runut.lexicon.languages import Language
from runut.store import load
from runut.view import site
from runut.view.site import Site, write_site

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


@pytest.fixture(scope="module")
def made(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "situs"
    write_site(collection, out)
    return out


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def targets(path: Path) -> list[str]:
    """Where the links of a page lead within the site."""
    found = [urlsplit(link) for link in LINK.findall(path.read_text(encoding="utf-8"))]
    return [unquote(link.path) for link in found if not link.scheme and link.path]


def test_every_report_and_story_has_a_page(made: Path) -> None:
    names = {file_name(one.article.id) for one in RECORDS}
    assert {path.stem for path in (made / "report").iterdir()} == names
    assert (made / "story").is_dir()
    assert (made / "stories.html").is_file()


def test_every_link_leads_to_a_file_of_the_site(made: Path) -> None:
    for page in pages(made):
        for target in targets(page):
            assert not target.startswith("/"), (page.name, target)
            assert (page.parent / target).resolve().is_relative_to(made.resolve()), (page.name, target)
            assert (page.parent / target).is_file(), (page.name, target)


def test_nothing_in_it_needs_a_server_and_nothing_foreign_may_run(made: Path) -> None:
    for page in pages(made):
        told = page.read_text(encoding="utf-8")
        assert "script-src &#x27;self&#x27;" in told, page.name
        assert "hx-" not in told, page.name
        assert "htmx" not in told, page.name
        assert [form for form in re.findall("<form[^>]*>", told) if 'id="search"' not in form] == [], page.name


def test_rows_lead_to_the_report_and_its_event(made: Path) -> None:
    rows = (made / "events" / "rows-0.js").read_text(encoding="utf-8")
    found = re.findall(r'href=\\"(report/[^"#]+)#(v\d+)\\"', rows)
    assert found
    for page, anchor in found:
        assert f'id="{anchor}"' in (made / unquote(page)).read_text(encoding="utf-8")


def test_it_is_written_in_the_language_asked_for(collection: Path, tmp_path: Path) -> None:
    write_site(collection, tmp_path / "situs", language=Language.ID)
    assert '<html lang="id"' in (tmp_path / "situs" / "index.html").read_text(encoding="utf-8")
    assert "peristiwa" in (tmp_path / "situs" / "index.html").read_text(encoding="utf-8")


def test_more_reports_than_a_browser_holds_are_refused_with_what_to_do(
    collection: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "MOST_REPORTS", 2)
    with pytest.raises(StoreError, match=r"a site takes 2 at most: make a smaller collection"):
        write_site(collection, tmp_path / "situs")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_written_over(collection: Path, tmp_path: Path) -> None:
    (tmp_path / "situs").mkdir()
    (tmp_path / "situs" / "punyaku.txt").write_text("jangan", encoding="utf-8")
    with pytest.raises(StoreError, match="not empty"):
        write_site(collection, tmp_path / "situs")
    assert [path.name for path in tmp_path.rglob("*")] == ["situs", "punyaku.txt"]


def test_ids_that_no_disk_takes_become_files(tmp_path: Path) -> None:
    ids = ["../../keluar", "a/b?c#d", "Satu", "satu", "é" * 300, "con\\nul", "<b>"]
    records = {
        name: msgspec.structs.replace(RECORDS[0], article=msgspec.structs.replace(RECORDS[0].article, id=name))
        for name in ids
    }
    readings = [Reading(where=name, article=one.article) for name, one in records.items()]
    load(tmp_path / "k", readings, lambda some: (records[one.id] for one in some), VERSIONS)
    write_site(tmp_path / "k", tmp_path / "situs")
    names = [path.name.lower() for path in (tmp_path / "situs" / "report").iterdir()]
    assert len(set(names)) == len(ids)
    for page in pages(tmp_path / "situs"):
        assert all((page.parent / target).is_file() for target in targets(page))


def test_an_actor_leads_to_its_events_and_a_download_nowhere() -> None:
    where = Site().where
    assert where("/actor", {"name": "Sri & Budi"}) == "index.html?who=Sri+%26+Budi"
    assert where("/record", {"id": "a"}) is None
    assert where("/stories", {"page": "1"}) == "stories.html"
    assert where("/story", {"id": "a", "page": "2"}) == "story/a-2.html"
