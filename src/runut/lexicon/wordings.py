"""The sentences in which a coding is explained (``lexicon/wordings.yaml``)."""

from collections.abc import Mapping
from functools import cache

import msgspec

from runut.lexicon.languages import Language
from runut.lexicon.loader import LexiconEntry, read_entries

__all__ = ["Wordings", "wordings"]


class Wording(LexiconEntry, frozen=True, kw_only=True):
    """One sentence in both languages; it is a ``feature``, a ``value`` or a ``frame``."""

    feature: str | None = None
    value: str | None = None
    frame: str | None = None
    en: str
    id: str


class Wordings(msgspec.Struct, frozen=True):
    """The sentences of one language, by feature, value and frame."""

    features: Mapping[str, str]
    values: Mapping[str, str]
    frames: Mapping[str, str]

    def told(self, feature: str) -> str:
        """A feature in words, without its sign: ``dep=ROOT|verb`` as *its part in the sentence: the main word*."""
        name, _, rest = feature.partition("=")
        values = rest.split("|", maxsplit=1)[0].split("/")
        value = " / ".join(self.values.get(value, value) for value in values)
        return self.features.get(name, name + ": {value}").format(value=value)


@cache
def wordings(language: Language) -> Wordings:
    """The sentences in ``language``."""
    entries = read_entries("wordings.yaml", Wording)
    said = {entry: entry.en if language is Language.EN else entry.id for entry in entries}
    return Wordings(
        features={entry.feature: text for entry, text in said.items() if entry.feature is not None},
        values={entry.value: text for entry, text in said.items() if entry.value is not None},
        frames={entry.frame: text for entry, text in said.items() if entry.frame is not None},
    )
