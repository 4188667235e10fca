"""Who vouches for an event, from the nearest source to the farthest."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from runut.attribution import Hearing, Page, chain_of, event_sources, find_sources, hear
from runut.events.weights import decisions
from runut.language.loading import load_language
from runut.lexicon.cues import SourceCueKind, outlets, source_cues
from runut.mentions.quotes import find_quotes
from runut.model import Entity, EntityType, Event, EventType, Mention, Participant, Span, Status

WRITTEN: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "attribution.yaml").read_text(encoding="utf-8")
)
KINDS = {"people": EntityType.PER, "bodies": EntityType.ORG, "countries": EntityType.GPE}


def entities_of(case: dict[str, Any], text: str) -> tuple[Entity, ...]:
    """The entities that a case names by hand; an entity's id is its name."""
    named = [(name, kind) for field, kind in KINDS.items() for name in case.get(field, ())]
    places = {name: tuple(Span(*m.span()) for m in re.finditer(re.escape(name), text)) for name, _ in named}
    return tuple(Entity(id=name, type=kind, name=name, mentions=places[name]) for name, kind in named)


@pytest.mark.model
@pytest.mark.parametrize("case", WRITTEN["cases"], ids=lambda case: case["text"])
def test_who_vouches_for_it(case: dict[str, Any]) -> None:
    before, event, after = case["text"].replace("]", "[").split("[")
    doc = load_language()(before + event + after)
    entities = entities_of(case, doc.text)
    span = Span(len(before), len(before) + len(event))
    sources = find_sources(Page(doc, doc.text, entities), span, find_quotes(doc, entities), case.get("publisher"))
    assert [[source.kind.value, source.name] for source in sources] == case["expect"], case["why"]
    assert all(source.name in doc.text[source.start :] for source in sources)


@pytest.mark.model
def test_a_second_mention_may_name_the_source() -> None:
    text = "Polisi menangkap lima orang. Mereka ditangkap di rumah, kata Rudi Hartono."
    doc = load_language()(text)
    entities = entities_of({"people": ["Rudi Hartono"]}, text)
    spans = [Span(*match.span()) for match in re.finditer("menangkap|ditangkap", text)]
    page, quotes = Page(doc, text, entities), find_quotes(doc, entities)
    assert find_sources(page, spans[0], quotes) == ()
    assert [source.name for source in chain_of(page, spans, quotes)] == ["Rudi Hartono"]


def heard(case: dict[str, Any]) -> tuple[Hearing, Event]:
    """A case's report as the program hears it, and its event, whose words stand between brackets."""
    pieces = re.split(r"[\[\]]", case["text"])
    doc = load_language()("".join(pieces))
    entities = entities_of(case, doc.text)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
    mentions = tuple(Mention(start=ends[n - 1], end=ends[n]) for n in range(1, len(pieces), 2))
    actors = tuple(Participant(entity=name, text=name, start=0, end=0) for name in case.get("actors", ()))
    event = Event(
        id="v1",
        type=EventType(case["type"]),
        mentions=mentions,
        evidence=mentions[0],
        actors=actors,
        status=Status(case.get("status", "actual")),
        quad=4,
        score=0.0,
        cameo="",
    )
    return hear(doc, find_quotes(doc, entities), entities, case.get("publisher")), event


@pytest.mark.model
@pytest.mark.parametrize("case", WRITTEN["events"], ids=lambda case: case["text"])
def test_who_answers_for_an_event(case: dict[str, Any]) -> None:
    hearing, event = heard(case)
    sources = event_sources(hearing, event, decisions()["source"])
    assert [source.name for source in sources] == case["expect"], case["why"]
    assert all(hearing.page.text[source.start :].startswith(source.name) for source in sources)


def test_an_outlet_is_known_by_all_its_names() -> None:
    assert outlets()["Agence France-Presse"] is outlets()["AFP"]


@pytest.mark.parametrize("kind", list(SourceCueKind))
def test_every_kind_of_source_cue_has_words(kind: SourceCueKind) -> None:
    assert source_cues(kind)
