"""Compare records with reports that were coded by hand.

Counts are micro-averaged: right, given and wanted are summed over all reports, then divided. What is paired is paired
one to one. The measures:

``sentence``
    pairs of a sentence and an event type: was this kind of event seen in this sentence?
``event``
    events: same type, and at least one mention in a sentence of the gold event
``dyad``
    as ``event``, and the actors have the same set of country codes, and so have the recipients
``actor``, ``recipient``
    country codes over paired events
``actor_name``, ``recipient_name``
    participants over paired events; a name is right when it shares a word with the gold text
``sector``
    triples of role, country code and first sector over paired events
``unreal``, ``hedged``
    statuses other than actual, certainties other than certain, over paired events
``source``
    sources over paired events, by shared words
``quote``
    quotes whose contents overlap by half or more of the longer one's characters
``date``, ``place``, ``mode``
    share right of the paired events where either side has one
``status``, ``certainty``
    share right of the paired events
``speaker``
    share of paired quotes whose speaker's name shares a word with the gold speaker's
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

import msgspec

from runut.errors import ArticleError
from runut.model import Certainty, Entity, Event, Participant, Quote, Record, Status, holding
from runut.scoring.counts import Scores, Share, Tally
from runut.scoring.gold import GoldEvent, GoldParticipant, GoldQuote, GoldReport

__all__ = ["pair_up", "score", "score_report"]

Wanted = TypeVar("Wanted")
Given = TypeVar("Given")
Thing = TypeVar("Thing")

WORD = re.compile(r"\w{2,}")
# Shared words of these kinds say nothing about whether two names are the same.
FUNCTION_WORDS = frozenset(
    {"di", "ke", "da", "dan", "atau", "yang", "dari", "pada", "untuk", "para", "si", "sang", "itu", "ini"}
    | {"the", "of", "al"}
)
ROLES = ("actors", "recipients")


def score(gold: Sequence[GoldReport], records: Mapping[str, Record]) -> Scores:
    """Score records, by their article's id, against gold reports.

    A report without a record counts as one in which nothing was found. Raises :class:`runut.errors.ArticleError`
    where a record's text is not the gold text: its offsets would mean other words.
    """
    return sum((score_report(report, records.get(report.id)) for report in gold), Scores.nothing())


def score_report(gold: GoldReport, record: Record | None) -> Scores:
    """Score one report; raises as :func:`score` does."""
    if record is not None and record.article.text.strip() != gold.text.strip():
        raise ArticleError(f"{gold.id}: the record's text is not the gold text; read the gold file's own text again")
    given = _read_events(gold, record) if record else []
    paired = pair_up(gold.events, given, _fit)
    pairs = [(gold.events[i], given[j]) for i, j in paired]
    quotes, speakers = _quotes(gold, record)
    return Scores(
        tallies={
            "sentence": _sentences(gold, given),
            "event": Tally(len(pairs), len(given), len(gold.events)),
            "dyad": Tally(sum(_same_codes(w, g) for w, g in pairs), len(given), len(gold.events)),
            **_people(pairs),
            **_marks(pairs),
            "source": _sum((_sources(w, g) for w, g in pairs)),
            "quote": quotes,
        },
        shares={**_details(pairs), "speaker": speakers},
        types=_types(gold.events, given, pairs),
        missing=() if record else (gold.id,),
    )


def pair_up(
    wanted: Sequence[Wanted], given: Sequence[Given], fit: Callable[[Wanted, Given], int]
) -> list[tuple[int, int]]:
    """Pair as many positions as can be, one to one, the best-fitting pairs first.

    ``fit`` ranks each possible pair; 0 means that the two cannot be a pair.
    """
    rank = {(i, j): fit(w, g) for (i, w), (j, g) in product(enumerate(wanted), enumerate(given))}
    best_first = sorted((pair for pair in rank if rank[pair]), key=lambda pair: -rank[pair])
    partner: dict[int, int] = {}
    taken: dict[int, int] = {}
    for i, j in best_first:
        if i not in partner and j not in taken:
            partner[i], taken[j] = j, i

    def place(i: int, seen: set[int]) -> bool:
        for j in [j for k, j in best_first if k == i and j not in seen]:
            seen.add(j)
            if j not in taken or place(taken[j], seen):
                partner[i], taken[j] = j, i
                return True
        return False

    for i in range(len(wanted)):
        if i not in partner:
            place(i, set())
    return sorted(partner.items())


class _Person(msgspec.Struct, frozen=True):
    """A participant of a record: its code, its first sector, and all the words that name it."""

    code: str
    sector: str | None
    words: frozenset[str]


class _Coded(msgspec.Struct, frozen=True):
    """A record's event in the form in which it is compared."""

    event: Event
    sentences: frozenset[int]
    actors: tuple[_Person, ...]
    recipients: tuple[_Person, ...]
    sources: tuple[frozenset[str], ...]


