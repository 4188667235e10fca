"""Whom authorities treat as a criminal: *polisi menangkap dua pria, Rudi divonis*."""

from runut.lexicon.actors import PhraseWord, phrase_words
from runut.mentions.coreference import Draft
from runut.mentions.lexical import Words
from runut.mentions.phrases import Phrase

__all__ = ["is_suspect"]

NEARBY = 4  # tokens between a suspect and what is done to them: "pun akhirnya berhasil"
PATIENTS = frozenset({"nsubj:pass", "nsubj"})
OBJECTS = frozenset({"obj", "obl", "iobj"})


def is_suspect(draft: Draft, words: Words) -> bool:
    """Whether a report on ordinary crime says that the entity is arrested, tried or sentenced.

    In reports on protest, speech or terrorism it is never so: there suspects are civilians (codebook, section 8).
    """
    if not phrase_words()[PhraseWord.POLITICAL].isdisjoint(words.lowers):
        return False
    return any(_suffers(phrase, words) for phrase in draft.phrases)


def _suffers(phrase: Phrase, words: Words) -> bool:
    arrest, arrested = phrase_words()[PhraseWord.ARREST], phrase_words()[PhraseWord.ARRESTED]
    first, last = words.sentences[words.sentence[phrase.start]]
    for i in range(phrase.start, phrase.end):
        verb = words.lowers[words.head[i]]
        if (words.dep[i] in PATIENTS and verb in arrested) or (words.dep[i] in OBJECTS and verb in arrest):
            return True
    before = words.lowers[max(first, phrase.start - 1) : phrase.start]
    after = words.lowers[phrase.end : min(last, phrase.end + NEARBY)]
    return not arrest.isdisjoint(before) or (
        bool(after) and (after[0] in arrested or (after[-1] in arrested and "," not in after))
    )
