"""Which noun phrase stands in which slot of a trigger, on trees built by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import BaseDefaults
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from runut.events.arguments import arguments_of
from runut.events.triggers import find_triggers

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "events" / "arguments.yaml").read_text(encoding="utf-8")
)["cases"]


def tree_of(notation: str) -> tuple[Doc, int]:
    """The tree that ``notation`` describes, and the token in brackets."""
    words, tags, labels, heads = [], [], [], []
    for number, token in enumerate(notation.split()):
        word, tag, rest = token.split(":", maxsplit=2)
        label, head = rest.rsplit(":", maxsplit=1)
        words.append(word)
        tags.append(tag)
        labels.append(label)
        heads.append(int(head) - 1 if int(head) else number)
    marked = next(number for number, word in enumerate(words) if word.startswith("["))
    doc = Doc(
        create_vocab("id", BaseDefaults), words=[word.strip("[]") for word in words], pos=tags, deps=labels, heads=heads
    )
    return doc, marked


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_each_phrase_stands_in_its_slot(case: dict[str, Any]) -> None:
    doc, marked = tree_of(case["tree"])
    here = [trigger for trigger in find_triggers(doc) if trigger.start == marked]
    trigger = max(here, key=lambda one: one.sense.kind == "verb")  # rather than a set phrase of the same form
    found = arguments_of(doc, trigger)
    assert {doc[one.head].text: f"{one.slot} {one.path}" for one in found} == case["expect"]
    assert len({one.head for one in found}) == len(found)
