"""Who answers for an event: each witness of the report weighed against it.

The chain that grammar finds at the event's mentions (``chain.py``) is one reason among others: a report often
tells an event in its own voice, and the speaker who vouches for it, or the agency that it was read at, is named
a few sentences away. What speaks for a witness are named features; their weights are learnt from coded reports.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from spacy.tokens import Doc

from runut.attribution.chain import chain_of
from runut.attribution.witnesses import Hearing, Witness, is_same
from runut.lexicon.actors import Pronoun, pronouns
from runut.mentions.codes import kindred
from runut.mentions.speakers import tokens_at
from runut.model import Event, EventType, Quote, Source, SourceKind, Span, Status

__all__ = ["Weigher", "event_sources", "weighed"]

# Whoever does these speaks: *"Kami menolak usul itu," kata Menlu* has no source but the doer.
SPOKEN_ACTS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.SUPPORT, EventType.THREATEN})
SELF_REACH = 5  # tokens: saya sudah berkali-kali meminta
FAR = 4  # sentences: beyond, a distance tells no more
NEAR = 2
MANY = 3
LEAD = 2  # sentences


class Weigher(Protocol):
    """A learnt decision."""

    @property
    def threshold(self) -> float:
        """From which probability it says yes."""

    @property
    def least(self) -> float:
        """With which probability the best may do."""

    def probability(self, features: Iterable[str]) -> float:
        """How probable the features make a yes."""


class Placed(NamedTuple):
    """An event with its witness-independent facts: the chain that grammar gives it, and who speaks of its mentions.

    ``focuses`` are the numbers of its telling mentions by what each tells, ``myself`` is whether the speaker of the
    best one speaks of himself.
    """

    event: Event
    chain: tuple[Source, ...]
    sentences: tuple[int, ...]
    holding: tuple[tuple[Quote, ...], ...]
    focuses: tuple[tuple[str, int], ...]
    myself: bool


def event_sources(hearing: Hearing, event: Event, decide: Weigher) -> tuple[Source, ...]:
    """The sources of an event: speakers and documents first, then the outlets that relay them.

    A document or an unnamed report that grammar finds is no witness to be weighed: such are too rare to be learnt.
    """
    placed = _placed(hearing, event)
    found = [(decide.probability(features), witness) for witness, features in _weighed(hearing, placed)]
    best = max((probability for probability, _ in found), default=0.0)
    chosen = [
        (probability, witness.source)
        for probability, witness in found
        if probability >= decide.threshold or probability == best >= decide.least
    ]
    chosen.extend((0.0, source) for source in placed.chain if not any(is_same(source, w.source) for _, w in found))
    chosen.sort(key=lambda pair: (pair[1].kind is SourceKind.OUTLET, -pair[0]))
    return tuple(source for _, source in chosen)


def weighed(hearing: Hearing, event: Event) -> Iterator[tuple[Witness, tuple[str, ...]]]:
    """Every witness who may answer for ``event``, with what speaks for it; its source stands where it is nearest."""
    return _weighed(hearing, _placed(hearing, event))


def _weighed(hearing: Hearing, placed: Placed) -> Iterator[tuple[Witness, tuple[str, ...]]]:
    for witness in hearing.witnesses:
        rank = next((n for n, source in enumerate(placed.chain) if is_same(source, witness.source)), None)
        nearest = placed.chain[rank] if rank is not None else _nearest(witness, placed.event)
        yield witness._replace(source=nearest), tuple(_features(hearing, placed, witness, rank))


def _placed(hearing: Hearing, event: Event) -> Placed:
    spans = [mention.span for mention in event.mentions]
    page = hearing.page
    holding = tuple(tuple(q for q in hearing.quotes if q.start <= s.start and s.end <= q.end) for s in spans)
    verbal = [tokens_at(page.doc, s.start, s.end).root.pos_ == "VERB" for s in spans]
    return Placed(
        event=event,
        chain=chain_of(page, spans, hearing.quotes, hearing.publisher),
        sentences=tuple(hearing.sentence_at(span.start) for span in spans),
        holding=holding,
        focuses=tuple(_focuses(spans, verbal)),
        myself=_speaks_of_himself(page.doc, spans[0].start, holding[0]),
    )


def _focuses(spans: Sequence[Span], verbal: Sequence[bool]) -> Iterator[tuple[str, int]]:
    """The mention that comes first, the first clause that tells the event, and the fullest."""
    numbers = range(len(spans))
    yield "earliest", min(numbers, key=lambda n: spans[n].start)
    yield "clause", min(numbers, key=lambda n: (not verbal[n], spans[n].start))
    yield "fullest", max(numbers, key=lambda n: (spans[n].end - spans[n].start, -n))


def _speaks_of_himself(doc: Doc, start: int, holding: Sequence[Quote]) -> bool:
    """Whether *saya, kami* stands shortly before the character ``start``, in the same quotation."""
    if not holding:
        return False
    before = doc.char_span(max(quote.start for quote in holding), start, alignment_mode="contract")
    words = [token.lower_ for token in before or ()][-SELF_REACH:]
    return any(pronouns().get(word) is Pronoun.SPEAKER for word in words)


def _nearest(witness: Witness, event: Event) -> Source:
    """The witness at the place where it is named nearest to the event."""
    start = event.mentions[0].start
    return min((*witness.relays, *witness.named, witness.source), key=lambda source: abs(source.start - start))


def _features(hearing: Hearing, placed: Placed, witness: Witness, rank: int | None) -> Iterator[str]:
    event = placed.event
    deed = str(event.type)  # an enum's member takes four times as long to format
    kind = "relay" if witness.relays else "named" if witness.named else str(witness.source.kind)
    ruled = "no" if rank is None else "first" if rank == 0 else "later"
    own = _own(hearing, event, witness)
    act = f"{event.type in SPOKEN_ACTS}/{event.status is Status.ACTUAL}"
    holds = _holds(placed, witness)
    spots = _spots(witness)
    where = _where(hearing, placed, spots)
    yield f"kind={kind}"
    yield f"kind={kind}|{deed}"
    yield f"ruled={ruled}"
    yield f"ruled={ruled}|{kind}"
    yield f"ruled={ruled}|{own}|{kind}"
    yield f"ruled={ruled}|{own}|{act}"
    yield f"ruled={ruled}|{own}|{deed}"
    yield f"ruled={ruled}|{deed}"
    yield f"ruled={ruled}|status={event.status}"
    yield f"ruled={ruled}|certainty={event.certainty}"
    yield f"holds={holds}|{kind}"
    yield f"holds={holds}|{own}"
    yield f"holds={holds}|{own}|{act}"
    yield f"myself={placed.myself}|{holds}|{own}"
    yield f"myself={placed.myself}|{holds}|{act}"
    yield f"holds={holds}|mentions={min(len(event.mentions), MANY)}"
    yield f"where={where}|{kind}"
    yield f"where={where}|{own}"
    yield f"where={where}|{ruled}"
    yield f"lead={min(placed.sentences[0], LEAD)}|{ruled}|{kind}"
    yield f"lead={min(placed.sentences) == 0}|{ruled}|{kind}|{own}"
    sentences = [hearing.sentence_at(spot) for spot in spots]
    yield from _focal(placed, witness, sentences, kind, own)
    yield from _company(hearing, placed, witness, kind, ruled)
    if witness.relays or witness.named:
        yield from _of_outlet(hearing, placed, witness, ruled)
    else:
        yield from _of_speaker(hearing, placed, witness, ruled, own)


def _focal(placed: Placed, witness: Witness, spots: Sequence[int], kind: str, own: str) -> Iterator[str]:
    """Who speaks of the mention that comes first, of the first clause that tells the event, and of the fullest.

    ``spots`` are the sentences in which the witness is named or speaks.
    """
    theirs = {id(quote) for quote in witness.quotes}
    voices = [_voice(holding, theirs) for holding in placed.holding]
    for name, number in placed.focuses:
        apart = _apart(placed.sentences[number], spots)
        yield f"{name}={voices[number]}|{own}"
        yield f"{name}={voices[number]}|{kind}"
        yield f"{name}={apart}|{kind}"
        yield f"{name}={apart}|{own}"
    seen = [voices[number] for _, number in placed.focuses]
    yield f"focal={'/'.join(seen)}"
    yield f"focal={seen.count('theirs')}/{seen.count('other')}|{own}"
    share = voices.count("theirs") * 4 // len(voices)
    yield f"told={share}|{kind}"
    yield f"told={share}|{own}"


def _voice(holding: Sequence[Quote], theirs: Container[int]) -> str:
    if any(id(quote) in theirs for quote in holding):
        return "theirs"
    return "other" if holding else "none"


def _apart(sentence: int, spots: Sequence[int]) -> str:
    if not spots:
        return "none"
    apart = min((sentence - spot for spot in spots), key=lambda n: (abs(n), n))
    return f"{'here' if apart == 0 else 'back' if apart > 0 else 'ahead'}{min(abs(apart), FAR)}"


def _own(hearing: Hearing, event: Event, witness: Witness) -> str:
    """How the witness stands to the event's sides: one of them, of their country and kind, or a stranger."""
    entity = hearing.entities.get(witness.source.entity or "")
    for role, sides in (("actor", event.actors), ("recipient", event.recipients)):
        if entity is not None and any(side.entity == entity.id for side in sides):
            return role
    if entity is None:
        return "unknown"
    for role, sides in (("actor", event.actors), ("recipient", event.recipients)):
        if any(kindred(entity, side) for side in sides):
            return f"of-{role}"
    return "stranger" if event.actors else "no-actor"


