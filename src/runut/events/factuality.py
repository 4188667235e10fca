"""Whether an event is real, and how sure the report is of it.

Each cue of ``lexicon/factuality_cues.yaml`` says how far it reaches (its scope); this module finds the
cues of an event and asks for each whether the event stands within that reach. The parse tells verb
chains, complements and clauses; the word order, more reliable than the parse on news, tells what
stands directly before the event.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc, Span, Token

from runut.events.occurrences import Occurrence
from runut.language.affixes import verb_forms
from runut.language.columns import Columns, columns
from runut.lexicon.cues import Mark, Scope, cue_verbs, factuality_cues, factuality_words, speech_words
from runut.lexicon.support_verbs import Support, support_verbs
from runut.model import Certainty, EventType, Quote, Status

__all__ = ["certainty_of", "status_of"]

LIGHT_DEPS = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})
COMPLEMENT_DEPS = frozenset({"xcomp", "ccomp", "obj", "conj", "nsubj", "nsubj:pass", "nmod", "obl", "compound"})
CHAIN_POS = frozenset({"AUX", "ADV", "PART", "SCONJ"})
CHAIN_WORDS = 4  # the longest run of adverbs and auxiliaries between cue and verb: tidak akan pernah lagi menyerang
NOUN_WORDS = 3  # rencana (untuk) (segera) menyerang
MODIFIER_WORDS = 8  # kunjungan ke Jakarta pada pekan depan
AHEAD = "depan"
SAID_BY_HIM = "nya"  # disebutnya: a speaker speaks, nobody hedges
BY = "oleh"
CLAUSE_ENDS = frozenset({",", ";", "maka"})
RELATIVE = "yang"
PLEDGE = "berjanji"  # the lexicon entry of promises: made now, whatever they promise
CHANCE = "bisa (peluang)"  # the lexicon entry of words for what may happen, or what one is able to do
SUSPICIONS = frozenset({"diduga", "diduga (oleh)", "diduga kuat", "dugaan", "menduga"})  # lexicon entries
SPOKEN = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN})
NOT_YET = "belum"  # the lexicon entry: what has not been done yet is not done, speech or deed
CONDITION = "jika"  # the lexicon entry of words that open a condition
FINITE = frozenset({"aux", "nsubj", "nsubj:pass"})
# A promise under a condition is a promise: it is future, not hypothetical.
PLEDGES = frozenset({EventType.AGREE, EventType.AID, EventType.CONSULT, EventType.COOPERATE})
STATUSES = (Mark.NEGATED, Mark.HYPOTHETICAL, Mark.FUTURE)
CERTAINTIES = (Mark.POSSIBLE, Mark.PROBABLE)


@cache
def _endings() -> frozenset[str]:
    """The last letters of every cue: one, two, … all of them."""
    return frozenset(form[start:] for form in factuality_cues() for start in range(len(form)))


def status_of(trigger: Span, cues: Sequence[Occurrence], event_type: EventType | None) -> tuple[Status, str | None]:
    """Whether the event named by ``trigger`` has happened, and the words that say otherwise.

    ``trigger`` are the tokens of the event's best mention, ``cues`` those of the whole report. The event's
    type decides which can bear on it: a refusal that contains *tidak* is not thereby negated; None stands
    for a clause that is no event. The second item is None for ``actual``.
    """
    found = [cue for cue in _reaching(cues, trigger, STATUSES) if _bears(cue, trigger, event_type)]
    for mark in STATUSES:
        for cue in found:
            if cue.cue.marks is mark:
                condition = _condition(trigger) if mark is Mark.FUTURE and event_type not in PLEDGES else None
                if condition is not None:
                    return Status.HYPOTHETICAL, condition.text
                return Status(mark.value), trigger.doc[cue.start : cue.end].text
    return Status.ACTUAL, None


def _condition(trigger: Span) -> Token | None:
    """The word that opens a condition before the event: **jika** *terbukti, mereka akan diadili*."""
    for token in trigger.doc[trigger.sent.start : trigger.start]:
        for cue in factuality_cues().get(token.lower_, ()):
            found = Occurrence(cue, token.i, token.i + 1)
            if cue.lemma == CONDITION and not _introduces_speech(found, trigger.doc):
                return token
    return None


def certainty_of(
    trigger: Span, cues: Sequence[Occurrence], quotes: Sequence[Quote], event_type: EventType | None = None
) -> tuple[Certainty, str | None]:
    """How sure the report is of the event named by ``trigger``, and the words that hedge it.

    ``quotes`` are the report's quotations: a hedge outside the quotation that holds the event is the
    report's, one inside is the speaker's, and both count. The event's type decides which cues can bear on it.
    The second item is None for ``certain``.
    """
    found = [
        cue
        for cue in _reaching(cues, trigger, CERTAINTIES)
        if not _quoted_apart(cue, trigger, quotes) and _doubts(cue, trigger, event_type)
    ]
    for mark in CERTAINTIES:
        for cue in found:
            if cue.cue.marks is mark:
                return Certainty(mark.value), trigger.doc[cue.start : cue.end].text
    return Certainty.CERTAIN, None


def _doubts(cue: Occurrence, trigger: Span, event_type: EventType | None) -> bool:
    """Whether a cue of certainty can hedge an event of this type.

    *Diduga terlibat*, *dugaan suap* make an accusation, they cast no doubt on one; *tidak bisa hadir* is no chance.
    """
    inside = trigger.start <= cue.start < trigger.end
    if event_type is EventType.ACCUSE and cue.cue.lemma in SUSPICIONS and (inside or cue.cue.scope is Scope.NOUN):
        return False
    if cue.cue.lemma != CHANCE:
        return True
    before = trigger.doc[cue.start - 1].lower_ if cue.start > trigger.sent.start else ""
    unable = any(other.scope is Scope.CHAIN and other.marks in STATUSES for other in factuality_cues().get(before, ()))
    return not unable and event_type not in SPOKEN


def _is_due(trigger: Span) -> bool:
    """*harus segera dicabut*: a demand, made now."""
    doc = trigger.doc
    chain = doc[_chain_start(doc, trigger.start) : trigger.end]
    cues = [cue for token in chain for cue in factuality_cues().get(token.lower_, ())]
    return any(cue.marks is Mark.HYPOTHETICAL and cue.scope is Scope.CHAIN for cue in cues)


def _quoted_apart(cue: "Occurrence", trigger: Span, quotes: Sequence[Quote]) -> bool:
    """Whether the cue stands in somebody's words that do not hold the event."""
    offset, event = trigger.doc[cue.start].idx, trigger.start_char
    return any(q.start <= offset < q.end and not q.start <= event < q.end for q in quotes)


