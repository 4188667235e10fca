"""The tables of other event data projects, read back by the engines that people load them with."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from runut.export import EXPORTERS
from runut.export.dates import days_of, moment_of
from runut.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from runut.lexicon.cameo import goldstein, known_group, state_codes
from runut.lexicon.event_types import event_types
from runut.model import Certainty, Event, EventPlace, EventType, Participant, Record, Status

RECORD = Record.from_json((Path(__file__).parents[1] / "cases/export/record.json").read_bytes())

# GDELT's own types; the rest are strings, whose leading zeros a loader has to keep.
INTEGERS = {
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "IsRootEvent", "QuadClass", "NumMentions", "NumSources"),
    *("NumArticles", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type", "DATEADDED", "EventTimeDate"),
    *("MentionTimeDate", "MentionType", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset"),
    *("InRawText", "Confidence", "MentionDocLen"),
}
FLOATS = {
    *("FractionDate", "GoldsteinScale", "AvgTone", "MentionDocTone"),
    *(f"{where}Geo_{part}" for where in ("Actor1", "Actor2", "Action") for part in ("Lat", "Long")),
}


def written(form: str, *records: Record) -> str:
    stream = io.StringIO()
    EXPORTERS[form](iter(records), stream)
    return stream.getvalue()


def with_event(number: int, **changes: Any) -> Record:
    """The record with one event alone, changed."""
    return msgspec.structs.replace(RECORD, events=(msgspec.structs.replace(RECORD.events[number], **changes),))


def with_article(**changes: Any) -> Record:
    return msgspec.structs.replace(RECORD, article=msgspec.structs.replace(RECORD.article, **changes))


def participant(text: str, code: str | None, *sectors: str) -> Participant:
    return Participant(entity=None, text=text, start=0, end=len(text), code=code, sectors=sectors)


def gdelt(form: str, folder: Path, *records: Record) -> list[dict[str, Any]]:
    """The rows of a GDELT file, loaded with GDELT's columns and types."""
    columns = EVENT_COLUMNS if form == "gdelt" else MENTION_COLUMNS
    types = {name: "BIGINT" if name in INTEGERS else "DOUBLE" if name in FLOATS else "VARCHAR" for name in columns}
    path = folder / f"{form}.csv"
    path.write_text(written(form, *records), encoding="utf-8", newline="")
    with duckdb.connect() as database:
        database.execute(
            "SELECT * FROM read_csv(?, delim='\t', header=false, quote='', escape='', columns=?, nullstr='')",
            [str(path), types],
        )
        return [dict(zip(columns, row, strict=True)) for row in database.fetchall()]


def polecat(*records: Record) -> list[dict[str, str]]:
    header, *rows = [line.split("\t") for line in written("polecat", *records).splitlines()]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_gdelt_columns_are_gdelts_in_number_and_order() -> None:
    assert len(EVENT_COLUMNS) == 61
    assert len(MENTION_COLUMNS) == 16
    assert [EVENT_COLUMNS[n - 1] for n in (1, 6, 15, 16, 25, 26, 27, 31, 36, 44, 52, 59, 60, 61)] == [
        *("GLOBALEVENTID", "Actor1Code", "Actor1Type3Code", "Actor2Code", "Actor2Type3Code", "IsRootEvent"),
        *("EventCode", "GoldsteinScale", "Actor1Geo_Type", "Actor2Geo_Type", "ActionGeo_Type"),
        *("ActionGeo_FeatureID", "DATEADDED", "SOURCEURL"),
    ]


def test_gdelt_loads_with_its_types_and_keeps_leading_zeros(tmp_path: Path) -> None:
    visit, aid, protest, arrest = gdelt("gdelt", tmp_path, RECORD)
    assert (visit["EventCode"], visit["EventBaseCode"], visit["EventRootCode"]) == ("040", "040", "04")
    assert (aid["EventCode"], aid["QuadClass"], aid["GoldsteinScale"]) == ("072", 2, 8.3)
    assert (visit["Actor1Code"], visit["Actor1Type1Code"], visit["Actor2Code"]) == ("IDNGOV", "GOV", "RUSGOV")
    assert (arrest["Actor1Code"], arrest["Actor2Code"]) == ("IDNCOP", "IDNCVL")
    assert protest["Actor2Code"] is None
    assert visit["Actor1Name"] == "ARWANA SIREGAR"
    assert [visit["IsRootEvent"], protest["IsRootEvent"]] == [1, 0]
    assert visit["NumMentions"] == 2


