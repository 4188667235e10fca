"""Correcting in the viewer: what a form says is kept, shown beside what the program says, and can be taken back."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from starlette.testclient import TestClient
from tests.view.reports import RECORDS

from runut.model import Event
from runut.store import Correction, corrected_gold, read_corrections
from runut.store.corrections import text_digest
from runut.view import create_app
from runut.view.judgements import key_of

RECORD = RECORDS[0]
EVENT = RECORD.events[0]


class Desk:
    """The viewer of a collection of its own, and the forms of one report in it."""

    def __init__(self, root: Path, client: TestClient, token: str) -> None:
        self.root = root
        self.client = client
        self.token = token

    def send(self, act: str, about: Event | None = EVENT, /, **form: str) -> str:
        """What comes back when a script sends the form."""
        data = {
            "token": self.token,
            "report": RECORD.article.id,
            "text": text_digest(RECORD.article.text),
            "by": "Sari Dewi",
            "act": act,
            "event": key_of(about) if about else "",
        }
        return self.client.post("/correct", data=data | form, headers={"hx-request": "true"}).text

    def kept(self) -> tuple[Correction, ...]:
        return read_corrections(self.root)


@pytest.fixture
def desk(collection: Path, tmp_path: Path) -> Iterator[Desk]:
    root = copytree(collection, tmp_path / "berita")
    app = create_app(root, correcting=True)
    with TestClient(app, base_url="http://localhost") as client:
        yield Desk(root, client, app.state.correcting)


def filled(event: Event = EVENT, **changed: str) -> dict[str, str]:
    """The form of an event as the page fills it in."""
    form = {"type": event.type.value, "mode": event.mode or "", "status": event.status.value}
    form |= {"certainty": event.certainty.value, "date": event.date or ""}
    if event.place:
        form |= {"place": event.place.name, "country": event.place.country or ""}
    for role in ("actors", "recipients"):
        for number, one in enumerate(getattr(event, role)):
            sector = one.sectors[0] if one.sectors else ""
            form |= {f"{role}.{number}.text": one.text, f"{role}.{number}.code": one.code or ""}
            form |= {f"{role}.{number}.sector": sector}
    for number, source in enumerate(event.sources):
        form |= {f"sources.{number}.name": source.name, f"sources.{number}.kind": source.kind.value}
    return form | changed


def test_a_verdict_is_kept_with_the_name_and_shown(desk: Desk) -> None:
    told = desk.send("wrong")
    (kept,) = desk.kept()
    assert (kept.by, kept.field, kept.new, kept.event) == ("Sari Dewi", "verdict", "wrong", EVENT)
    assert "Wrong, says" in told
    assert "Sari Dewi" in told
    assert re.search(r'value="wrong" aria-pressed="true"', told)
    assert "Wrong, says" not in desk.send("withdraw")
    assert [one.new for one in desk.kept()] == ["wrong", None]


def test_a_form_that_changes_nothing_keeps_nothing(desk: Desk) -> None:
    for number, event in enumerate(RECORD.events):
        desk.send("mend", event, **filled(event))
        assert desk.kept() == (), number


def test_what_was_mended_stands_beside_what_the_program_says_and_can_be_taken_back(desk: Desk) -> None:
    told = desk.send("mend", **filled(status="future", date="2024-08"))
    assert [(one.field, one.new) for one in desk.kept()] == [("date", "2024-08"), ("status", "future")]
    assert f'<s><span lang="id">{EVENT.date}</span></s>' in told
    assert '<ins><span lang="id">2024-08</span></ins>' in told
    told = desk.send("restore", field="date")
    assert "2024-08</span></ins>" not in told
    assert "<ins>yet to come</ins>" in told
    assert "3 corrections so far" in told


def test_words_of_a_participant_are_found_in_the_report_or_refused(desk: Desk) -> None:
    told = desk.send("mend", **filled() | {"recipients.0.text": "Juru Bicara KPK", "recipients.0.code": "idn"})
    assert "Juru Bicara KPK (IDN" in told
    (new,) = desk.kept()[0].new
    assert RECORD.article.text[new["start"] : new["end"]] == "Juru Bicara KPK"
    told = desk.send("mend", **filled() | {"actors.0.text": "Presiden Mars"})
    assert "does not stand in the report" in told
    assert len(desk.kept()) == 1


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("type", "PARTY", "is none of"),
        ("mode", "picnic", "has no"),
        ("date", "2024-02-31", "write it as"),
        ("date", "kemarin", "write it as"),
        ("country", "Indonesia", "is no code"),
        ("actors.0.sector", "XXX", "is no sector"),
        ("status", "x" * 400, "is none of"),
        ("place", "x" * 400, "longer than"),
    ],
)
def test_what_cannot_be_is_said_and_not_kept(desk: Desk, field: str, value: str, message: str) -> None:
    form = filled() | {"place": "Jakarta", field: value}
    assert message in desk.send("mend", **form)
    assert desk.kept() == ()


def test_a_missing_event_is_added_mended_and_withdrawn(desk: Desk) -> None:
    span = RECORD.sentences[0]
    assert "do not stand in that sentence" in desk.send("add", None, sentence="1", words="terbang", type="AID")
    word = RECORD.article.text[span.start : span.end].split()[0]
    told = desk.send("add", None, sentence="1", words=word, type="AID")
    assert "Added by a reader" in told
    added = desk.kept()[0].event
    assert added is not None
    assert "yet to come</ins>" in desk.send("mend", added, **filled(added, status="future"))
    assert "Added by a reader" not in desk.send("withdraw", added)


def test_a_done_report_is_gold_until_it_is_called_not_done(desk: Desk) -> None:
    assert "Done, says" in desk.send("done", None)
    desk.send("wrong")
    (gold,) = corrected_gold(desk.root)
    assert len(gold.events) == len(RECORD.events) - 1
    desk.send("undone", None)
    assert list(corrected_gold(desk.root)) == []


def test_without_scripts_one_is_led_back_to_the_report(desk: Desk) -> None:
    desk.send("right")
    data = {"token": desk.token, "report": RECORD.article.id, "text": text_digest(RECORD.article.text)}
    data |= {"by": "Åsa “é”", "act": "wrong", "event": key_of(EVENT), "anchor": "v1"}
    answer = desk.client.post("/correct", data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("#v1")
    assert "Åsa “é”" in desk.send("right", by="Åsa “é”")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"token": "x"}, "older than this viewer"),
        ({"token": "é"}, "older than this viewer"),
        ({"report": "nowhere"}, "no longer in the collection"),
        ({"text": "0"}, "text has changed"),
        ({"event": "0-3-AID"}, "was read anew"),
        ({"act": "dance"}, "is none of"),
        ({"by": " "}, "say who corrects"),
        ({"by": "x" * 90}, "say who corrects"),
        ({"by": "a\u202eb"}, "say who corrects"),
    ],
)
def test_what_does_not_come_from_the_page_is_not_kept(desk: Desk, form: dict[str, str], message: str) -> None:
    assert message in desk.send("right", **form)
    assert desk.kept() == ()


def test_what_is_told_of_a_form_is_no_markup(desk: Desk) -> None:
    told = desk.send("mend", **filled() | {"actors.0.text": "<script>x</script>"})
    assert "<" not in told
    assert "&lt;script&gt;" in told


def test_the_form_is_a_page_of_its_own_and_a_part_of_the_reports(desk: Desk) -> None:
    asked = {"report": RECORD.article.id, "event": key_of(EVENT), "anchor": "v1"}
    whole = desk.client.get("/mend", params=asked).text
    assert whole.startswith("<!doctype html>")
    part = desk.client.get("/mend", params=asked, headers={"hx-request": "true"}).text
    assert part.strip().startswith("<section")
    assert part.strip() in whole
    for wrong in ({"report": "nowhere"}, {"event": "0-1-AID"}):
        assert desk.client.get("/mend", params=asked | wrong).status_code == 404


def test_a_long_form_is_refused_before_it_is_read(desk: Desk) -> None:
    assert desk.client.post("/correct", data={"by": "x" * 70_000}).status_code == 413


def test_another_site_cannot_correct(desk: Desk) -> None:
    answer = desk.client.post("/correct", data={"act": "done"}, headers={"origin": "https://attacker.example"})
    assert answer.status_code == 403


def test_a_viewer_to_be_read_only_takes_nothing(collection: Path, client: TestClient) -> None:
    answer = client.post("/correct", data={"token": "None", "report": RECORD.article.id})
    assert answer.status_code == 400
    assert "switched off" in answer.text
    assert read_corrections(collection) == ()