def _holds(placed: Placed, witness: Witness) -> str:
    """Which of the event's mentions stand in the witness's words: none, the best one and how, or others."""
    theirs = {id(quote) for quote in witness.quotes}
    held = [[quote for quote in holding if id(quote) in theirs] for holding in placed.holding]
    if held[0]:
        inner = min(placed.holding[0], key=lambda quote: quote.end - quote.start)
        depth = "inner" if id(inner) in theirs else "outer"
        return f"best-{held[0][0].kind}-{depth}-{'all' if all(held) else 'some'}"
    if any(held):
        return "half" if sum(map(bool, held)) * 2 >= len(held) else "few"
    return "other" if placed.holding[0] else "none"


def _where(hearing: Hearing, placed: Placed, spots: Sequence[int]) -> str:
    """How many sentences lie between the event's best mention and the witness's nearest word."""
    if not spots:
        return "none"
    here = hearing.paragraph_at(placed.event.mentions[0].start)
    near = any(hearing.paragraph_at(spot) == here for spot in spots)
    return f"{_apart(placed.sentences[0], [hearing.sentence_at(spot) for spot in spots])}{'' if near else '-other'}"


def _spots(witness: Witness) -> list[int]:
    """The characters at which the witness is named or speaks."""
    named = (source.start for source in witness.relays or witness.named)
    return [*named, *(spot for quote in witness.quotes for spot in _bounds(quote))]


