"""A report as words: runs of letters with what lies between them, as the search for place names needs it."""

import re
from typing import NamedTuple

from spacy.tokens import Doc

from runut.language.columns import columns
from runut.lexicon.gazetteer import first_word

__all__ = ["Text", "Word", "read_words"]

WORD = re.compile(r"\w+(?:['’]\w+)*")
WITHIN_NAME = re.compile(r" |[-–]")
AFTER_ABBREVIATION = re.compile(r"\. ?")  # Jl. Melati, St. Petersburg, D.C.
LONGEST_ABBREVIATION = 3
CLITICS = frozenset({"kah", "lah", "nya", "pun"})  # where the tokeniser splits them off: Indonesia|lah
CLITIC_LENGTH = 3


class Word(NamedTuple):
    """A run of letters.

    ``first`` are its small letters before an apostrophe; ``label`` is that of the named entity that holds it,
    ``entity`` numbers the entity.
    """

    start: int
    end: int
    text: str
    first: str
    label: str
    entity: int

    @property
    def capital(self) -> bool:
        """Whether it begins as names do."""
        return self.text[0].isupper() or self.text[0].isdigit()


class Text(NamedTuple):
    """The report as words, with what lies between them."""

    text: str
    words: tuple[Word, ...]

    def between(self, left: int) -> str:
        """The characters between word ``left`` and the next."""
        return self.text[self.words[left].end : self.words[left + 1].start]

    def adjoining(self, left: int) -> bool:
        """Whether word ``left`` and the next can belong to one name."""
        if left + 1 >= len(self.words):
            return False
        gap = self.between(left)
        abbreviated = len(self.words[left].text) <= LONGEST_ABBREVIATION and AFTER_ABBREVIATION.fullmatch(gap)
        return bool(abbreviated or WITHIN_NAME.fullmatch(gap))

    def slice(self, first: int, last: int) -> str:
        """The characters of words ``[first, last)``."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def read_words(doc: Doc) -> Text:
    """The words of ``doc``, clitics cut off, each with the named entity that holds it."""
    text = columns(doc).text
    entity_at = {}
    for number, entity in enumerate(doc.ents):
        entity_at.update(dict.fromkeys(range(entity.start_char, entity.end_char), (entity.label_, number)))
    clitics = {
        start for start, lower in zip(columns(doc).offsets, columns(doc).lowers, strict=True) if lower in CLITICS
    }
    words = []
    for match in WORD.finditer(text):
        label, number = entity_at.get(match.start(), ("", -1))
        cut = match.end() - CLITIC_LENGTH
        end = cut if cut in clitics and cut > match.start() else match.end()
        word = text[match.start() : end]
        words.append(Word(match.start(), end, word, first_word(word), label, number))
    return Text(text, tuple(words))
