"""Charts, map and network in a real browser: drawn without a fault, led through by pointer and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.view.browser.conftest import Opening, Visit

DRAWN = ".drawing svg"


def drawn(page: Page) -> None:
    page.locator(f"{DRAWN} path").nth(5).wait_for(state="attached")


@pytest.mark.parametrize("path", ["/actor?a=IDN", "/dyad?a=IDN+GOV&b=IDN+CVL", "/map", "/network"])
@pytest.mark.parametrize("width", [390, 900, 1400])
def test_a_drawing_fits_its_page(opening: Opening, path: str, width: int) -> None:
    with opening(viewport={"width": width, "height": 900}) as visit:
        page = visit.go(path)
        drawn(page)
        assert visit.violations() == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        box = page.locator(DRAWN).bounding_box()
        assert box is not None
        assert box["width"] <= width


def test_colours_follow_the_theme(visit: Visit) -> None:
    page = visit.go("/network")
    page.emulate_media(color_scheme="light")
    drawn(page)
    light = page.locator(f"{DRAWN} text").first.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(f"{DRAWN} text").first).not_to_have_attribute("fill", light or "")


def test_a_column_of_a_course_leads_to_its_events(visit: Visit) -> None:
    page = visit.go("/actor?a=IDN&by=year")
    drawn(page)
    box = page.locator(DRAWN).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] - 30, box["y"] + 130)
    page.wait_for_url(re.compile(r"period=\d{4}#events$"))
    assert page.locator("#events .event").count() > 0


def test_the_table_of_a_course_leads_there_by_keyboard(visit: Visit) -> None:
    page = visit.go("/actor?a=IDN&by=year")
    page.locator(".as-table summary").focus()
    page.keyboard.press("Enter")
    page.locator(".as-table tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"period=\d{4}#events$"))


def test_names_are_found_as_one_types(visit: Visit) -> None:
    page = visit.go("/actors?level=country")
    page.get_by_label("Look for a name").type("indones")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    assert "typed=indones" in page.url
    page.locator("#found tbody a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indonesia")


def test_quotes_are_fetched_into_the_page(visit: Visit) -> None:
    page = visit.go("/actor?a=IDN")
    expect(page.locator(".quotes .voices").first).to_be_visible()


def test_the_map_can_be_led_by_buttons(visit: Visit) -> None:
    page = visit.go("/map")
    drawn(page)
    page.get_by_role("button", name="World").press("Enter")
    expect(page.get_by_role("button", name="World")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Nearer").press("Enter")
    page.locator(".places a").first.click()
    page.wait_for_url(re.compile(r"at=.*#events$"))
    assert page.locator("#events .event").count() > 0


def test_without_scripts_the_numbers_are_there(opening: Opening) -> None:
    with opening(java_script_enabled=False) as visit:
        page = visit.go("/map")
        assert page.locator(".places a").count() > 0
        assert page.locator(".map-views").is_hidden()
        page = visit.go("/actor?a=IDN")
        page.get_by_role("link", name="Show quotes").click()
        expect(page.locator(".voices").first).to_be_visible()
