"""LOC and GPE told apart by rule: the training data know only LOC.

A place is a GPE (country, province, city, village: it has a government) unless its name says
that it is a mountain, a street, a building … (``data/place_heads.txt``) or it is a region without a
government of its own (``data/regions.txt``).
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from id_runut_news.tokenizer import read_words

_HEADS = read_words("place_heads.txt")
_COUNTRIES = read_words("countries.txt")
_REGIONS = read_words("regions.txt")


@Language.component("runut_places", assigns=["doc.ents"], requires=["doc.ents"])
def label_places(doc: Doc) -> Doc:
    """Relabel those LOC entities that are GPE, and countries taken for something else."""
    doc.ents = [Span(doc, ent.start, ent.end, label=_label(ent)) for ent in doc.ents]
    return doc


def _label(ent: Span) -> str:
    if ent.text in _COUNTRIES:
        return "GPE"
    return "GPE" if ent.label_ == "LOC" and is_gpe(ent) else ent.label_


def is_gpe(place: Span) -> bool:
    """Whether a place name is that of a geopolitical entity."""
    head = place[0].lower_
    before = place.doc[place.start - 1].lower_ if place.start else ""
    return head not in _HEADS and before not in _HEADS and place.text.lower() not in _REGIONS
