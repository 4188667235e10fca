"""A change of the sentence changes exactly what it should in the event, and nothing else, for every type."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest
import yaml

import runut
from runut.lexicon.event_types import event_types
from runut.model import Event, EventType, Participant

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "events" / "behaviour.yaml").read_text(encoding="utf-8")
)
PUBLISHED, WEEK_LATER = "2024-06-21", "2024-06-28"

Party = tuple[str, str, tuple[str, ...]]


class Change(NamedTuple):
    """How the sentence is changed, and which fields of the event change to what."""

    word: str = ""
    voice: str = "active"
    swap: bool = False
    frame: str = "{}."
    published: str = PUBLISHED
    expect: Mapping[str, Any] = MappingProxyType({})


PLAIN = "as it is"
CHANGES = {
    PLAIN: Change(),
    "swapped": Change(swap=True),
    "passive": Change(voice="passive"),
    "tidak": Change(word="tidak", expect={"status": "negated"}),
    "batal": Change(word="batal", expect={"status": "negated"}),
    "akan": Change(word="akan", expect={"status": "future"}),
    "diduga": Change(word="diduga", expect={"certainty": "possible"}),
    "menurut laporan": Change(
        frame="Menurut laporan Reuters, {}.", expect={"certainty": "probable", "sources": ["Reuters"]}
    ),
    "kata juru bicara": Change(frame="{}, kata Arwana Siregar.", expect={"sources": ["Arwana Siregar"]}),
    "kemarin": Change(frame="{} kemarin.", expect={"date": "2024-06-20"}),
    "a week later": Change(frame="{} kemarin.", published=WEEK_LATER, expect={"date": "2024-06-27"}),
}


def applies(change: Change, template: dict[str, Any]) -> bool:
    two = "{b}" in template["active"]
    return change.voice in template and (two or not change.swap)


PAIRS = [(template, name) for template in CASES["templates"] for name in CHANGES if applies(CHANGES[name], template)]


def sentence_of(template: dict[str, Any], change: Change) -> str:
    """The template with its parties, changed."""
    (a, _), (b, _) = CASES["parties"][template["parties"]][:: -1 if change.swap else 1]
    clause = " ".join(template[change.voice].replace("_", change.word).format(a=a, b=b).split())
    sentence = change.frame.format(clause)
    return sentence[0].upper() + sentence[1:]


@cache
def events() -> dict[tuple[str, str], tuple[Event, ...]]:
    """The events of every changed sentence, by sentence and day of publication; read in one go, for speed."""
    asked = {(sentence_of(template, CHANGES[name]), CHANGES[name].published) for template, name in PAIRS}
    rows = sorted(asked)
    records = runut.read_many([{"text": text, "published": published, "title": ""} for text, published in rows])
    return {row: record.events for row, record in zip(rows, records, strict=True)}


def parties(found: tuple[Participant, ...]) -> list[Party]:
    return sorted((one.text.lower(), one.code or "", one.sectors) for one in found)


def told(event: Event) -> dict[str, Any]:
    """What an event says, but for the words that say it."""
    return {
        "type": event.type,
        "mode": event.mode,
        "actors": parties(event.actors),
        "recipients": parties(event.recipients),
        "date": event.date,
        "place": event.place.name if event.place else None,
        "status": event.status,
        "certainty": event.certainty,
        "sources": [source.name for source in event.sources],
    }


def only_event(template: dict[str, Any], change: Change) -> dict[str, Any]:
    coded = events()[sentence_of(template, change), change.published]
    found = [event for event in coded if event.type not in template.get("also", ())]
    assert len(found) == 1, [event.type.value for event in found]
    return told(found[0])


def marked(template: dict[str, Any], name: str) -> Any:
    cause = CASES["causes"].get(template.get("fails", {}).get(name))
    marks = [pytest.mark.xfail(strict="learnt" not in cause, reason=cause["why"])] if cause else []
    return pytest.param(template, name, marks=marks, id=f"{template['type']} {template['active']}: {name}")


def announced(kind: str, mode: str | None) -> dict[str, Any]:
    """How an event of this type and mode is coded while it is still to come."""
    future = event_types()[EventType(kind)].future_as
    return {"type": future, "mode": mode if future == kind else None}


def test_every_type_is_tried() -> None:
    assert {template["type"] for template in CASES["templates"]} == set(EventType)


@pytest.mark.model
@pytest.mark.parametrize(("template", "name"), [marked(*pair) for pair in PAIRS if pair[1] == PLAIN])
def test_who_did_what_to_whom(template: dict[str, Any], name: str) -> None:
    (_, a), (_, b) = CASES["parties"][template["parties"]]
    event = only_event(template, CHANGES[name])
    two, mutual = "{b}" in template["active"], "mutual" in template
    plain = {"date": None, "place": None, "status": "actual", "certainty": "certain", "sources": []}
    assert event == event | plain | {key: template[key] for key in ("type", "mode") if key in template}
    assert [code for _, code, _ in event["actors"]] == (sorted([a, b]) if mutual else [a])
    assert [code for _, code, _ in event["recipients"]] == ([b] if two and not mutual else [])


@pytest.mark.model
@pytest.mark.parametrize(("template", "name"), [marked(*pair) for pair in PAIRS if pair[1] != PLAIN])
def test_a_change_changes_what_it_should(template: dict[str, Any], name: str) -> None:
    change = CHANGES[name]
    wanted = only_event(template, CHANGES[PLAIN]) | change.expect
    if change.swap:
        sides = wanted["actors"], wanted["recipients"]
        wanted["recipients"], wanted["actors"] = sides if wanted["recipients"] else sides[::-1]
    if name == "akan":
        wanted |= template.get("akan", announced(template["type"], wanted["mode"]))
    assert only_event(template, change) == wanted
