"""A stand-in for the pipeline: quick records with something in every table, and a load to be killed.

``python reading.py COLLECTION REPORTS JOBS`` loads made-up reports, a few of which cannot be read or coded.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from runut.articles import Failure, Reading
from runut.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventPlace,
    EventType,
    Mention,
    Participant,
    Place,
    Quote,
    QuoteKind,
    Record,
    Source,
    SourceKind,
    Span,
    Statement,
    Timex,
    TimexType,
)
from runut.store import Loaded, Plan, load, shards

VERSIONS = {"model": "m1", "lexicon": "l1", "program": "p1"}
OUTLETS = ("Kabar Utara", "Warta Selatan", "Harian Timur")
UNREADABLE = 11  # every eleventh input is none
UNCODABLE = 29  # every 29th sets something off in the coder


def text_of(number: int) -> str:
    return (
        f"Polisi menangkap {number} demonstran di Ambon, Senin. “Kami menahan mereka,” kata Kapolres. "
        f"Menurut saksi, unjuk rasa ke-{number} berlangsung damai."
    )


def article(number: int, **given: str) -> Article:
    values = {"id": f"a{number}", "text": text_of(number), "title": f"Unjuk rasa ke-{number}"} | given
    outlet = OUTLETS[number % len(OUTLETS)]
    day = f"2025-03-{1 + number % 28:02}"
    return Article(**{"outlet": outlet, "published": day, "url": f"https://contoh.example/{number}"} | values)  # type: ignore[arg-type]


def readings(count: int) -> Iterator[Reading | Failure]:
    for number in range(count):
        if number % UNREADABLE == UNREADABLE - 1:
            yield Failure(where=f"berita.jsonl:{number}", reason="is not valid JSON; put one object on each line")
        else:
            yield Reading(where=f"berita.jsonl:{number}", article=article(number))


def code(articles: Sequence[Article]) -> Iterator[Record]:
    """A record of each article whose text is of :func:`text_of`."""
    for one in articles:
        if one.id.startswith("a") and one.id[1:].isdigit() and int(one.id[1:]) % UNCODABLE == UNCODABLE - 1:
            raise ValueError("no parse")
        yield record(one)


def code_slowly(articles: Sequence[Article]) -> Iterator[Record]:
    """As :func:`code`, at a pace at which a kill meets every stage of a load."""
    for made in code(articles):
        time.sleep(0.001)
        yield made


def record(one: Article) -> Record:
    """What :func:`text_of` says."""
    ends = [mark + 1 for mark, letter in enumerate(one.text) if letter == "."]
    date = words(one, "Senin")
    place = Place(id="p1", name="Ambon", country="IDN", lat=-3.7, lon=128.2, geonames=1651531, **words(one, "Ambon"))
    said = words(one, "Kami menahan mereka,")
    stated = words(one, "berlangsung damai")
    return Record(
        article=one,
        sentences=tuple(Span(a, b) for a, b in zip([0, *(end + 1 for end in ends)], ends, strict=False)),
        entities=entities(one),
        timexes=(Timex(id="t1", type=TimexType.DATE, value=one.published, **date),),
        places=(place,),
        quotes=(Quote(kind=QuoteKind.DIRECT, speaker="e1", speaker_text="Kapolres", **said),),
        events=(arrest(one, ends[0]),),
        statements=(Statement(subject="e2", predicate="berlangsung", object="damai", **stated),),
    )


def words(one: Article, said: str) -> dict[str, int]:
    start = one.text.index(said)
    return {"start": start, "end": start + len(said)}


def entities(one: Article) -> tuple[Entity, ...]:
    police, we, crowd = (Span(**words(one, said)) for said in ("Polisi", "Kami", "demonstran"))
    return (
        Entity(id="e1", type=EntityType.ORG, name="Polisi", code="IDN", sectors=("COP",), mentions=(police, we)),
        Entity(id="e2", type=EntityType.GRP, name="demonstran", code="IDN", mentions=(crowd,)),
    )


def arrest(one: Article, end: int) -> Event:
    police, crowd = words(one, "Polisi"), words(one, "demonstran")
    return Event(
        id="v1",
        type=EventType.COERCE,
        mode="arrest",
        mentions=(Mention(**words(one, "menangkap")), Mention(**words(one, "menahan"))),
        evidence=Mention(start=0, end=end),
        actors=(Participant(entity="e1", text="Polisi", code="IDN", sectors=("COP",), **police),),
        recipients=(Participant(entity="e2", text="demonstran", code="IDN", **crowd),),
        date=one.published,
        timex="t1",
        place=EventPlace(name="Ambon", country="IDN", place="p1"),
        sources=(Source(kind=SourceKind.UNNAMED, name="saksi", **words(one, "saksi")),),
        quad=4,
        score=-7.0,
        cameo="173",
        confidence=0.9,
        why=("lexicon:events/coerce#tangkap",),
    )


def tell(done: Loaded) -> None:
    sys.stdout.write(f"{done.seen}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    root, count, jobs = sys.argv[1:]
    shards.SHARD_REPORTS = 16
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    load(Path(root), readings(int(count)), code_slowly, VERSIONS, plan=Plan(jobs=int(jobs)), tell=tell)