def _bears(cue: Occurrence, trigger: Span, event_type: EventType | None) -> bool:
    """Whether a cue of status can change an event of this type."""
    inside = trigger.start <= cue.start < trigger.end
    marks, scope = cue.cue.marks, cue.cue.scope
    if marks is Mark.NEGATED:
        # Whoever denies an accusation denies the deed, not that he was accused.
        denied = scope is Scope.COMPLEMENT and event_type is EventType.ACCUSE
        # The words of a speech act may hold a negation (tidak pantas, tidak akan ragu): it is done all the same.
        own = inside and event_type in SPOKEN and (event_type is EventType.REJECT or cue.cue.lemma != NOT_YET)
        return not denied and not own and not _is_only(cue, trigger.doc)
    if event_type is EventType.REJECT and _is_refused(cue, trigger):
        return False
    if event_type is EventType.THREATEN or (event_type is EventType.AGREE and inside and cue.cue.lemma == PLEDGE):
        return False
    if marks is Mark.FUTURE:
        return not _is_past(trigger) and not (event_type is EventType.REQUEST and _is_due(trigger))
    return scope is not Scope.CHAIN or event_type is not EventType.REQUEST


def _is_only(cue: Occurrence, doc: Doc) -> bool:
    """*Tidak hanya menangkap ...*: no negation."""
    return cue.end < len(doc) and doc[cue.end].lower_ in factuality_words("only")


def _is_refused(cue: Occurrence, trigger: Span) -> bool:
    """*tidak akan mencabut larangan*: a refusal made now, whatever it holds for the time to come."""
    before = trigger.doc[cue.start - 1].lower_ if cue.start > trigger.start else ""
    return any(other.marks is Mark.NEGATED for other in factuality_cues().get(before, ()))


def _is_past(trigger: Span) -> bool:
    """*telah menyerang, sudah bertemu*: no plan above it makes it future."""
    doc = trigger.doc
    return not factuality_words("past").isdisjoint(columns(doc).lowers[_chain_start(doc, trigger.start) : trigger.end])


def _reaching(cues: Sequence[Occurrence], trigger: Span, marks: Sequence[Mark]) -> Iterator[Occurrence]:
    """The cues of the trigger's sentence with one of ``marks`` whose reach takes in the trigger."""
    first, last = trigger.sent.start, trigger.sent.end
    for found in cues:
        near = first <= found.start < last and found.cue.marks in marks
        if near and REACHES[found.cue.scope](found, trigger) and not _is_event(found, trigger):
            yield found


