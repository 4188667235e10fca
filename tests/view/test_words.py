"""Texts of the interface: all of them in every language."""

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

import runut.view
from runut.errors import LexiconError
from runut.lexicon.contexts import context_names
from runut.lexicon.languages import Language
from runut.model import Certainty, EntityType, EventType, SourceKind, Status
from runut.view.filters import modes
from runut.view.words import translator, words

VIEW = Path(runut.view.__file__).parent
FIXED = re.compile(r"""\bt\(\s*["']([\w.]+)["']\s*[,)]""")
USED = sorted(
    {
        key
        for path in [*VIEW.rglob("*.html"), *VIEW.rglob("*.py")]
        for key in FIXED.findall(path.read_text(encoding="utf-8"))
    }
)


def fields(text: str | dict[str, str]) -> set[str]:
    texts = text.values() if isinstance(text, dict) else [text]
    return {name for one in texts for _, name, _, _ in Formatter().parse(one) if name is not None}


@pytest.mark.parametrize("key", sorted(words()))
def test_a_text_is_there_in_every_language_with_the_same_values(key: str) -> None:
    texts = words()[key]
    assert set(texts) == set(Language)
    assert len({frozenset(fields(text)) for text in texts.values()}) == 1
    assert all(isinstance(text, str) or "other" in text for text in texts.values())


@pytest.mark.parametrize("key", USED)
def test_a_key_that_a_page_names_is_there(key: str) -> None:
    assert key in words()


def test_a_missing_text_is_an_error() -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.at\.all"):
        translator(Language.EN)("nowhere.at.all")


def test_numbers_and_plurals_are_the_languages_own() -> None:
    assert translator(Language.EN)("events.found", n=1) == "1 event"
    assert translator(Language.EN)("events.found", n=12345) == "12,345 events"
    assert translator(Language.ID)("events.found", n=12345) == "12.345 peristiwa"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        *[(kind, EventType) for kind in ("type", "does")],
        *[("status", Status), ("certainty", Certainty), ("source", SourceKind), ("entity", EntityType)],
        *[("mode", modes()), ("context", context_names()), ("quad", range(1, 5))],
    ],
)
def test_all_that_an_event_can_be_has_a_name(kind: str, names: Iterable[object]) -> None:
    assert [name for name in names if f"{kind}.{name}" not in words()] == []
