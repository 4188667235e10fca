"""Whether an event is real, and how sure the report is of it.

Each cue of ``lexicon/factuality_cues.yaml`` says how far it reaches (its scope); this module finds the
cues of an event and asks for each whether the event stands within that reach. The parse tells verb
chains, complements and clauses; the word order, more reliable than the parse on news, tells what
stands directly before the event.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from runut.lexicon.cues import FactualityCue, Mark, Scope, factuality_cues
from runut.model import Certainty, EventType, Quote, Status

__all__ = ["certainty_of", "status_of"]

LIGHT_DEPS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
CLAUSE_DEPS = frozenset({"xcomp", "ccomp", "advcl", "parataxis"})
CHAIN_POS = frozenset({"AUX", "ADV", "PART", "SCONJ"})
CHAIN_WORDS = 4  # the longest run of adverbs and auxiliaries between a cue and its verb: tidak akan pernah lagi menyerang
NOUN_WORDS = 3  # rencana (untuk) (segera) menyerang
MODIFIER_WORDS = 8  # kunjungan ke Jakarta pada pekan depan
TIMES = frozenset({"pekan", "minggu", "bulan", "tahun", "hari", "kuartal", "semester", "lusa"})
RELATIVE = "yang"
STATUSES = (Mark.NEGATED, Mark.HYPOTHETICAL, Mark.FUTURE)
CERTAINTIES = (Mark.POSSIBLE, Mark.PROBABLE)


def status_of(doc: Doc, trigger: Span | Token, event_type: EventType) -> tuple[Status, str | None]:
    """Whether the event named by ``trigger`` has happened, and the words that say otherwise.

    ``trigger`` are the tokens of the event's best mention; its type decides which cues can bear on it:
    a refusal that contains *tidak* is not thereby negated. The second item is None for ``actual``.
    """
    found = list(_cues(doc, _span(doc, trigger), STATUSES))
    for mark in STATUSES:
        for cue, text in found:
            if cue.marks is mark and _bears(mark, cue, event_type):
                return Status(mark.value), text
    return Status.ACTUAL, None


def certainty_of(doc: Doc, trigger: Span | Token, quotes: Sequence[Quote]) -> tuple[Certainty, str | None]:
    """How sure the report is of the event named by ``trigger``, and the words that hedge it.

    ``quotes`` are the report's quotations: a hedge outside the quotation that holds the event is the
    report's, one inside is the speaker's, and both count. The second item is None for ``certain``.
    """
    found = list(_cues(doc, _span(doc, trigger), CERTAINTIES))
    for mark in CERTAINTIES:
        for cue, text in found:
            if cue.marks is mark:
                return Certainty(mark.value), text
    return Certainty.CERTAIN, None
