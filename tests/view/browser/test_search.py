"""The search for events in a real browser: counts follow what one types, and the keyboard is all that one needs."""

import re

from playwright.sync_api import expect
from tests.view.browser.conftest import Opening, Visit


def test_counts_rows_and_address_follow_what_is_typed_and_ticked(visit: Visit) -> None:
    page = visit.go("/")
    page.locator("#f-actor").press_sequentially("polis")
    expect(page.locator("#taken")).to_contain_text("polis")
    expect(page.locator("#o-actor option").first).to_be_attached()
    assert page.locator("#f-actor").input_value() == "polis"
    rows = page.locator("#found article").count()
    assert page.locator("#count").inner_text().startswith(f"{rows} events")
    box = page.locator("input[value=ASSAULT]")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#taken")).to_contain_text("Attack")
    expect(page).to_have_url(re.compile(r"/\?actor=polis&type=ASSAULT$"))
    expect(box).to_be_focused()
    assert 0 < page.locator("#found article").count() < rows


def test_words_that_cannot_be_understood_are_told_where_the_rows_were(opening: Opening) -> None:
    with opening(refused=True) as visit:
        page = visit.go("/")
        page.locator("#f-since").evaluate("field => field.closest('details').open = true")
        page.locator("#f-since").fill("kemarin")
        expect(page.locator("#found")).to_contain_text("kemarin")
        assert page.locator("#found article").count() == 0
        page.locator("#f-since").fill("2019")
        expect(page.locator("#found article").first).to_be_visible()


def test_the_search_works_without_scripts(opening: Opening) -> None:
    with opening(java_script_enabled=False) as visit:
        page = visit.go("/")
        page.locator("#f-actor").fill("polis")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/\?actor=polis$"))
        assert page.locator("#found article").count() > 0


def test_the_first_stop_of_the_keyboard_leads_to_the_content(visit: Visit) -> None:
    page = visit.go("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
