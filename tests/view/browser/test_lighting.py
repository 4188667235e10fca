"""A report beside its record: whoever points at a field sees the words that gave it, and back, without a mouse too."""

import pytest
from playwright.sync_api import Locator, Page
from tests.view.browser.conftest import Opening, Visit
from tests.view.reports import RECORDS

RECORD = RECORDS[0]
PATH = f"/report?id={RECORD.article.id}"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def report(visit: Visit) -> Page:
    return visit.go(PATH)


def lit_words(page: Page) -> str:
    return "".join(page.locator(".text .lit").all_text_contents())


def field(page: Page, name: str) -> Locator:
    return page.locator(f"button[data-for='r-{name}']")


def test_pointing_at_a_field_lights_the_words_that_gave_it_and_no_others(report: Page) -> None:
    event = RECORD.events[0]
    actor = event.actors[0]
    field(report, "v0-actor0").hover()
    assert lit_words(report) == RECORD.article.text[actor.start : actor.end]
    field(report, "v0-what").hover()
    assert lit_words(report) == "".join(RECORD.article.text[one.start : one.end] for one in event.mentions)
    report.locator("h1").hover()
    assert lit_words(report) == ""


def test_the_words_of_every_field_light_up_where_they_stand(report: Page) -> None:
    text = RECORD.article.text
    for number, event in enumerate(RECORD.events):
        for place, one in enumerate(event.recipients):
            field(report, f"v{number}-recipient{place}").focus()
            report.keyboard.press("Shift")
            field(report, f"v{number}-recipient{place}").hover()
            assert lit_words(report) == text[one.start : one.end]


def test_pointing_at_words_lights_their_field_and_card(report: Page) -> None:
    event = RECORD.events[0]
    report.locator(".text [data-of~='r-v0-what']").first.hover()
    assert lit_words(report) == "".join(RECORD.article.text[one.start : one.end] for one in event.mentions)
    assert "lit" in (field(report, "v0-what").get_attribute("class") or "").split()
    assert "lit" in (report.locator("[data-card='r-v0']").get_attribute("class") or "").split()


def test_the_tab_key_is_enough_and_escape_ends_it(report: Page) -> None:
    report.locator("#v1 .what").focus()
    report.keyboard.press("Tab")
    report.keyboard.press("Shift+Tab")
    assert lit_words(report) == "".join(RECORD.article.text[one.start : one.end] for one in RECORD.events[0].mentions)
    told = report.locator("[data-told]").text_content() or ""
    assert RECORD.article.text[RECORD.events[0].mentions[0].start : RECORD.events[0].mentions[0].end] in told
    report.keyboard.press("Escape")
    assert lit_words(report) == ""


IN_VIEW = "node => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"


def test_a_field_brings_its_words_into_view(report: Page) -> None:
    report.set_viewport_size({"width": 1280, "height": 420})
    last = f"v{len(RECORD.events) - 1}-what"
    field(report, last).click()
    word = report.locator(f".text [data-of~='r-{last}']").first
    report.wait_for_function(IN_VIEW, arg=word.element_handle())


def test_on_a_phone_a_tap_lights_the_sentence_in_the_card_and_stays_there(opening: Opening) -> None:
    with opening(viewport=PHONE, has_touch=True) as visit:
        page = visit.go(PATH)
        chosen = field(page, "v3-what")
        chosen.scroll_into_view_if_needed()
        chosen.tap()
        lit = page.locator("#v4 blockquote .lit").all_text_contents()
        mention = RECORD.events[3].mentions[0]
        assert "".join(lit) == RECORD.article.text[mention.start : mention.end]
        assert chosen.bounding_box()


def test_a_kind_of_mark_can_be_put_out(report: Page) -> None:
    mark = report.locator(".text .actor").first
    line = "node => getComputedStyle(node).textDecorationLine"
    assert mark.evaluate(line) == "underline"
    report.locator("#show-actor").uncheck()
    assert mark.evaluate(line) == "none"


def test_without_scripts_a_trigger_leads_to_its_card(opening: Opening) -> None:
    with opening(java_script_enabled=False) as visit:
        page = visit.go(PATH)
        page.locator(".text a.event").first.click()
        assert page.url.split("#")[1] in {event.id for event in RECORD.events}


def test_words_open_the_list_in_which_their_field_is_folded_away(report: Page) -> None:
    quotes = report.locator("details.more", has=field(report, "q0"))
    assert quotes.get_attribute("open") is None
    report.locator(".text [data-of~='r-q0']").first.click()
    assert quotes.get_attribute("open") is not None