def test_gdelt_dates_are_the_events_first_day_else_the_reports(tmp_path: Path) -> None:
    visit, aid, protest, _ = gdelt("gdelt", tmp_path, RECORD)
    assert (visit["SQLDATE"], visit["MonthYear"], visit["Year"]) == (20240603, 202406, 2024)
    assert visit["FractionDate"] == 2024.5014
    assert aid["SQLDATE"] == 20240501
    assert protest["SQLDATE"] == 20240603
    assert visit["DATEADDED"] == 20240603000000
    bare = gdelt("gdelt", tmp_path, msgspec.structs.replace(with_article(published=None), events=RECORD.events[2:3]))
    assert (bare[0]["SQLDATE"], bare[0]["DATEADDED"]) == (None, None)


def test_gdelt_places_have_fips_codes(tmp_path: Path) -> None:
    visit, aid, _, _ = gdelt("gdelt", tmp_path, RECORD)
    assert (visit["ActionGeo_CountryCode"], visit["ActionGeo_Lat"], visit["ActionGeo_Long"]) == ("ID", -6.2, 106.8)
    assert visit["ActionGeo_FullName"].endswith("Indonesia")
    assert (aid["ActionGeo_Type"], aid["ActionGeo_FullName"]) == (0, None)
    for name, kind in (("Ambon", 4), ("Jawa Timur", 5), ("Jepang", 1)):
        country = "JPN" if name == "Jepang" else "IDN"
        (row,) = gdelt("gdelt", tmp_path, with_event(2, place=EventPlace(name=name, country=country)))
        assert (row["ActionGeo_Type"], row["ActionGeo_FullName"].split(",")[0]) == (kind, name)


def test_gdelt_has_no_row_for_what_did_not_happen(tmp_path: Path) -> None:
    for status in (Status.NEGATED, Status.FUTURE, Status.HYPOTHETICAL):
        assert written("gdelt", with_event(3, status=status)) == ""
        assert written("gdelt-mentions", with_event(3, status=status)) == ""
    plan = with_event(0, type=EventType.AGREE, status=Status.FUTURE, cameo="030")
    assert [row["EventCode"] for row in gdelt("gdelt", tmp_path, plan)] == ["030"]


def test_gdelt_writes_a_row_for_each_actor_with_each_recipient(tmp_path: Path) -> None:
    people = (participant("Rusia", "RUS"), participant("Timor Leste", "TLS"), participant("Rumania", "ROU", "JRN"))
    rows = gdelt("gdelt", tmp_path, with_event(3, actors=people, recipients=people[1:]))
    pairs = [(row["Actor1Code"], row["Actor2Code"]) for row in rows]
    assert pairs[:3] == [("RUS", "TMP"), ("RUS", "ROMMED"), ("TMP", "TMP")]
    assert len(pairs) == 6
    meeting = gdelt("gdelt", tmp_path, with_event(0, actors=people, recipients=()))
    assert [(row["Actor1CountryCode"], row["Actor2CountryCode"]) for row in meeting] == [
        ("RUS", "TMP"),
        ("RUS", "ROM"),
        ("TMP", "ROM"),
    ]


