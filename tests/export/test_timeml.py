"""TimeML, validated by its element and attribute rules."""

import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree
from typer.testing import CliRunner

from runut.cli import app
from runut.errors import StoreError
from runut.export.files import file_name
from runut.export.timeml import timeml_of, write_timeml
from runut.model import Certainty, Mention, Record, Status

RECORD = Record.from_json((Path(__file__).parents[1] / "cases/export/record.json").read_bytes())

# The rules of TimeML 1.2.1 for the tags that Runut writes.
RULES = etree.DTD(
    io.StringIO("""
<!ELEMENT TimeML (#PCDATA | EVENT | TIMEX3 | SIGNAL | MAKEINSTANCE | TLINK | SLINK | ALINK)*>
<!ELEMENT EVENT (#PCDATA)>
<!ATTLIST EVENT eid ID #REQUIRED
  class (OCCURRENCE | PERCEPTION | REPORTING | ASPECTUAL | STATE | I_STATE | I_ACTION) #REQUIRED
  comment CDATA #IMPLIED>
<!ELEMENT TIMEX3 (#PCDATA)>
<!ATTLIST TIMEX3 tid ID #REQUIRED type (DATE | TIME | DURATION | SET) #REQUIRED value CDATA #REQUIRED
  functionInDocument (CREATION_TIME | EXPIRATION_TIME | MODIFICATION_TIME | PUBLICATION_TIME | RELEASE_TIME |
    RECEPTION_TIME | NONE) "NONE"

  beginPoint IDREF #IMPLIED endPoint IDREF #IMPLIED
  temporalFunction (true | false) "false" mod CDATA #IMPLIED anchorTimeID IDREF #IMPLIED comment CDATA #IMPLIED>
<!ELEMENT MAKEINSTANCE EMPTY>
<!ATTLIST MAKEINSTANCE eiid ID #REQUIRED eventID IDREF #REQUIRED
  tense (FUTURE | INFINITIVE | PAST | PASTPART | PRESENT | PRESPART | NONE) #REQUIRED
  aspect (PROGRESSIVE | PERFECTIVE | PERFECTIVE_PROGRESSIVE | NONE) #REQUIRED
  pos (ADJECTIVE | NOUN | VERB | PREPOSITION | OTHER) #REQUIRED polarity (NEG | POS) #REQUIRED
  modality CDATA #IMPLIED signalID IDREF #IMPLIED cardinality CDATA #IMPLIED comment CDATA #IMPLIED>
<!ELEMENT TLINK EMPTY>
<!ATTLIST TLINK lid ID #REQUIRED
  relType (BEFORE | AFTER | INCLUDES | IS_INCLUDED | DURING | DURING_INV | SIMULTANEOUS | IAFTER | IBEFORE | IDENTITY |
    BEGINS | ENDS | BEGUN_BY | ENDED_BY) #REQUIRED
  eventInstanceID IDREF #IMPLIED timeID IDREF #IMPLIED
  relatedToEventInstance IDREF #IMPLIED relatedToTime IDREF #IMPLIED
  signalID IDREF #IMPLIED origin CDATA #IMPLIED comment CDATA #IMPLIED>
""")
)


# A TIMEX3's value: a date as precise as it is told, with X for what is open, a duration, or a vague reference.
DATE = r"[\dX]{2,4}(-([\dX]{2}|W[\dX]{2}|Q[1-4X]|H[12X]|S[PU]|FA|WI)(-([\dX]{1,2}|WE))?)?"
VALUE = re.compile(rf"({DATE})?(T([\dX:.]+([+-]\d\d:\d\d|Z)?|[A-Z]{{2}}))?|P[\dX.YMWDTHS]+|(PAST|PRESENT|FUTURE)_REF")


def parsed(record: Record) -> Any:
    root = etree.fromstring(timeml_of(record))
    RULES.assertValid(root)
    assert [time.get("value") for time in root.iter("TIMEX3") if not VALUE.fullmatch(time.get("value"))] == []
    return root


def with_event(number: int, **changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, events=(msgspec.structs.replace(RECORD.events[number], **changes),))


def test_the_document_is_valid_and_its_text_is_the_reports() -> None:
    assert "".join(parsed(RECORD).itertext()) == RECORD.article.text


