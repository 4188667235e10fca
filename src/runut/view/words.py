"""The texts of the interface in every language (``words/*.yaml``), strict: a text that is missing is an error.

An entry is ``key: {en: …, id: …}``. Where the number ``n`` decides, a language may have ``{one: …, other: …}``.
Texts are plain, never HTML; ``{name}`` is filled in, numbers as the language writes them.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from runut.errors import LexiconError
from runut.lexicon.languages import Language

__all__ = ["Translate", "name_in", "number_in", "translator", "words"]

Translate = Callable[..., str]
Text = str | dict[str, str]

MARKS = {Language.EN: ",", Language.ID: "."}  # between thousands


@cache
def words() -> dict[str, dict[str, Text]]:
    """Every text by its key and language. Raises :class:`LexiconError` where a key stands twice."""
    found: dict[str, dict[str, Text]] = {}
    for path in sorted(files("runut.view").joinpath("words").iterdir(), key=lambda path: path.name):
        for key, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if key in found:
                raise LexiconError(f"view/words/{path.name}: {key}: stands twice; give each text a key of its own")
            found[key] = texts
    return found


def translator(language: Language) -> Translate:
    """What gives the text of a key in ``language``, with its values filled in.

    Raises :class:`LexiconError` for a key or a language that is not there, or a value that is not given.
    """

    def translate(key: str, **values: Any) -> str:
        text = words().get(key, {}).get(language)
        if text is None:
            raise LexiconError(f"view/words: {key}: has no text in {language}; write it in the page's file")
        if isinstance(text, dict):
            text = text["one" if values.get("n") == 1 and "one" in text else "other"]
        shown = {name: number_in(language, value) for name, value in values.items()}
        try:
            return text.format(**shown)
        except KeyError as error:
            raise LexiconError(f"view/words: {key}: no value for {error}") from error

    return translate


def name_in(language: Language, kind: str, value: object) -> str:
    """What an event's ``value`` is called; the value itself where it has no name, as in records of other versions."""
    key = f"{kind}.{value}"
    return translator(language)(key) if key in words() else str(value).replace("_", " ")


def number_in(language: Language, value: Any) -> Any:
    """An integer with the language's mark between thousands; anything else as it is."""
    return f"{value:,}".replace(",", MARKS[language]) if isinstance(value, int) else value