@pytest.mark.parametrize(
    ("name", "code", "sectors", "expected"),
    [
        ("ASEAN", "IGO", (), ("ASNIGO", "", "ASN", "IGO")),
        ("PBB", "UNO", (), ("UNOIGO", "", "UNO", "IGO")),
        ("Uni Eropa", "EUR", ("GOV",), ("EUREECIGOGOV", "EUR", "EEC", "IGO")),
        ("Hamas", "PSE", ("REB",), ("PSEHMSREB", "PSE", "HMS", "REB")),
        ("perawat", "IDN", ("MED", "UNK"), ("IDNHLH", "IDN", "", "HLH")),
        ("seseorang", None, (), ("", "", "", "")),
    ],
)
def test_gdelt_actor_codes(name: str, code: str | None, sectors: tuple[str, ...], expected: tuple[str, ...]) -> None:
    row = written("gdelt", with_event(3, actors=(participant(name, code, *sectors),), recipients=())).split("\t")
    at = EVENT_COLUMNS.index("Actor1Code")
    assert (row[at], row[at + 2], row[at + 3], row[at + 7]) == expected


def test_gdelt_numbers_are_stable_and_distinct() -> None:
    def numbers(*records: Record) -> list[str]:
        return [line.split("\t")[0] for line in written("gdelt", *records).splitlines()]

    assert numbers(RECORD) == numbers(RECORD)
    assert len({*numbers(RECORD), *numbers(with_article(id="lain"))}) == 8


def test_mentions_point_into_the_indonesian_text(tmp_path: Path) -> None:
    rows = gdelt("gdelt-mentions", tmp_path, RECORD)
    assert {row["GLOBALEVENTID"] for row in rows} == {row["GLOBALEVENTID"] for row in gdelt("gdelt", tmp_path, RECORD)}
    text = RECORD.article.text
    first, second, aid = rows[:3]
    assert text[first["ActionCharOffset"] :].startswith("bertemu")
    assert text[second["ActionCharOffset"] :].startswith("pertemuan")
    assert text[first["Actor1CharOffset"] :].startswith("Arwana Siregar")
    assert text[aid["Actor2CharOffset"] :].startswith("Republik Tirta")
    assert [first["SentenceID"], second["SentenceID"], aid["SentenceID"]] == [1, 2, 3]
    assert rows[3]["Actor2CharOffset"] == -1
    assert (aid["Confidence"], first["Confidence"], first["MentionDocLen"]) == (40, None, len(text))
    assert (first["MentionType"], first["MentionSourceName"]) == (1, "contoh.example")
    told = json.loads(aid["Extras"])
    assert (told["certainty"], told["date"], told["sources"]) == (
        "possible",
        "2024-05",
        [{"kind": "outlet", "name": "Suara Bahari"}],
    )


@pytest.mark.parametrize("form", ["gdelt", "gdelt-mentions", "polecat"])
def test_tabs_line_breaks_and_quotation_marks_do_not_break_a_row(form: str) -> None:
    evil = participant('"Abu\tX\r\n\u2028', "IDN")
    record = msgspec.structs.replace(
        with_article(outlet='"a\tb\n', url="https://x.example/\t\n"), events=(with_event(3, actors=(evil,)).events)
    )
    lines = written(form, record).split("\n")
    assert len(lines) == (3 if form == "polecat" else 2)
    assert {line.count("\t") for line in lines if line} == {
        {"gdelt": 60, "gdelt-mentions": 15, "polecat": 39}[form],
    }


def test_polecat_has_its_forty_columns_and_says_none() -> None:
    header = written("polecat").rstrip("\n").split("\t")
    assert len(header) == 40
    assert [header[n - 1] for n in (1, 7, 8, 16, 24, 34, 40)] == [
        *("Event ID", "Contexts", "Actor Name", "Recipient Name", "Placename", "Source", "Version"),
    ]
    visit, aid, protest, _ = polecat(RECORD)
    assert (visit["Actor Name"], visit["Actor COW"], visit["Recipient COW"]) == ("Arwana Siregar", "850", "365")
    assert (visit["Actor Title"], visit["Quad Code"]) == ("menteri luar negeri", "VERBAL COOPERATION")
    assert (visit["Event Date"], visit["GeoNames ID"], visit["Country"]) == ("2024-06-03", "1642911", "IDN")
    assert (aid["Event Date"], aid["Recipient Country"], aid["Placename"]) == ("2024-05-01", "None", "None")
    assert (protest["Event Date"], protest["Recipient Name"]) == ("None", "None")
    assert visit["Story People"] == "Arwana Siregar; Duta Besar Rusia"