def _words(text: str | None) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text or "")) - FUNCTION_WORDS


def _named(entity: Entity | None, text: str) -> frozenset[str]:
    if entity is None:
        return frozenset()
    return _words(entity.name).union(*(_words(text[span.start : span.end]) for span in entity.mentions))


def _read_events(gold: GoldReport, record: Record) -> list[_Coded]:
    entities = {entity.id: entity for entity in record.entities}
    text = record.article.text

    def person(participant: Participant) -> _Person:
        known = entities.get(participant.entity or "")
        sector = participant.sectors[0] if participant.sectors else None
        return _Person(participant.code or "---", sector, _words(participant.text) | _named(known, text))

    def source_words(name: str, entity: str | None) -> frozenset[str]:
        known = entities.get(entity or "")
        return _words(name) | _words(known.name if known else None)

    return [
        _Coded(
            event,
            frozenset(
                number for mention in event.mentions if (number := holding(gold.sentences, mention.start)) is not None
            ),
            tuple(person(actor) for actor in event.actors),
            tuple(person(recipient) for recipient in event.recipients),
            tuple(source_words(source.name, source.entity) for source in event.sources),
        )
        for event in record.events
    ]


def _told_in(event: GoldEvent) -> frozenset[int]:
    return frozenset(mention.sentence for mention in event.mentions)


def _people_of(event: GoldEvent | _Coded, role: str) -> tuple[GoldParticipant | _Person, ...]:
    return event.actors if role == "actors" else event.recipients


def _codes(event: GoldEvent | _Coded, role: str) -> frozenset[str]:
    return frozenset(person.code or "---" for person in _people_of(event, role))


def _same_codes(wanted: GoldEvent, given: _Coded) -> bool:
    return all(_codes(wanted, role) == _codes(given, role) for role in ROLES)


def _names_right(wanted: Sequence[GoldParticipant], given: Sequence[_Person]) -> int:
    return len(pair_up(wanted, given, lambda w, g: len(_words(w.text) & g.words)))


def _start_of(date: str | None) -> str | None:
    """Cut an interval to its start: reports differ in whether they tell the end."""
    return date.split("/")[0] if date else None


def _fit(wanted: GoldEvent, given: _Coded) -> int:
    """Rank how two events of one type that share a sentence agree in the rest; 0 for others."""
    event = given.event
    if wanted.type != event.type or not _told_in(wanted) & given.sentences:
        return 0
    alike = (
        _start_of(wanted.date) == _start_of(event.date),
        wanted.status == event.status,
        wanted.mode == event.mode,
        (wanted.place.code if wanted.place else None) == (event.place.country if event.place else None),
    )
    same_codes = sum(_codes(wanted, role) == _codes(given, role) for role in ROLES)
    names = _names_right(wanted.actors, given.actors) + _names_right(wanted.recipients, given.recipients)
    return 1 + sum(alike) + 2 * same_codes + names


