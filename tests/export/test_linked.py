"""JSON-LD, expanded by a JSON-LD processor that may not fetch; FollowTheMoney, against its own schemata."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from pyld import jsonld

from runut.export import EXPORTERS
from runut.model import EntityType, Record, Status

CASES = Path(__file__).parents[1] / "cases/export"
RECORD = Record.from_json((CASES / "record.json").read_bytes())
MODEL: dict[str, dict[str, str]] = yaml.safe_load((CASES / "ftm.yaml").read_text(encoding="utf-8"))
SCHEMA, OA, PLOVER = "https://schema.org/", "http://www.w3.org/ns/oa#", "urn:plover:"
BODIES = ("Person", "Organization", "PublicBody", "LegalEntity")
# What FollowTheMoney takes for a value of each type.
VALUES = {
    "date": r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2})?)?)?",
    "country": "[a-z]{2}",
    "language": "[a-z]{3}",
    "url": "https?://.+",
    "identifier": r"Q\d+",
}
Node = dict[str, Any]


def lines(form: str, *records: Record) -> list[Node]:
    stream = io.StringIO()
    EXPORTERS[form](iter(records), stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def with_event(number: int, **changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, events=(msgspec.structs.replace(RECORD.events[number], **changes),))


def refuse(url: str, _: object) -> None:
    raise AssertionError(f"wanted to fetch {url}")


def nodes(*records: Record) -> dict[str, Node]:
    """Every node of the expanded and flattened documents by its id."""
    (document,) = lines("jsonld", *records)
    return {node["@id"]: node for node in jsonld.flatten(document, None, {"documentLoader": refuse})}


def of_type(found: dict[str, Node], iri: str) -> list[Node]:
    return [node for node in found.values() if iri in node.get("@type", [])]


def value(node: Node, iri: str) -> Any:
    (one,) = node[iri]
    return one.get("@value", one.get("@id"))


def test_the_report_is_a_news_article() -> None:
    (article,) = of_type(nodes(RECORD), f"{SCHEMA}NewsArticle")
    assert article["@id"] == "https://contoh.example/1"
    assert value(article, f"{SCHEMA}articleBody") == RECORD.article.text
    assert value(article, f"{SCHEMA}datePublished") == "2024-06-03"
    assert len(article[f"{SCHEMA}mentions"]) == 7
    assert len(article[f"{SCHEMA}about"]) == 4


def test_every_name_becomes_an_address_of_a_known_vocabulary() -> None:
    quads = jsonld.to_rdf(lines("jsonld", RECORD)[0], {"format": "application/n-quads", "documentLoader": refuse})
    predicates = {line.split(" ")[1].strip("<>") for line in quads.splitlines()}
    known = (SCHEMA, OA, PLOVER, "urn:runut:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    assert {name for name in predicates if not name.startswith(known)} == set()
    assert f"{OA}hasSelector" in predicates


def test_evidence_is_a_web_annotation_with_both_selectors() -> None:
    found = nodes(RECORD)
    annotations = of_type(found, f"{OA}Annotation")
    assert len(annotations) == 10 + 5 + 4 + 1  # mentions of entities and events, sentences, quotes
    text = RECORD.article.text
    for annotation in annotations:
        assert value(annotation, f"{OA}hasBody") in found
        target = found[value(annotation, f"{OA}hasTarget")]
        assert value(target, f"{OA}hasSource") == "https://contoh.example/1"
        selectors = [found[one["@id"]] for one in target[f"{OA}hasSelector"]]
        (position,) = [one for one in selectors if f"{OA}TextPositionSelector" in one["@type"]]
        (quote,) = [one for one in selectors if f"{OA}TextQuoteSelector" in one["@type"]]
        start, end = (int(value(position, f"{OA}{name}")) for name in ("start", "end"))
        assert value(quote, f"{OA}exact") == text[start:end]
        assert (value(quote, f"{OA}prefix") + text[start:end] + value(quote, f"{OA}suffix")) in text


def test_an_event_is_an_action_of_its_participants() -> None:
    found = nodes(RECORD)
    (visit,) = of_type(found, f"{PLOVER}CONSULT")
    assert f"{SCHEMA}Action" in visit["@type"]
    names = {value(found[one["@id"]], f"{SCHEMA}name") for one in visit[f"{SCHEMA}agent"]}
    assert names == {"Arwana Siregar", "Duta Besar Rusia"}
    assert value(visit, f"{SCHEMA}startTime") == "2024-06-03"
    assert value(visit, f"{SCHEMA}actionStatus") == f"{SCHEMA}CompletedActionStatus"
    geo = found[value(found[value(visit, f"{SCHEMA}location")], f"{SCHEMA}geo")]
    assert (value(geo, f"{SCHEMA}latitude"), value(geo, f"{SCHEMA}longitude")) == (-6.2, 106.8)
    (aid,) = of_type(found, f"{PLOVER}AID")
    assert value(aid, f"{PLOVER}cameo") == "072"
    assert value(aid, "urn:runut:certainty") == "possible"


def test_what_is_denied_is_not_what_the_report_is_about() -> None:
    (article,) = of_type(nodes(with_event(3, status=Status.NEGATED)), f"{SCHEMA}NewsArticle")
    assert f"{SCHEMA}about" not in article
    assert len(article["urn:runut:denies"]) == 1
    (plan,) = of_type(nodes(with_event(3, status=Status.FUTURE)), f"{PLOVER}COERCE")
    assert value(plan, f"{SCHEMA}actionStatus") == f"{SCHEMA}PotentialActionStatus"


def test_a_report_without_address_gets_a_name() -> None:
    article = msgspec.structs.replace(RECORD.article, url=None, id="a b/ü")
    (found,) = of_type(nodes(msgspec.structs.replace(RECORD, article=article)), f"{SCHEMA}NewsArticle")
    assert found["@id"] == "urn:runut:article:a%20b%2F%C3%BC"


def ftm(*records: Record) -> list[Node]:
    return lines("ftm", *records)


def of_schema(found: list[Node], schema: str) -> list[Node]:
    return [one for one in found if one["schema"] == schema]


def test_ftm_entities_keep_to_the_schemata() -> None:
    found = ftm(RECORD)
    schema_of = {one["id"]: one["schema"] for one in found}
    assert len(schema_of) == len(found)
    for one in found:
        assert set(one) == {"id", "schema", "properties"}
        for name, values in one["properties"].items():
            kind, _, target = MODEL[one["schema"]][name].partition(" ")
            assert values
            assert all(isinstance(each, str) and each for each in values)
            for each in values:
                assert re.fullmatch(VALUES.get(kind, "(?s).+"), each)
                if kind == "entity":
                    allowed = {"Document": ("Article",), "LegalEntity": BODIES, "Thing": (*BODIES, "Article", "Event")}
                    assert schema_of[each] in allowed[target]


def test_ftm_loads_into_followthemoney() -> None:
    """With the library itself, where somebody installed it: it is too large to ask it of everybody."""
    model = pytest.importorskip("followthemoney").model
    for one in ftm(RECORD):
        model.get(one["schema"]).validate(one)
        properties = model.get_proxy(one, cleaned=False).to_dict()["properties"]
        assert {name: sorted(values) for name, values in properties.items()} == {
            name: sorted(values) for name, values in one["properties"].items()
        }


def test_ftm_tells_who_was_involved_and_who_said_what() -> None:
    found = ftm(RECORD)
    names = {one["id"]: one["properties"]["name"][0] for one in found if "name" in one["properties"]}
    arrest = next(one["properties"] for one in of_schema(found, "Event") if "COERCE" in one["properties"]["keywords"])
    assert [names[key] for key in arrest["organizer"]] == ["polisi"]
    assert [names[key] for key in arrest["involved"]] == ["polisi", "tiga demonstran"]
    (note,) = of_schema(found, "Note")
    assert [names[key] for key in note["properties"]["entity"]] == ["Arwana Siregar"]
    minister = next(one for one in of_schema(found, "Person") if names[one["id"]] == "Arwana Siregar")
    assert minister["properties"]["position"] == ["menteri luar negeri"]
    assert minister["properties"]["country"] == ["id"]


def test_ftm_has_no_event_that_was_not() -> None:
    for status in (Status.NEGATED, Status.HYPOTHETICAL):
        assert of_schema(ftm(with_event(3, status=status)), "Event") == []


def unrelated() -> Iterator[Record]:
    yield RECORD
    yield msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, id="lain"))


def test_ftm_does_not_match_people_of_two_reports() -> None:
    found = ftm(*unrelated())
    assert len({one["id"] for one in found}) == len(found)
    people = sum(entity.type is EntityType.PER for entity in RECORD.entities)
    assert len(of_schema(found, "Person")) == 2 * people