def test_polecat_tells_status_among_the_contexts() -> None:
    (row,) = polecat(with_event(3, status=Status.NEGATED, contexts=("military",)))
    assert row["Contexts"] == "military; negation"


def plover(*records: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written("plover", *records).splitlines()]


def test_plover_records_have_the_manuals_fields() -> None:
    visit, aid, protest, _ = plover(RECORD)
    assert {"id", "date", "actor", "event"} <= set(protest)
    assert (visit["date"], "enddate" in visit) == ("2024-06-03", False)
    assert (aid["date"], aid["enddate"]) == ("2024-05-01", "2024-05-31")
    assert protest["date"] is None
    assert [actor["code"] for actor in visit["actor"]] == ["IDN", "RUS"]
    assert "recipient" not in visit
    assert visit["actor"][0] == {
        "code": "IDN",
        "sector": "GOV",
        "entity_text": "Arwana Siregar",
        "entity_name": "Arwana Siregar",
        "office": "menteri luar negeri",
    }
    assert (visit["event"], visit["mode"], visit["quad_code"]) == (["CONSULT"], ["visit"], 1)
    assert visit["event_loc"]["country_code"] == "IDN"
    span = visit["text_info"]
    assert RECORD.article.text[span["start"] : span["end"]] == visit["event_text"][0] == "bertemu"
    assert (aid["certainty"], aid["sources"]) == ("possible", [{"kind": "outlet", "name": "Suara Bahari"}])


def test_plover_keeps_an_event_without_actor() -> None:
    (told,) = plover(with_event(3, actors=()))
    assert told["actor"] == []


def test_geojson_is_a_collection_of_points_longitude_first() -> None:
    found = json.loads(written("geojson", RECORD, RECORD))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == 8
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
    visit, aid = found["features"][:2]
    assert visit["geometry"] == {"type": "Point", "coordinates": [106.8, -6.2]}
    assert (visit["properties"]["type"], visit["properties"]["place"]) == ("CONSULT", "Jakarta")
    assert aid["geometry"] is None
    assert aid["properties"]["certainty"] == Certainty.POSSIBLE


def test_geojson_without_events_is_an_empty_collection() -> None:
    assert json.loads(written("geojson"))["features"] == []


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2024-06-21", ("2024-06-21", "2024-06-21")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-W25", ("2024-06-17", "2024-06-23")),
        ("2016-07-12/2016-07", ("2016-07-12", "2016-07-31")),
        ("2024-06-21T10:30+07:00", ("2024-06-21", "2024-06-21")),
    ],
)
def test_the_days_of_a_date(value: str, days: tuple[str, str]) -> None:
    assert days_of(value) == tuple(map(date.fromisoformat, days))


@pytest.mark.parametrize("value", [None, "", "2024-02-31", "PAST_REF", "P3D"])
def test_no_days(value: str | None) -> None:
    assert days_of(value) is None


def test_a_reports_moment_is_utc() -> None:
    moment = moment_of("2024-06-21T06:30+07:00")
    assert moment is not None
    assert moment.isoformat() == "2024-06-20T23:30:00+00:00"
    assert moment_of("entah") is None


def test_every_code_that_runut_writes_is_on_the_goldstein_scale() -> None:
    entries = event_types().values()
    codes = {entry.cameo for entry in entries} | {mode.cameo for entry in entries for mode in entry.modes.values()}
    assert {code for code in codes if goldstein(code) is None} == set()
    assert goldstein("0729") == goldstein("072") == 8.3
    assert goldstein("999") is None


def test_the_tables_of_codes() -> None:
    assert state_codes()["IDN"].cow == 850
    assert state_codes()["TLS"].cameo == "TMP"
    assert (known_group("Asean"), known_group("DPR")) == ("ASN", None)
    numbers = [row.cow for row in state_codes().values() if row.cow]
    assert len(numbers) == len(set(numbers)) == 195


def test_an_event_without_actors_is_still_a_row() -> None:
    bare: Event = with_event(3, actors=(), recipients=()).events[0]
    assert len(polecat(msgspec.structs.replace(RECORD, events=(bare,)))) == 1
