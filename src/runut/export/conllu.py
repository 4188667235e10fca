"""CoNLL-U: the report's words with their grammar, and on them the record's entities (as CorefUD) and events.

A record does not hold grammar, so the text is analysed anew by the language model, as it was when it was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import tee
from typing import TYPE_CHECKING, TextIO

import msgspec

from runut.articles import find_dateline
from runut.model import EntityType, Record

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

__all__ = ["write_conllu"]

BATCH = 32
ENTITY_TYPES = {
    EntityType.PER: "person",
    EntityType.ORG: "organization",
    EntityType.GPE: "place",
    EntityType.LOC: "place",
    EntityType.GRP: "person",
    EntityType.MISC: "abstract",
}
WHITE_SPACE = str.maketrans({" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Brackets(msgspec.Struct):
    """What begins, stands alone and ends at one word, of the entities of CorefUD."""

    opening: list[tuple[int, str]] = []
    alone: list[str] = []
    closing: list[tuple[int, str]] = []

    def __str__(self) -> str:
        """As CorefUD writes them: the longest opened first and closed last."""
        opening = [text for _, text in sorted(self.opening, reverse=True)]
        return "".join((*opening, *self.alone, *(text for _, text in sorted(self.closing))))


class Notes(msgspec.Struct):
    """What the record tells of the words of a text, by their numbers."""

    brackets: defaultdict[int, Brackets]
    events: defaultdict[int, list[str]]


def write_conllu(records: Iterable[Record], stream: TextIO) -> None:
    """Write every report as a document of sentences.

    ``MISC`` has ``SpaceAfter``, ``Entity`` (CorefUD) and ``Event`` (``v1:COERCE:arrest``). Words written as one
    (*menahan|nya*) are a multiword token. Raises :class:`runut.errors.ModelError` where there is no language model.
    """
    # Here, since the other formats should not wait half a second for it.
    from runut.language.loading import load_language  # noqa: PLC0415

    nlp = load_language()
    ahead, behind = tee(records)
    docs = nlp.pipe((_opened(record, nlp) for record in ahead), batch_size=BATCH)
    stream.write("# global.Entity = eid-etype-head-other\n")
    for number, (record, doc) in enumerate(zip(behind, docs, strict=True), start=1):
        stream.writelines(_document(record, doc, f"d{number}"))


def _opened(record: Record, nlp: "Language") -> "Doc":
    from runut.language.loading import make_doc  # noqa: PLC0415 - as above

    dateline = find_dateline(record.article.text)
    return make_doc(nlp, record.article.text, dateline.end if dateline else 0)


def _document(record: Record, doc: "Doc", prefix: str) -> Iterator[str]:
    """The lines of a report. ``prefix`` keeps the names of its sentences and entities apart from other reports'."""
    notes = _notes(record, doc, prefix)
    sentences = [[token for token in sent if not token.is_space] for sent in doc.sents]
    told = [words for words in sentences if words]
    new_paragraph = True
    for number, words in enumerate(told, start=1):
        if number == 1:
            yield f"# newdoc id = {' '.join(record.article.id.split())}\n"
        if new_paragraph:
            yield "# newpar\n"
        yield f"# sent_id = {prefix}-s{number}\n"
        yield f"# text = {_text(words)}\n"
        yield from _rows(words, notes)
        yield "\n"
        new_paragraph = "\n" in _gap(words[-1])


def _gap(word: "Token") -> str:
    """The white space between a word and the next one."""
    rest = word.doc.text[word.idx + len(word) :]
    return rest[: len(rest) - len(rest.lstrip())]


def _text(words: Sequence["Token"]) -> str:
    return "".join(word.text + (" " if _gap(word) else "") for word in words).rstrip()


def _rows(words: Sequence["Token"], notes: Notes) -> Iterator[str]:
    number_of = {word.i: number for number, word in enumerate(words, start=1)}
    for group in _written_as_one(words):
        spacing = _spacing(group[-1])
        if len(group) > 1:
            first, last = number_of[group[0].i], number_of[group[-1].i]
            form = "".join(word.text for word in group)
            yield "\t".join((f"{first}-{last}", form, *("_",) * 7, _misc(spacing))) + "\n"
        for word in group:
            misc = {
                "Entity": str(notes.brackets[word.i]) if word.i in notes.brackets else "",
                "Event": ",".join(notes.events.get(word.i, ())),
            }
            yield _row(word, number_of, misc | (spacing if len(group) == 1 else {}))


def _row(word: "Token", number_of: Mapping[int, int], misc: Mapping[str, str]) -> str:
    head = word
    while head.head.i != head.i:  # white space, which has no number, may stand between
        head = head.head
        if head.i in number_of:
            break
    governor = 0 if head.i == word.i else number_of.get(head.i, 0)
    cells = (
        str(number_of[word.i]),
        word.text,
        word.lemma_ or "_",
        word.pos_ or "X",
        "_",
        str(word.morph) or "_",
        str(governor),
        "root" if governor == 0 else word.dep_ or "dep",
        "_",
        _misc(misc),
    )
    return "\t".join(cells) + "\n"


def _written_as_one(words: Sequence["Token"]) -> Iterator[list["Token"]]:
    """Words grouped with the clitics that are written onto them; punctuation stands for itself."""
    group: list[Token] = []
    for word in words:
        if group and not (group[-1].is_alpha and word.is_alpha and not _gap(group[-1])):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _spacing(word: "Token") -> dict[str, str]:
    gap = _gap(word)
    if gap == " ":
        return {}
    return (
        {"SpacesAfter": gap.translate(WHITE_SPACE)}
        if gap.isascii() and gap
        else {"SpaceAfter": "No"}
        if not gap
        else {}
    )


def _misc(told: Mapping[str, str]) -> str:
    return "|".join(f"{name}={value}" for name, value in sorted(told.items()) if value) or "_"


def _notes(record: Record, doc: "Doc", prefix: str) -> Notes:
    """Mentions of entities and events that begin and end with words and lie within a sentence."""
    notes = Notes(defaultdict(Brackets), defaultdict(list))
    for entity in record.entities:
        name = f"{prefix}{entity.id}"
        for place in dict.fromkeys(entity.mentions):
            span = _words(doc, place.start, place.end)
            if span is None:
                continue
            head = span.root.i - span.start + 1
            opened = f"({name}-{ENTITY_TYPES[entity.type]}-{head}-"
            if len(span) == 1:
                notes.brackets[span.start].alone.append(f"{opened})")
                continue
            notes.brackets[span.start].opening.append((len(span), opened))
            notes.brackets[span.end - 1].closing.append((len(span), f"{name})"))
    for event in record.events:
        told = ":".join(filter(None, (event.id, event.type, event.mode)))
        for mention in event.mentions:
            for word in _words(doc, mention.start, mention.end) or ():
                notes.events[word.i].append(told)
    return notes


def _words(doc: "Doc", start: int, end: int) -> "Span | None":
    span = doc.char_span(start, end)
    return None if span is None or any(word.is_sent_start for word in span[1:]) or span.text.isspace() else span
