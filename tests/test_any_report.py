"""Whatever the text, a record's every span is text of the report and every reference leads somewhere."""

import io
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runut
from runut import ArticleError, Record
from runut.export import EXPORTERS

DATELINES = ("Pyongyang – ", "JAKARTA, KOMPAS.com - ", "Jakarta (ANTARA) - ", "REPUBLIKA.CO.ID, JAKARTA -- ", "")
SENTENCES = (
    "Presiden Peru, Raul Quispe, mengecam Cile pada Senin (17/6/2024).",
    "Menteri Luar Negeri RI Arwana Siregar bertemu Menlu Jepang di Hotel Melati, Ambon, kemarin.",
    "“Kami menolak perjanjian itu,” kata Quispe kepada AFP, Selasa (18/6).",
    '"Pasukan kami tidak menyerang siapa pun. Itu bohong," ujarnya.',
    "Menurut laporan Suara Bahari, Rusia diduga telah mengirim dua kapal patroli kepada Republik Tirta bulan lalu.",
    "Ratusan mahasiswa berunjuk rasa di depan gedung DPR, dan polisi menahan tiga demonstran.",
    "Ia mengatakan bahwa serangan Israel ke Gaza pekan lalu menewaskan 12 orang.",
    "Komisi Pemberantasan Korupsi (KPK) menetapkan Bupati Muara Selatan, H. Budi Santoso, S.H., sebagai tersangka.",
    "Juru bicara militer, Kol. Inf. Dedi, membantah pihaknya membakar rumah warga Desa Sukamaju.",
    "Kedua pemimpin akan menandatangani kesepakatan senilai Rp1.500.000 pukul 10.30 WIB.",
    "Jika ultimatum itu tak diindahkan, Amerika Serikat (AS) akan menjatuhkan sanksi, lapor Reuters.",
    "Pemerintahnya mengusir dua diplomat; Moskow-lah yang memulai, sebut sumber itu",
)
ODD = (
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u00ad", "\u200b", "\u200d", "\ufeff", "\u2028", "\x0b",
    "\x00", "e\u0301", "\u0301", "🕊️", "👩‍👩‍👧", "ﬁ", "İ", "ẞ", "中", "ﷺ", "“", "”", '"', "'", "‘", "’", "«",
    "(", ")", "[", ")))", "((", ".", "...", "…", ",", ";", "-", "–", "--", "/", "=", "@", "#", "Rp", "31/02/2024",
    "(32/13)", "0", "²", "٣", "nya", "-nya", "kata ", " yang ", " dan ", "Baca juga: ",
    "https://contoh.example/a?b=1", "x" * 300,
)  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> str:
    """A report of our own sentences with odd things put in, cut out and joined in odd ways."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    joints = draw(st.lists(st.sampled_from([" ", "\n", "", *ODD]), min_size=len(sentences), max_size=len(sentences)))
    text = draw(st.sampled_from(DATELINES)) + "".join(map("".join, zip(sentences, joints, strict=True)))
    odd = st.sampled_from(ODD) | st.text(max_size=3)
    for place, cut, put in draw(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), odd), max_size=6)):
        at = int(place * len(text))
        text = text[:at] + put + text[at + cut :]
    return draw(st.sampled_from([str, str, str.upper, str.lower, str.title, shouted_twice]))(text)


def shouted_twice(text: str) -> str:
    """A very long line."""
    return f"{text} {text.upper()} " * 4


def spans_of(part: object) -> Iterator[tuple[int, int]]:
    """Every stretch of the report that ``part`` of a record points at."""
    if isinstance(part, tuple):
        for item in part:
            yield from spans_of(item)
    elif isinstance(part, msgspec.Struct):
        fields = msgspec.structs.asdict(part)
        if "start" in fields:
            yield fields["start"], fields["end"]
        for value in fields.values():
            yield from spans_of(value)


def wordings(record: Record) -> Iterator[tuple[str, int, int]]:
    """Whatever the record repeats of the report, with where it stands."""
    for event in record.events:
        for participant in (*event.actors, *event.recipients):
            yield participant.text, participant.start, participant.end
    for place in record.places:
        yield place.name, place.start, place.end


def references(record: Record) -> Iterator[tuple[str | None, str]]:
    """Every id that the record refers to, and the kind of thing that it must be."""
    for event in record.events:
        yield event.timex, "timex"
        yield event.place.place if event.place else None, "place"
        for participant in (*event.actors, *event.recipients, *event.sources):
            yield participant.entity, "entity"
    for quote in record.quotes:
        yield quote.speaker, "entity"
    for statement in record.statements:
        yield statement.object_entity, "entity"
        yield statement.place.place if statement.place else None, "place"
        for source in statement.sources:
            yield source.entity, "entity"


def check_record(record: Record) -> None:
    """Assert what every record promises."""
    text = record.article.text
    for start, end in spans_of(record):
        assert 0 <= start < end <= len(text)
    for words, start, end in wordings(record):
        assert text[start:end] == words
    for mention in (span for entity in record.entities for span in entity.mentions):
        words = text[mention.start : mention.end]
        assert words == words.strip()
    check_sentences(record)
    known = {
        "entity": [entity.id for entity in record.entities],
        "timex": [timex.id for timex in record.timexes],
        "place": [place.id for place in record.places],
        "event": [event.id for event in record.events],
    }
    for ids in known.values():
        assert len(set(ids)) == len(ids)
    for reference, kind in references(record):
        assert reference is None or reference in known[kind]
    check_events(record)


def check_sentences(record: Record) -> None:
    """Assert that the sentences stand in order and leave out nothing but white space."""
    text = record.article.text
    edges = [0, *(edge for span in record.sentences for edge in (span.start, span.end)), len(text)]
    assert edges == sorted(edges)
    assert not any(text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))


def check_events(record: Record) -> None:
    """Assert what every event promises: its words stand in sentences, nobody acts on himself, its day is told."""
    codes = {entity.id: (entity.code, entity.sectors) for entity in record.entities}
    for event in record.events:
        assert event.mentions
        assert any(event.evidence.span.within(sentence) for sentence in record.sentences)
        assert any(mention.span.within(event.evidence.span) for mention in event.mentions)
        actors, recipients = ({one.entity for one in side} for side in (event.actors, event.recipients))
        assert not actors & recipients
        assert (event.date is None) == (event.timex is None)
        for participant in (*event.actors, *event.recipients):
            assert participant.entity is None or codes[participant.entity] == (participant.code, participant.sectors)


@pytest.mark.model
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=reports(), published=st.sampled_from([None, "2024-06-21"]), title=st.sampled_from([None, "Menlu bertemu"]))
def test_every_span_is_text_of_the_report(text: str, published: str | None, title: str | None) -> None:
    try:
        record = runut.read(text, published=published, title=title)
    except ArticleError:
        return  # nothing left of it, or no longer Indonesian: said so, and no record
    check_record(record)
    assert Record.from_json(record.to_json()) == record
    assert Record.from_dict(record.to_dict()) == record
    for write in EXPORTERS.values():
        write([record], io.StringIO())