def _is_event(cue: Occurrence, trigger: Span) -> bool:
    """Whether the cue is the event's own last word (*rekan yang bisa dipercaya*, *dugaan*)."""
    return cue.start >= trigger.start and cue.end == trigger.end


def _inside(cue: Occurrence, trigger: Span) -> bool:
    """Whether the trigger's words begin with the cue (*akan menyerang*, *dijadwalkan bertemu*)."""
    return trigger.start <= cue.start <= trigger.root.i and cue.end < trigger.end


@cache
def _light_verbs() -> frozenset[str]:
    """All forms of the verbs that carry an event noun (*melakukan serangan, serangan dilancarkan*)."""
    carrying = (verb.base for verb in support_verbs() if verb.kind is not Support.OBJECT_CONTROL)
    return frozenset(form for base in carrying for form in verb_forms(base))


@cache
def _carrying_verbs() -> frozenset[str]:
    return _light_verbs() | factuality_words("happening")


def _carriers(trigger: Span) -> Iterator[Token]:
    """The verb forms whose chain is the event's own: the trigger, its light verb, the verb it is coordinated with."""
    root = trigger.root
    yield root
    if root.dep_ in LIGHT_DEPS and root.head.lower_ in _carrying_verbs():
        yield root.head
    if root.dep_ == "conj" and root.head.i < root.i and not any(child.dep_ in FINITE for child in root.children):
        yield root.head
    verb = root.head if root.dep_ in LIGHT_DEPS and root.head.lower_ in _light_verbs() else root
    purposeful = any(child.lower_ in factuality_words("purpose") for child in verb.children)
    if purposeful and verb.dep_ in {"advcl", "xcomp"} and verb.head.i < verb.i:
        yield verb.head


@lru_cache(maxsize=64)  # all cues of a sentence ask for the same few
def _chain_start(doc: Doc, start: int) -> int:
    """Where the run of adverbs, auxiliaries and cues before token ``start`` begins."""
    read = columns(doc)
    first = doc[start].sent.start
    for _ in range(CHAIN_WORDS):
        length = _chain_cue_before(read, start, first)
        if length == 0 and (start == first or read.tags[start - 1] not in CHAIN_POS):
            break
        start -= max(1, length)
    return start


def _chain_cue_before(read: Columns, end: int, first: int) -> int:
    """How many tokens the cue has that ends at token ``end`` (*diduga kuat*); 0 without one."""
    longest = 0
    stop = read.offsets[end - 1] + len(read.words[end - 1])
    for start in range(end - 1, first - 1, -1):
        words = read.text[read.offsets[start] : stop].lower()
        if words not in _endings():
            break
        if any(cue.scope in {Scope.CHAIN, Scope.COMPLEMENT} for cue in factuality_cues().get(words, ())):
            longest = end - start
    return longest


def _in_chain(cue: Occurrence, trigger: Span) -> bool:
    """*tidak (juga) menyerang; akan melakukan serangan; serangan akan dilancarkan*."""
    doc = trigger.doc
    if _inside(cue, trigger):
        return True
    if doc[min(cue.end, len(doc) - 1)].lower_ == SAID_BY_HIM:
        return False
    if _chain_start(doc, trigger.start) <= cue.start < trigger.start:
        return True
    return any(
        (carrier.i == trigger.root.i and doc[cue.start].head.i == carrier.i and cue.end <= carrier.i)
        or _chain_start(doc, carrier.i) <= cue.start < carrier.i
        for carrier in _carriers(trigger)
    )


def _in_complement(cue: Occurrence, trigger: Span) -> bool:
    """*membantah telah menyerang; berencana menyerang; membantah adanya serangan*."""
    doc = trigger.doc
    if _inside(cue, trigger) or _chain_start(doc, trigger.start) <= cue.start < trigger.start:
        return True
    if cue.end > trigger.start or RELATIVE in columns(doc).lowers[cue.end : trigger.start]:
        return False
    token = trigger.root
    while token.dep_ in COMPLEMENT_DEPS and token.head.i != token.i:
        coordinated = token.dep_ == "conj"
        token = token.head
        if cue.start <= token.i < cue.end:
            return not coordinated
    return False


def _is_object(cue: Occurrence, trigger: Span) -> bool:
    """*membatalkan kunjungan*."""
    root = trigger.root
    governed = root.dep_ == "obj" and cue.start <= root.head.i < cue.end
    return cue.end <= trigger.start and (governed or cue.end == trigger.start)


