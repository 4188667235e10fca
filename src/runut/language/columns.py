"""A Doc's tokens as columns: asked one by one for the same, spaCy takes several times as long."""

from functools import lru_cache
from typing import NamedTuple

from spacy.attrs import DEP, IDX, LOWER, ORTH, POS
from spacy.tokens import Doc

__all__ = ["Columns", "columns"]


class Columns(NamedTuple):
    """The text, and of each token its letters, small letters, first character, part of speech, relation and head."""

    text: str
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    offsets: tuple[int, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    heads: tuple[int, ...]


@lru_cache(maxsize=1)  # every room asks for those of one report in turn
def columns(doc: Doc) -> Columns:
    """The columns of ``doc``, which must be fully analysed: later changes of it do not show."""
    strings = doc.vocab.strings
    words, lowers, tags, relations, offsets = doc.to_array([ORTH, LOWER, POS, DEP, IDX]).T.tolist()
    name = {key: strings[key] for key in {*words, *lowers, *tags, *relations}}.__getitem__
    return Columns(
        text=doc.text,
        words=tuple(map(name, words)),
        lowers=tuple(map(name, lowers)),
        offsets=tuple(offsets),
        tags=tuple(map(name, tags)),
        relations=tuple(map(name, relations)),
        heads=tuple(number + step for number, step in enumerate(doc.to_array("HEAD").astype("int64").tolist())),
    )
