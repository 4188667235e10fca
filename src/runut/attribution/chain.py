"""Who vouches for what a report says: the chain of sources behind a stretch of it, nearest first.

The speaker of the quotation that holds the stretch comes first, then whoever denies it, then the
document or the unnamed report that it stands in, then the outlets of its sentence. On the training
gold an outlet vouches for its own sentence and, where a sentence says only *Demikian diberitakan X*,
for those before it in the paragraph; other neighbours of such a sentence are five times oftener
without the outlet than with it, so it is not carried over.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from runut.lexicon.cues import (
    CuePlace,
    Mark,
    OutletKind,
    Scope,
    SourceCueKind,
    cue_verbs,
    factuality_cues,
    outlets,
    source_cues,
)
from runut.model import Entity, EntityType, Quote, Source, SourceKind, Span

__all__ = ["Page", "chain_of", "find_sources", "names_same", "outlets_named", "relayed", "same_outlet", "speaker_of"]

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "obj", "conj", "nsubj", "nsubj:pass", "nmod", "obl", "compound"})
MENTIONS_ASKED = 2
DEMIKIAN = re.compile(r"demikian\b", re.IGNORECASE)
LONGEST_CARRY = 3  # sentences that one Demikian diberitakan X covers
NAME_WORD = r"[A-Z0-9][\w'’]*(?:\.\w[\w'’]*)*"
NAME = rf"{NAME_WORD}(?:[ \u00a0-]+{NAME_WORD}){{0,3}}"
TITLE_END = re.compile(r"[.\s]+$")


class Page(NamedTuple):
    """A report, its text (which spaCy builds anew at each call) and who stands in it."""

    doc: Doc
    text: str
    entities: Sequence[Entity]


def find_sources(page: Page, span: Span, quotes: Sequence[Quote], publisher: str | None = None) -> tuple[Source, ...]:
    """Find who is responsible for what stands at ``span``, from the nearest to the farthest.

    ``span`` are the characters of an event's best mention; ``quotes`` are those of the whole report.
    ``publisher`` is the outlet that published the report: it is never listed. An empty tuple means that the
    report speaks for itself.
    """
    holding = sorted((q for q in quotes if span.start >= q.start and span.end <= q.end), key=lambda q: q.end - q.start)
    region = _region(page, span, holding)
    found = [
        *(source for quote in holding if (source := speaker_of(page, quote))),
        *_denier(page, span),
        *(() if holding else (*_document(page, span), *_unnamed(page, region, span))),
        *(() if holding else _told_next(page, region)),
        *_outlets(page, region),
    ]
    distinct: list[Source] = []
    for source in found:
        if any(source.entity == other.entity is not None or names_same(source.name, other.name) for other in distinct):
            continue
        if publisher is None or not same_outlet(source.name, publisher):
            distinct.append(source)
    return tuple(distinct)


def names_same(name: str, other: str) -> bool:
    """Whether one name holds the other (*kantor berita Tasnim*, *Tasnim*)."""
    words, others = set(name.lower().split()), set(other.lower().split())
    return words <= others or others <= words


def chain_of(
    page: Page, spans: Sequence[Span], quotes: Sequence[Quote], publisher: str | None = None
) -> tuple[Source, ...]:
    """Find the sources of an event from its mentions ``spans``, best first; see :func:`find_sources`.

    A report often tells an event in its own voice and lets a speaker repeat it: the second mention is
    asked where the first has no source. Asking further ones too lowers the score on the training gold.
    """
    for span in spans[:MENTIONS_ASKED]:
        if found := find_sources(page, span, quotes, publisher):
            return found
    return ()


def _region(page: Page, span: Span, holding: Sequence[Quote]) -> Span:
    """The sentence of ``span``; if quoted, every sentence from the quotation's first to that of its cue."""
    start, end = span.start, span.end
    for quote in holding:
        start, end = min(start, quote.start), max(end, quote.end)
        if quote.cue is not None:
            start, end = min(start, quote.cue.start), max(end, quote.cue.end)
    tokens = _tokens(page.doc, start, end)
    return Span(tokens[0].sent.start_char, tokens[-1].sent.end_char)


def _tokens(doc: Doc, start: int, end: int) -> Tokens:
    """The tokens that the characters ``start`` to ``end`` touch; ValueError for an empty stretch."""
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"no tokens at characters {start} to {end}")
    return tokens


def speaker_of(page: Page, quote: Quote) -> Source | None:
    """The quotation's speaker as a source, at the mention nearest to the cue."""
    if quote.speaker_text is None:
        return None
    entity = next((entity for entity in page.entities if entity.id == quote.speaker), None)
    near = quote.cue.start if quote.cue else quote.start
    if entity is not None and entity.mentions:
        return _entity_source(entity, min(entity.mentions, key=lambda mention: abs(mention.start - near)))
    places = [match.start() for match in re.finditer(re.escape(quote.speaker_text), page.text)]
    start = min(places, key=lambda offset: abs(offset - near))
    return _phrase_source(page, Span(start, start + len(quote.speaker_text)))


