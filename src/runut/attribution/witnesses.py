"""Everybody in a report who may answer for an event: its speakers, and the outlets that it relays."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from runut.attribution.chain import Page, names_same, outlets_named, relayed, same_outlet, speaker_of
from runut.language.columns import columns
from runut.model import Entity, Quote, Source, Span

__all__ = ["Hearing", "Witness", "hear"]


class Witness(NamedTuple):
    """A source: its quotations, where the report relays it and, of a known outlet, where it is named at all."""

    source: Source
    quotes: tuple[Quote, ...] = ()
    relays: tuple[Source, ...] = ()
    named: tuple[Source, ...] = ()


class Hearing(NamedTuple):
    """A report with its witnesses; ``sentences`` and ``paragraphs`` are where each begins."""

    page: Page
    quotes: tuple[Quote, ...]
    entities: dict[str, Entity]
    publisher: str | None
    witnesses: tuple[Witness, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds character ``offset``."""
        return max(bisect_right(self.sentences, offset) - 1, 0)

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that holds character ``offset``."""
        return max(bisect_right(self.paragraphs, offset) - 1, 0)


def hear(doc: Doc, quotes: Sequence[Quote], entities: Sequence[Entity], publisher: str | None = None) -> Hearing:
    """Find a report's witnesses, in the order in which they first speak; the ``publisher`` is none of them."""
    page = Page(doc, columns(doc).text, entities)
    told = [
        *(Witness(source, quotes=(quote,)) for quote in quotes if (source := speaker_of(page, quote))),
        *(Witness(source, relays=(source,)) for source in relayed(page, Span(0, len(page.text)))),
        *(Witness(source, named=(source,)) for source in outlets_named(page)),
    ]
    return Hearing(
        page=page,
        quotes=tuple(quotes),
        entities={entity.id: entity for entity in entities},
        publisher=publisher,
        witnesses=tuple(w for w in _gathered(told) if publisher is None or not same_outlet(w.source.name, publisher)),
        sentences=tuple(sentence.start_char for sentence in doc.sents),
        paragraphs=(0, *(n + 1 for n, character in enumerate(page.text) if character == "\n")),
    )


def _gathered(told: Iterable[Witness]) -> list[Witness]:
    """One witness a source."""
    found: list[Witness] = []
    for one in told:
        number = next((n for n, other in enumerate(found) if is_same(other.source, one.source)), None)
        if number is None:
            found.append(one)
        else:
            other = found[number]
            found[number] = Witness(
                other.source, other.quotes + one.quotes, other.relays + one.relays, other.named + one.named
            )
    return found


def is_same(one: Source, other: Source) -> bool:
    """Whether two sources are one: the same entity, or the name of one holds that of the other."""
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    return names_same(one.name, other.name)