def _sum(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def _overlap(wanted: frozenset[Thing], given: frozenset[Thing]) -> Tally:
    return Tally(len(wanted & given), len(given), len(wanted))


def _sentences(gold: GoldReport, given: Sequence[_Coded]) -> Tally:
    wanted = frozenset((number, event.type) for event in gold.events for number in _told_in(event))
    return _overlap(wanted, frozenset((number, coded.event.type) for coded in given for number in coded.sentences))


def _types(
    wanted: Sequence[GoldEvent], given: Sequence[_Coded], pairs: Sequence[tuple[GoldEvent, _Coded]]
) -> dict[str, Tally]:
    counts: dict[str, Tally] = {}
    for name, one in (
        *((event.type, Tally(wanted=1)) for event in wanted),
        *((coded.event.type, Tally(given=1)) for coded in given),
        *((event.type, Tally(right=1)) for event, _ in pairs),
    ):
        counts[name.value] = counts.get(name.value, Tally()) + one
    return counts


def _people(pairs: Sequence[tuple[GoldEvent, _Coded]]) -> dict[str, Tally]:
    """Measure who takes part, over paired events."""

    def names(wanted: Sequence[GoldParticipant], given: Sequence[_Person]) -> Tally:
        return Tally(_names_right(wanted, given), len(given), len(wanted))

    return {
        "actor": _sum((_overlap(_codes(w, "actors"), _codes(g, "actors")) for w, g in pairs)),
        "recipient": _sum((_overlap(_codes(w, "recipients"), _codes(g, "recipients")) for w, g in pairs)),
        "actor_name": _sum((names(w.actors, g.actors) for w, g in pairs)),
        "recipient_name": _sum((names(w.recipients, g.recipients) for w, g in pairs)),
        "sector": _sum((_overlap(_sectors(w), _sectors(g)) for w, g in pairs)),
    }


def _sectors(event: GoldEvent | _Coded) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (role, person.code or "---", person.sector)
        for role in ROLES
        for person in _people_of(event, role)
        if person.sector
    )


def _marks(pairs: Sequence[tuple[GoldEvent, _Coded]]) -> dict[str, Tally]:
    """Measure how what is not plain fact is marked: as most is plain fact, accuracy would praise marking nothing."""

    def marked(wanted: str, given: str, plain: str) -> Tally:
        return Tally(wanted == given != plain, given != plain, wanted != plain)

    return {
        "unreal": _sum((marked(w.status, g.event.status, Status.ACTUAL) for w, g in pairs)),
        "hedged": _sum((marked(w.certainty, g.event.certainty, Certainty.CERTAIN) for w, g in pairs)),
    }


def _sources(wanted: GoldEvent, given: _Coded) -> Tally:
    pairs = pair_up(wanted.sources, given.sources, lambda source, words: len(_words(source.text) & words))
    return Tally(len(pairs), len(given.sources), len(wanted.sources))


def _details(pairs: Sequence[tuple[GoldEvent, _Coded]]) -> dict[str, Share]:
    """Judge what is right or wrong of paired events."""
    dates = [(_start_of(w.date), _start_of(g.event.date)) for w, g in pairs]
    modes = [(w.mode, g.event.mode) for w, g in pairs]
    placed = [(w, g) for w, g in pairs if w.place or g.event.place]
    return {
        "date": _share(wanted == given for wanted, given in dates if wanted or given),
        "place": _share(_same_place(w, g.event) for w, g in placed),
        "status": _share(w.status == g.event.status for w, g in pairs),
        "certainty": _share(w.certainty == g.event.certainty for w, g in pairs),
        "mode": _share(wanted == given for wanted, given in modes if wanted or given),
    }


def _share(verdicts: Iterable[bool]) -> Share:
    judged = list(verdicts)
    return Share(sum(judged), len(judged))


def _same_place(wanted: GoldEvent, given: Event) -> bool:
    if wanted.place is None or given.place is None:
        return False
    return wanted.place.code == given.place.country and bool(_words(wanted.place.text) & _words(given.place.name))


def _quotes(gold: GoldReport, record: Record | None) -> tuple[Tally, Share]:
    """Count the quotes found, and their speakers."""
    if gold.quotes is None:
        return Tally(), Share()
    given = record.quotes if record else ()
    paired = pair_up(gold.quotes, given, _common)
    tally = Tally(len(paired), len(given), len(gold.quotes))
    if record is None:
        return tally, Share()
    entities = {entity.id: entity for entity in record.entities}

    def speaker_right(wanted: GoldQuote, quote: Quote) -> bool:
        said = _named(entities.get(quote.speaker or ""), record.article.text) | _words(quote.speaker_text)
        name = _words(wanted.speaker)
        return bool(name & said) if name else not said

    return tally, _share(speaker_right(gold.quotes[i], given[j]) for i, j in paired)


def _common(wanted: GoldQuote, given: Quote) -> int:
    """Count the characters that two quotes have in common, where that is half or more of the longer one; else 0."""
    common = min(wanted.end, given.end) - max(wanted.start, given.start)
    longer = max(wanted.end - wanted.start, given.end - given.start)
    return common if common * 2 >= longer else 0