def _bounds(quote: Quote) -> tuple[int, ...]:
    return (quote.start,) if quote.cue is None else (quote.start, quote.cue.start)


def _company(hearing: Hearing, placed: Placed, witness: Witness, kind: str, ruled: str) -> Iterator[str]:
    """How many others speak in the report, and of this event."""
    outlets = sum(bool(one.relays) for one in hearing.witnesses)
    speakers = len(hearing.witnesses) - outlets
    yield f"speakers={min(speakers, MANY)}|outlets={min(outlets, NEAR)}|{kind}|{ruled}"
    yield f"chain={min(len(placed.chain), MANY)}|{kind}|{ruled}"
    chained = {str(source.kind) for source in placed.chain if not is_same(source, witness.source)}
    yield f"chained={'+'.join(sorted(chained))}|{kind}|{ruled}"
    share = len(witness.quotes) * MANY // max(len(hearing.quotes), 1)
    yield f"share={share}|{kind}|{ruled}"


def _of_outlet(hearing: Hearing, placed: Placed, witness: Witness, ruled: str) -> Iterator[str]:
    """Whether an agency opens or closes the report, and how near any mention stands to its name."""
    spots = [hearing.sentence_at(source.start) for source in witness.relays or witness.named]
    last = len(hearing.sentences) - 1
    opening = min(spots)
    place = str(opening) if opening <= LEAD else "last" if opening == last else "middle"
    nearest = min(abs(spot - sentence) for spot in spots for sentence in placed.sentences)
    after = any(0 <= sentence - spot <= NEAR for spot in spots for sentence in placed.sentences)
    marked = bool(witness.relays)
    yield f"opens={place}|{ruled}|{marked}"
    yield f"opens={place}|often={min(len(spots), MANY)}"
    yield f"opens={place}|mention={min(nearest, FAR)}"
    yield f"mention={min(nearest, FAR)}|{after}|{marked}"
    yield f"opens={place}|held={bool(placed.holding[0])}|mention={min(nearest, NEAR)}"
    yield f"opens={place}|size={min(last // 6, MANY)}"
    yield f"relay-ends={_ends(hearing, witness)}|mention={min(nearest, FAR)}"
    actor = placed.event.actors[0].code if placed.event.actors else "none"
    yield f"abroad={actor not in {'IDN', 'none'}}|opens={place}"