def _entity_source(entity: Entity, mention: Span) -> Source:
    kind = _kind(entity.name, entity)
    return Source(kind=kind, name=entity.name, entity=entity.id, start=mention.start, end=mention.end)


def _phrase_source(page: Page, phrase: Span) -> Source:
    text = page.text[phrase.start : phrase.end]
    return Source(kind=_kind(text, None), name=text, start=phrase.start, end=phrase.end)


def _kind(name: str, entity: Entity | None) -> SourceKind:
    """What kind of source a speaker is: by its name, its first noun, then its entity type."""
    words = name.lower().split()
    if name in outlets() or (words and " ".join(words[:2]) in source_cues(SourceCueKind.CARRIER)):
        return SourceKind.OUTLET
    if any(" ".join(words[:n]) in source_cues(SourceCueKind.UNNAMED) for n in (1, 2, 3)) or _is_unnamed(words):
        return SourceKind.UNNAMED
    if words and words[0] in source_cues(SourceCueKind.DOCUMENT):
        return SourceKind.DOCUMENT
    if entity is not None and entity.type in {EntityType.ORG, EntityType.GPE}:
        return SourceKind.ORGANIZATION
    return SourceKind.PERSON


def _is_unnamed(words: Sequence[str]) -> bool:
    """*Seorang sumber, sejumlah saksi*: a counted source without a name."""
    return len(words) > 1 and words[1] in source_cues(SourceCueKind.UNNAMED)


def _denier(page: Page, span: Span) -> Iterator[Source]:
    """Who denies the event: the subject of *membantah* above it."""
    token = _tokens(page.doc, span.start, span.end).root
    while token.dep_ in COMPLEMENTS and token.head.i != token.i:
        coordinated = token.dep_ == "conj"
        token = token.head
        if not _denies(token):
            continue
        subjects = [child for child in token.children if child.dep_ in SUBJECTS and child.i < token.i]
        for subject in () if coordinated else subjects:
            last = max(t.idx + len(t) for t in subject.subtree if t.i < token.i)
            yield _named(page, Span(subject.idx, last))
        return


def _denies(verb: Token) -> bool:
    return any(
        cue.marks is Mark.NEGATED and cue.scope is Scope.COMPLEMENT for cue in factuality_cues().get(verb.lower_, ())
    )


def _named(page: Page, phrase: Span) -> Source:
    """The entity mentioned in ``phrase``, a person first; else the phrase itself."""
    inside = [(mention, entity) for entity in page.entities for mention in entity.mentions if mention.overlaps(phrase)]
    inside.sort(key=lambda pair: (pair[1].type is not EntityType.PER, pair[0]))
    if not inside:
        return _phrase_source(page, phrase)
    mention, entity = inside[0]
    return _entity_source(entity, mention)


def _document(page: Page, span: Span) -> Iterator[Source]:
    """The document in whose relative clause the event stands: *resolusi PBB yang melarang ...*."""
    tokens = _tokens(page.doc, span.start, span.end)
    below = tokens.root
    while below.head.i != below.i:
        noun = below.head
        is_document = noun.lower_ in source_cues(SourceCueKind.DOCUMENT) and noun.i < tokens.start
        if is_document and below.dep_.startswith("acl"):
            yield Source(kind=SourceKind.DOCUMENT, name=noun.text, start=noun.idx, end=noun.idx + len(noun))
            return
        below = noun
    before = page.text[tokens.sent.start_char : span.start]
    match = _document_pattern().search(before)
    if match:
        name = match["noun"] or match["opening"]
        start = tokens.sent.start_char + max(match.start("noun"), match.start("opening"))
        yield Source(kind=SourceKind.DOCUMENT, name=name, start=start, end=start + len(name))


@cache
def _document_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(source_cues(SourceCueKind.DOCUMENT), key=len, reverse=True))
    return re.compile(
        rf"(?:^(?:melalui|berdasarkan|menurut)\s+(?P<opening>{nouns})\b)"
        rf"|\b(?P<noun>{nouns})\b(?:\s+[\w-]+){{0,4}}\s+yang\s+(?:\w+\s+){{0,2}}$",
        re.IGNORECASE,
    )


def _unnamed(page: Page, region: Span, span: Span) -> Iterator[Source]:
    """*Menurut laporan, ...*: a report without an author vouches for its sentence."""
    match = _unnamed_pattern().search(page.text[region.start : region.end])
    if match and not region.start + match.start() <= span.start < region.start + match.end():
        start = region.start + match.start("noun")
        yield Source(kind=SourceKind.UNNAMED, name=match["noun"], start=start, end=start + len(match["noun"]))


@cache
def _unnamed_pattern() -> re.Pattern[str]:
    nouns = "|".join(sorted(source_cues(SourceCueKind.UNNAMED), key=len, reverse=True))
    return re.compile(rf"\b(?:menurut|berdasarkan)\s+(?P<noun>{nouns})(?=\s*[,.]|$)", re.IGNORECASE)


def _told_next(page: Page, region: Span) -> Iterator[Source]:
    """Who is said by the next sentence to have told this one: *Hal itu disampaikan Kapolda ...*."""
    match = _telling_pattern().match(page.text, region.end)
    if match is None:
        return
    phrase = Span(match.start("teller"), match.end("teller"))
    if any(mention.overlaps(phrase) for entity in page.entities for mention in entity.mentions):
        yield _named(page, phrase)


