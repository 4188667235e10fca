"""The page of a report in a real browser: each field lights its words and no others; events are corrected in place."""

from collections.abc import Iterable
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect
from tests.view.browser.conftest import Opening, Visit
from tests.view.reports import RECORDS

from runut.model import Event, Mention, Participant, Place, Source, Timex

RECORD = RECORDS[0]
TEXT = RECORD.article.text
PATH = f"/report?{urlencode({'id': RECORD.article.id})}"
CARD = 0


def lit(page: Page) -> str:
    """The words that are lit in the report."""
    found: list[str] = page.locator(".text .lit").all_text_contents()
    return "".join(found)


def words(spans: Iterable[Mention | Participant | Source | Timex | Place]) -> str:
    """The words that should be, as they stand in the report."""
    places = sorted({place for one in spans for place in range(one.start, one.end)})
    return "".join(TEXT[place] for place in places)


def fields(event: Event) -> dict[str, str]:
    """The fields of an event, and the words that gave them."""
    times = [one for one in RECORD.timexes if one.id == event.timex]
    named = [one for one in RECORD.places if event.place and one.id == event.place.place]
    given = {
        "what": words(event.mentions),
        "when": words(times),
        "where": words(named),
        "evidence": words([event.evidence]),
    }
    for role, members in (("actor", event.actors), ("recipient", event.recipients), ("source", event.sources)):
        given |= {f"{role}{number}": words([one]) for number, one in enumerate(members)}
    return {name: told for name, told in given.items() if told}


def card(page: Page, number: int) -> Locator:
    return page.locator(".card").nth(number)


def test_pointing_at_a_field_lights_the_words_that_gave_it_and_no_others(visit: Visit) -> None:
    page = visit.go(PATH)
    for number, event in enumerate(RECORD.events[:4]):
        for name, told in fields(event).items():
            card(page, number).locator(f"[data-for='r-v{number}-{name}']").hover()
            assert lit(page).replace("\n", "") == told.replace("\n", ""), (number, name)
    page.mouse.move(2, 2)
    page.keyboard.press("Escape")
    assert lit(page) == ""


def test_an_event_is_corrected_in_place(visit: Visit) -> None:
    page = visit.go(PATH)
    of = card(page, 1).locator(".corrections")
    of.get_by_role("button", name="Wrong").click()  # without a name the browser asks for it
    assert of.locator(".verdict").count() == 0
    of.locator(".buttons").first.get_by_label("Your name").fill("Sari")
    of.get_by_role("button", name="Right").click()
    expect(of.locator(".verdict")).to_contain_text("Right, says Sari")
    of.get_by_text("Mend a field").click()
    expect(of.get_by_label("Type")).to_be_focused()
    of.get_by_label("Date").fill("kemarin")
    of.get_by_role("button", name="Save corrections").click()
    expect(of.locator(".mend .problem")).to_contain_text("write it as 2024-06-21")
    of.get_by_role("textbox", name="Date").fill("2019-08-22")
    of.get_by_label("Status").select_option("future")
    of.get_by_role("button", name="Save corrections").click()
    expect(of.locator(".changes")).to_contain_text("2019-08-22")
    of.get_by_role("button", name="Take back the correction of: Status").click()
    expect(of.locator(".changes")).not_to_contain_text("yet to come")
    page.reload()
    expect(card(page, 1).locator(".changes ins")).to_have_text("2019-08-22")
    expect(card(page, 1).locator(".verdict")).to_contain_text("Right, says Sari")


def test_without_scripts_everything_can_be_corrected_too(opening: Opening) -> None:
    with opening(java_script_enabled=False) as visit:
        page = visit.go(PATH)
        of = card(page, 2).locator(".corrections")
        of.locator(".buttons").first.get_by_label("Your name").fill("Budi")
        of.get_by_role("button", name="Wrong").click()
        assert page.url.endswith("#v3")
        expect(of.locator(".verdict")).to_contain_text("Wrong, says Budi")
        of.get_by_role("button", name="Take back").click()
        expect(of.locator(".verdict")).to_have_count(0)
        of.get_by_role("link", name="Mend a field").click()
        page.get_by_label("Certainty").select_option("possible")
        page.get_by_role("button", name="Save corrections").click()
        assert page.url.endswith("#v3")
        expect(of.locator(".changes")).to_contain_text("possible")
        whole = page.locator(".correct-report")
        whole.get_by_text("An event is missing").click()
        whole.get_by_label("The words that tell it").fill(TEXT.split()[0])
        whole.get_by_role("button", name="Add the event").click()
        expect(whole).to_contain_text("Added by a reader")
        whole.get_by_role("button", name="This report is done").click()
        expect(page.locator(".correct-report")).to_contain_text("Done, says Budi")
