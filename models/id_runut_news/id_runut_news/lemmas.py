"""Lemmas (roots, as the UD treebanks of Indonesian give them) and features that follow from the word.

Both come from tables learnt from a treebank and a lemma list, then from the shape of the word: a
word repeated is a plural, *di-* and *ter-* are passive. Nothing here is trained.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from id_runut_news.tokenizer import DATA

Table = Mapping[tuple[str, str], str]


@cache
def read_table(name: str) -> Table:
    """``data/<name>``: word, part of speech (``*``: any) and value, tab-separated."""
    rows = (line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return MappingProxyType({(word, pos): value for word, pos, value in rows})


@Language.component("runut_lemmas", assigns=["token.lemma", "token.morph"], requires=["token.pos"])
def set_lemmas(doc: Doc) -> Doc:
    """Set lemma and features of every token."""
    starts = doc.to_array(SENT_START) == 1
    initial = True
    for token in doc:
        if token.is_space:
            token.lemma_ = token.text
            initial = True
            continue
        initial = initial or bool(starts[token.i])
        lemma, features = _analyse(token.text, token.pos_, initial)
        token.lemma_ = lemma
        token.set_morph(features)
        initial = initial and not token.is_alpha
    return doc


def lemma_of(word: str, pos: str, *, initial: bool = False) -> str:
    """The root of a word; names and capitalised words inside a sentence stay as they are."""
    return _analyse(word, pos, initial)[0]


@lru_cache(maxsize=100_000)
def _analyse(word: str, pos: str, initial: bool) -> tuple[str, str]:  # noqa: FBT001 - cached, so positional
    lower = word.lower()
    features = read_table("features.tsv").get((lower, pos)) or _features(lower, pos)
    if pos == "PROPN" or not word[0].isalpha() or (word[0].isupper() and not initial):
        return word, features
    if word[1:2].isupper():
        return word, features
    return _lemma(lower, pos), features


def _lemma(word: str, pos: str) -> str:
    lemmas = read_table("lemmas.tsv")
    lemma = lemmas.get((word, pos)) or lemmas.get((word, "*"))
    if lemma:
        return lemma
    first, hyphen, second = word.partition("-")
    if hyphen and _is_repeated(first, second):
        return _lemma(first, pos)
    return word


def _is_repeated(first: str, second: str) -> bool:
    """*anak-anak, terus-menerus, sayur-mayur*: the halves share their end, or the second has a suffix more."""
    return len(first) > 1 and (second.startswith(first) or first[1:] in second or first[-3:] == second[-3:])


def _features(word: str, pos: str) -> str:
    if pos == "VERB":
        return "Voice=Pass" if word.startswith(("di", "ter")) and len(word) > 5 else "Voice=Act"
    if pos == "NOUN":
        first, hyphen, second = word.partition("-")
        return "Number=Plur" if hyphen and first and second.startswith(first) else "Number=Sing"
    if pos == "NUM":
        return "NumType=Card"
    return ""


def is_passive(token: Token) -> bool:
    """Whether the verb form says that its subject is acted upon."""
    return "Pass" in token.morph.get("Voice")