def _ends(hearing: Hearing, witness: Witness) -> str:
    """Where in its sentence the outlet first stands: *Dilansir X, ...* or *..., lapor X*."""
    start = (witness.relays or witness.named)[0].start
    number = hearing.sentence_at(start)
    end = hearing.sentences[number + 1] if number + 1 < len(hearing.sentences) else len(hearing.page.text)
    begin = hearing.sentences[number]
    return str((start - begin) * MANY // max(end - begin, 1))


def _of_speaker(hearing: Hearing, placed: Placed, witness: Witness, ruled: str, own: str) -> Iterator[str]:
    """How near the witness's words stand to the nearest of all mentions, and whether others speak between."""
    spots = [hearing.sentence_at(spot) for quote in witness.quotes for spot in _bounds(quote)]
    if not spots:
        return
    nearest = min((spot - sentence for spot in spots for sentence in placed.sentences), key=lambda n: (abs(n), n))
    side = "here" if nearest == 0 else "ahead" if nearest > 0 else "back"
    yield f"mention={side}{min(abs(nearest), FAR)}|{ruled}"
    order = sorted(hearing.witnesses, key=lambda one: min((q.start for q in one.quotes), default=1 << 30))
    first = order[0].source.name == witness.source.name
    yield f"first-to-speak={first}|{ruled}"
    yield f"first-to-speak={first}|lead={min(placed.sentences[0], LEAD)}|{ruled}"
    entity = hearing.entities.get(witness.source.entity or "")
    sectors = entity.sectors[:1] if entity else ()
    yield f"sector={''.join(sectors)}|{placed.event.type}"
    yield f"sector={''.join(sectors)}|{ruled}"
    following = _turn(hearing, placed, witness)
    yield f"turn={following}|{ruled}"
    yield f"turn={following}|{own}"


def _turn(hearing: Hearing, placed: Placed, witness: Witness) -> str:
    """Whether the witness spoke last before the best mention, speaks next after it, or both."""
    start = placed.event.mentions[0].start
    before = [quote for quote in hearing.quotes if quote.end <= start]
    after = [quote for quote in hearing.quotes if quote.start >= start]
    theirs = {id(quote) for quote in witness.quotes}
    last = bool(before) and id(max(before, key=lambda quote: quote.end)) in theirs
    coming = bool(after) and id(min(after, key=lambda quote: quote.start)) in theirs
    return f"{'last' if last else ''}{'next' if coming else ''}" or "no"