def _under_noun(cue: Occurrence, trigger: Span) -> bool:
    """*rencana penarikan; kemungkinan adanya serangan; rencana untuk menyerang*, but *usulan Peru ditolak*."""
    root, doc = trigger.root, trigger.doc
    if cue.end > trigger.start:
        return trigger.start <= cue.start and cue.end < trigger.end
    noun = doc[cue.start : cue.end].root
    if doc[cue.end].pos_ in CHAIN_POS or (noun.dep_.startswith("nsubj") and noun.head.i == root.i):
        return False
    if cue.start <= root.head.i < cue.end:
        return True
    between = doc[cue.end : trigger.start]
    return len(between) <= NOUN_WORDS and not any(token.is_punct or token.lower_ == RELATIVE for token in between)


def _is_subject(cue: Occurrence, trigger: Span) -> bool:
    """*serangan itu dibatalkan; serangan itu diduga dilakukan ...*."""
    root = trigger.root
    between = trigger.doc[trigger.end : cue.start] if trigger.end <= cue.start else None
    if between is not None and len(between) <= 1 and all(token.pos_ in {"DET", "PRON", "ADV"} for token in between):
        return True
    if not (root.dep_.startswith("nsubj") and root.i < cue.start):
        return False
    verb = root.head
    if any(child.lower_ in factuality_words("demanding") for child in verb.children if child.i < root.i):
        return False
    return cue.start <= verb.i < cue.end or _chain_start(trigger.doc, verb.i) <= cue.start < verb.i


def _by_suspect(cue: Occurrence, trigger: Span) -> bool:
    """*serangan itu diduga dilakukan ...; dibakar diduga oleh ...*: who did it is what is unsure."""
    if _is_subject(cue, trigger):
        return True
    doc, gap = trigger.doc, cue.start - trigger.end
    after = doc[cue.end].lower_ if cue.end < len(doc) else ""
    described = RELATIVE in columns(doc).lowers[trigger.end : cue.start]
    done = after == BY or (after.startswith("di") and after in _light_verbs())
    return 0 <= gap <= MODIFIER_WORDS + 2 and done and not described


def _modified(cue: Occurrence, trigger: Span) -> bool:
    """*kunjungan (ke Jakarta) pekan depan*: a time to come beside the event."""
    doc = trigger.doc
    noun = doc[cue.start - 1] if cue.start else None
    if noun is None or (doc[cue.start].lower_ == AHEAD and noun.lower_ not in factuality_words("times")):
        return False
    heads = {carrier.i for carrier in _carriers(trigger)}
    anchor = noun
    for _ in range(2):
        if anchor.head.i in heads:
            return True
        anchor = anchor.head
    between = doc[trigger.end : noun.i]
    broken = any(token.is_punct or token.pos_ in {"VERB", "SCONJ"} for token in between)
    return 0 <= noun.i - trigger.end <= MODIFIER_WORDS and not broken


def _in_clause(cue: Occurrence, trigger: Span) -> bool:
    """*jika menyerang; agar pasukan ditarik*: the event stands in the clause that the cue opens."""
    if cue.end > trigger.start:
        return False
    opened = trigger.doc[cue.start].head
    between = columns(trigger.doc).lowers[cue.end : trigger.start]
    if not CLAUSE_ENDS.isdisjoint(between) or _introduces_speech(cue, trigger.doc):
        return False
    return opened.i == trigger.root.i or opened in trigger.root.ancestors or len(between) <= CHAIN_WORDS


def _introduces_speech(cue: Occurrence, doc: Doc) -> bool:
    """*mengatakan (kepada wartawan) jika*: here *jika* only opens what is said."""
    if doc[cue.start].lower_ not in speech_words("complementizers"):
        return False
    before = doc[max(doc[cue.start].sent.start, cue.start - CHAIN_WORDS) : cue.start]
    return any(token.lower_ in cue_verbs() for token in before)


def _in_sentence(cue: Occurrence, trigger: Span) -> bool:
    """*Menurut laporan, ...; kabarnya ...*; but *menurut laporan tersebut* names a report met before."""
    after = trigger.doc[cue.end].lower_ if cue.end < len(trigger.doc) else ""
    return cue.start not in range(trigger.start, trigger.end) and after not in factuality_words("pointing")


REACHES: dict[Scope, Callable[[Occurrence, Span], bool]] = {
    Scope.AGENT: _by_suspect,
    Scope.CHAIN: _in_chain,
    Scope.CLAUSE: _in_clause,
    Scope.COMPLEMENT: _in_complement,
    Scope.MODIFIER: _modified,
    Scope.NOUN: _under_noun,
    Scope.OBJECT: _is_object,
    Scope.PREDICATE: _is_subject,
    Scope.SENTENCE: _in_sentence,
}