def test_triggers_times_and_their_links_are_marked() -> None:
    root = parsed(RECORD)
    assert [event.text for event in root.iter("EVENT")] == [
        "bertemu",
        "pertemuan",
        "mengirim",
        "berunjuk rasa",
        "menahan",
    ]
    assert [(time.text, time.get("value")) for time in root.iter("TIMEX3")] == [
        ("Senin (3/6/2024)", "2024-06-03"),
        ("bulan lalu", "2024-05"),
        (None, "2024-06-03"),
    ]
    assert root.findall("TIMEX3")[-1].get("functionInDocument") == "PUBLICATION_TIME"
    links = [
        (one.get("relType"), one.get("relatedToTime"), one.get("relatedToEventInstance")) for one in root.iter("TLINK")
    ]
    assert links == [("IS_INCLUDED", "t1", None), ("IDENTITY", None, "ei1"), ("IS_INCLUDED", "t2", None)]
    aid = root.findall("MAKEINSTANCE")[2]
    assert (aid.get("comment"), aid.get("modality"), aid.get("polarity")) == ("v2 AID", "POSSIBLE", "POS")


@pytest.mark.parametrize(
    ("status", "polarity", "tense", "modality"),
    [
        (Status.NEGATED, "NEG", "NONE", None),
        (Status.FUTURE, "POS", "FUTURE", None),
        (Status.HYPOTHETICAL, "POS", "NONE", "HYPOTHETICAL"),
    ],
)
def test_status_is_polarity_tense_or_modality(status: Status, polarity: str, tense: str, modality: str | None) -> None:
    (instance,) = parsed(with_event(3, status=status, certainty=Certainty.CERTAIN)).iter("MAKEINSTANCE")
    assert (instance.get("polarity"), instance.get("tense"), instance.get("modality")) == (polarity, tense, modality)


def test_an_interval_is_a_duration_between_two_points() -> None:
    week = msgspec.structs.replace(RECORD.timexes[0], value="2024-06-01/2024-06-03")
    root = parsed(msgspec.structs.replace(RECORD, timexes=(week,)))
    told, first, last, published = root.iter("TIMEX3")
    assert (told.get("type"), told.get("value")) == ("DURATION", "P3D")
    assert (told.get("beginPoint"), told.get("endPoint")) == (first.get("tid"), last.get("tid"))
    assert (first.get("value"), last.get("value"), published.get("tid")) == ("2024-06-01", "2024-06-03", "t0")


def test_two_events_on_one_trigger_are_two_instances_of_it() -> None:
    twice = msgspec.structs.replace(RECORD, events=(RECORD.events[3], RECORD.events[3]))
    root = parsed(twice)
    assert len(root.findall("EVENT")) == 1
    assert len(root.findall("MAKEINSTANCE")) == 2


def test_a_trigger_across_a_time_expression_has_no_mark() -> None:
    root = parsed(with_event(0, mentions=(Mention(start=90, end=100),)))
    assert root.findall("EVENT") == root.findall("MAKEINSTANCE") == root.findall("TLINK") == []


def test_a_time_left_open_and_signs_that_xml_forbids() -> None:
    open_time = msgspec.structs.replace(RECORD.timexes[1], value=None)
    text = RECORD.article.text.replace("kata", "\x00\ufffe\r&", 1)
    record = msgspec.structs.replace(
        with_event(3), article=msgspec.structs.replace(RECORD.article, text=text), timexes=(open_time,)
    )
    root = parsed(record)
    assert root.find("TIMEX3").get("value") == "XXXX-XX-XX"
    assert "".join(root.itertext()) == text.replace("\x00", "\ufffd").replace("\ufffe", "\ufffd")


def test_every_report_has_its_file(tmp_path: Path) -> None:
    records = [
        msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, id=name))
        for name in ("satu", "../dua", "a/b", "a-b", "x" * 300)
    ]
    write_timeml(iter(records), tmp_path / "tml")
    names = sorted(path.name for path in (tmp_path / "tml").iterdir())
    assert len(names) == 5
    assert {"satu.tml", "a-b.tml"} <= set(names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tml"]
    with pytest.raises(StoreError, match="give a folder"):
        write_timeml(iter(records), tmp_path / "tml" / "satu.tml")


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(RECORD.to_json() + "\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["export", str(path), "--to", "timeml"]).exit_code == 2
    assert (
        CliRunner().invoke(app, ["export", str(path), "--to", "timeml", "--output", str(tmp_path / "tml")]).exit_code
        == 0
    )
    assert (tmp_path / "tml" / f"{file_name('contoh-1')}.tml").is_file()
