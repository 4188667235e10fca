"""A Doc's columns say the same as its tokens."""

import pytest
import spacy
from spacy.tokens import Doc

from runut.language.columns import columns

VOCAB = spacy.blank("id").vocab
WORDS = ["Polisi", "menangkap", "dia", ".", "Ia", "pulang"]


def test_columns_say_what_the_tokens_say() -> None:
    """Letters, offsets, tags, relations, and heads on either side, in the second sentence too."""
    doc = Doc(
        VOCAB,
        words=WORDS,
        spaces=[True, True, False, True, True, False],
        pos=["NOUN", "VERB", "PRON", "PUNCT", "PRON", "VERB"],
        deps=["nsubj", "ROOT", "obj", "punct", "nsubj:pass", "ROOT"],
        heads=[1, 1, 1, 1, 5, 5],
    )
    told = columns(doc)
    assert told.text == "Polisi menangkap dia. Ia pulang"
    assert told.words == tuple(WORDS)
    assert told.lowers[0] == "polisi"
    assert told.offsets == (0, 7, 17, 20, 22, 25)
    assert told.tags == tuple(token.pos_ for token in doc)
    assert told.relations[4] == "nsubj:pass"
    assert told.heads == (1, 1, 1, 1, 5, 5)


@pytest.mark.parametrize("words", [[], ["Ya"]])
def test_the_shortest_reports(words: list[str]) -> None:
    """None, or one word, without analysis."""
    told = columns(Doc(VOCAB, words=words))
    assert (told.words, told.heads) == (tuple(words), tuple(range(len(words))))
