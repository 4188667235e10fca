"""An exported site, opened from the disk: searched without a server as the viewer searches."""

from pathlib import Path
from urllib.parse import parse_qsl, quote

import pytest
from tests.view.browser.access import FROM_DISK, faults_of_access
from tests.view.browser.conftest import Opening
from tests.view.browser.hostile import hostile
from tests.view.reports import RECORDS, load_records

from runut.store import link
from runut.view.filters import Filters, Search
from runut.view.library import Library
from runut.view.listing import count
from runut.view.site import write_site

SHOWN = "#found[aria-busy=false]"
QUERIES = (
    "",
    "type=COERCE&type=ACCUSE&status=actual",
    "actor=komisi; polisi",
    "actor=IND&recipient=polisi",
    "who=COP&place=jakarta",
    "place=EST",
    "since=2019-08-22&until=2023",
    "confidence=0.7&certainty=probable",
    "source=ratri",
    "who=tidak ada",
)


@pytest.fixture(scope="module")
def made(collection: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "situs dengan spasi"
    write_site(collection, out)
    return out


def test_it_finds_what_the_viewer_finds(opening: Opening, made: Path, collection: Path) -> None:
    library = Library(collection)
    with opening(at=made.as_uri()) as visit, library.reading() as opened:
        for query in QUERIES:
            page = visit.go(f"/index.html?{query}")
            page.wait_for_selector(SHOWN)
            found = count(opened, Search(Filters.from_query(parse_qsl(query)), opened).condition).events
            assert page.locator("#count").inner_text().split()[0] == f"{found:,}", query
            assert page.locator("#found .event").count() == min(found, 50), query
    library.close()


def test_one_goes_from_what_one_types_to_the_report_and_back(opening: Opening, made: Path) -> None:
    with opening(at=made.as_uri()) as visit:
        page = visit.go("/index.html")
        page.wait_for_selector(SHOWN)
        page.get_by_label("Who", exact=True).fill("komisi")
        page.wait_for_url("**/index.html?actor=komisi")
        page.locator("#found .event a", has_text="Report").first.click()
        page.wait_for_url("**/report/*.html*")
        assert page.locator("h1").count() == 1
        page.go_back()
        page.wait_for_selector(SHOWN)
        assert page.get_by_label("Who", exact=True).input_value() == "komisi"
        page.get_by_role("link", name="Stories").click()
        assert page.url.endswith("/stories.html")


def test_what_a_report_holds_never_runs_from_a_disk_either(opening: Opening, tmp_path: Path) -> None:
    load_records(tmp_path / "k", [hostile(one) for one in RECORDS[:3]])
    link(tmp_path / "k")
    write_site(tmp_path / "k", tmp_path / "situs")
    with opening(at=(tmp_path / "situs").as_uri()) as visit:
        for path in sorted((tmp_path / "situs").rglob("*.html")):
            page = visit.go(f"/{quote(str(path.relative_to(tmp_path / 'situs')))}")
            if path.name == "index.html":
                page.wait_for_selector(SHOWN)
                assert page.locator("#found .event").count() > 0
            assert page.evaluate("window.ran") is None, path.name
            assert visit.violations() == [], path.name


def test_nobody_is_kept_out_of_it(opening: Opening, made: Path) -> None:
    with opening(at=made.as_uri()) as visit:
        visit.go("/index.html").wait_for_selector(SHOWN)
        assert faults_of_access(visit, FROM_DISK) == []
