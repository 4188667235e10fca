"""Every page in a real browser: nothing goes wrong in it, nothing leaves the computer, everybody can use it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.store.reading import VERSIONS
from tests.view.browser.access import COLOURS, faults_of_access
from tests.view.browser.conftest import Opening, Serving, Visit
from tests.view.browser.hostile import MARKUP, hostile
from tests.view.browser.places import ALIKE, pages
from tests.view.reports import RECORDS

from runut.articles import Reading
from runut.store import link, load

PHONE = 390
PAGES = pages(RECORDS[0])


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ALIKE])
def test_nobody_is_kept_out_of_a_page(opening: Opening, name: str) -> None:
    with opening(refused=name in {"refused", "missing"}) as visit:
        page = visit.go(PAGES[name])
        assert faults_of_access(visit) == []
        page.emulate_media(color_scheme="dark")
        assert faults_of_access(visit, COLOURS) == []
        page.set_viewport_size({"width": PHONE, "height": 800})
        assert settled_width(page) <= PHONE


def settled_width(page: Page) -> int:
    """The page's width once its charts have been drawn anew; the policy of its content forbids waiting by a script."""
    for _ in range(100):
        width: int = page.evaluate("document.documentElement.scrollWidth")
        if width <= PHONE:
            break
        page.wait_for_timeout(50)
    return width


def test_what_a_report_holds_never_runs(opening: Opening, served: Serving, tmp_path: Path) -> None:
    records = {one.article.id: one for one in map(hostile, RECORDS[:3])}
    readings = [Reading(where=MARKUP, article=one.article) for one in records.values()]
    load(tmp_path / "k", readings, lambda some: (records[one.id] for one in some), dict.fromkeys(VERSIONS, MARKUP))
    link(tmp_path / "k")
    places = pages(next(iter(records.values())), MARKUP)
    with served(tmp_path / "k") as address, opening(at=address, refused=True) as visit:
        for name, path in places.items():
            page = visit.go(path)
            assert page.evaluate("window.ran") is None, name
            assert visit.violations() == [], name
            assert page.locator("a[href^='javascript']").count() == 0, name
            assert "49${" not in page.content(), name


def test_from_a_search_to_a_report_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit.go("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips to the content
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Who", exact=True)).to_be_focused()
    page.keyboard.type("komisi")
    page.wait_for_url("**/?actor=komisi")
    report = page.locator("#found a", has_text="Report").first
    for _ in range(150):
        page.keyboard.press("Tab")
        if report.evaluate("node => node === document.activeElement"):
            break
    assert report.evaluate("node => getComputedStyle(node).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/report?id=*")
    expect(page.locator("h1")).to_be_visible()