@cache
def _telling_pattern() -> re.Pattern[str]:
    passives = "|".join(sorted(form for form, cue in cue_verbs().items() if cue.place is CuePlace.PASSIVE))
    return re.compile(
        rf"\s*(?:[Hh]al|[Ii]nformasi|[Kk]abar|[Pp]ernyataan)\s+(?:itu|ini|tersebut)\s+(?:\w+\s+)?(?:{passives})"
        rf"\s+(?:langsung\s+)?(?:oleh\s+)?(?P<teller>[^.\n]{{3,120}}?)(?=\s+(?:di|pada|saat|kepada|dalam|usai|ketika|lewat|melalui)\s|[.\n]|$)",
    )


def _outlets(page: Page, region: Span) -> Iterator[Source]:
    """The outlets that the sentence relays, and those of a *Demikian diberitakan X* that closes the paragraph."""
    yield from relayed(page, region)
    offset = _before_blank(page.text, region.end)
    for _ in range(LONGEST_CARRY):
        start = _past_blank(page.text, offset)
        if start >= len(page.text) or "\n" in page.text[offset:start]:
            return
        sentence = _tokens(page.doc, start, start + 1).sent
        if DEMIKIAN.match(page.text, start):
            yield from relayed(page, Span(sentence.start_char, sentence.end_char))
            return
        offset = _before_blank(page.text, sentence.end_char)


def _before_blank(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _past_blank(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def relayed(page: Page, region: Span) -> Iterator[Source]:
    """Outlets after a relaying word; a name that ``outlets.yaml`` lacks only after the plainest of these words."""
    for match in _relay_pattern().finditer(page.text, region.start, region.end):
        listed = _listed(match["name"])
        rest = match["name"][len(listed) :].strip(" .") if listed else match["name"]
        # Not every Suara is the outlet of that name: an unknown name after it makes another one.
        if listed is None or (rest and match["plain"] and _may_be_outlet(rest)):
            name = match["name"].rstrip(". ") if match["plain"] and _may_be_outlet(match["name"]) else None
        else:
            name = listed
        if name is None:
            continue
        span = Span(match.start("name"), match.start("name") + len(name))
        if listed or not _names_person(page, span):
            yield Source(kind=SourceKind.OUTLET, name=name, start=span.start, end=span.end)


def _names_person(page: Page, span: Span) -> bool:
    people = (mention for entity in page.entities if entity.type is EntityType.PER for mention in entity.mentions)
    return any(span.overlaps(mention) for mention in people)


@cache
def _relay_pattern() -> re.Pattern[str]:
    plain, listed, carriers = (
        "|".join(sorted(source_cues(kind), key=len, reverse=True))
        for kind in (SourceCueKind.RELAY, SourceCueKind.RELAY_LISTED, SourceCueKind.CARRIER)
    )
    # A link in the page leaves its name without the blank before it: *dilansirAFP*, *dikutip dariCNN*.
    between = rf"(?:\s+(?:dari|oleh|dalam|pada|(?i:{carriers})))*"
    told = r"(?i:kepada|menurut|laporan|lewat|dengan)(?:\s+dari)?"
    return re.compile(rf"\b(?:(?P<plain>(?i:{plain}))|(?i:{listed})|{told}){between}(?:\s+|(?=[A-Z]))(?P<name>{NAME})")


def outlets_named(page: Page) -> Iterator[Source]:
    """Known outlets wherever the report names them (*harian bisnis Nikkei melaporkan*, *wawancara dengan Fox News*)."""
    for match in _outlet_pattern().finditer(page.text):
        yield Source(kind=SourceKind.OUTLET, name=match.group(), start=match.start(), end=match.end())


@cache
def _outlet_pattern() -> re.Pattern[str]:
    """Names that are hardly anything else: agencies, broadcasters, and names of several words."""
    plain = {OutletKind.AGENCY, OutletKind.BROADCASTER}
    forms = [name for name, outlet in outlets().items() if outlet.kind in plain or " " in name]
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?![A-Z0-9-])")


@lru_cache(maxsize=4096)
def _listed(name: str) -> str | None:
    """The longest beginning of ``name`` that is a known outlet."""
    words = name.split()
    for n in range(len(words), 0, -1):
        candidate = " ".join(words[:n])
        for form in (candidate, candidate.rstrip(".,")):
            if form in outlets():
                return form
    return None


def _may_be_outlet(name: str) -> bool:
    """Whether an unlisted name after *dilansir* can be an outlet: not a weekday, not an office."""
    first = name.split(maxsplit=1)[0].lower().strip(".")
    return not first.isdigit() and first not in source_cues(SourceCueKind.NOT_OUTLET)


def same_outlet(name: str, publisher: str) -> bool:
    """Whether a source's name and the publishing outlet's are the same house."""
    known = outlets()
    houses = {known[n].name if n in known else TITLE_END.sub("", n).lower() for n in (name, publisher)}
    return len(houses) == 1
