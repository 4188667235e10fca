"""Incidents: which events are one, and where the reports differ."""

from datetime import date

import pytest

from runut.stories.incidents import Incident, Party, Seen, find_incidents

POLICE = (Party("Polda Maluku", "Polda Maluku", "IDN", "ORG"),)
CROWD = (Party("mahasiswa Universitas Bahari", "tiga mahasiswa Universitas Bahari", "IDN", "GRP"),)


def seen(number: int, **given: object) -> Seen:
    usual: dict[str, object] = {
        "event_id": f"r{number}#v1",
        "article_id": f"r{number}",
        "text_id": f"r{number}",
        "outlet": f"Kabar {number}",
        "type": "COERCE",
        "mode": "arrest",
        "status": "actual",
        "date": "2025-03-12",
        "day": date(2025, 3, 12),
        "precision": "day",
        "place": "Ambon",
        "country": "IDN",
        "actors": POLICE,
        "recipients": CROWD,
        "source": "saksi",
    }
    return Seen(**usual | given)  # type: ignore[arg-type]


def number_of_incidents(**given: object) -> int:
    return len(find_incidents([seen(1), seen(2, **given)]))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"actors": ()},
        {"recipients": (), "date": None, "day": None, "precision": None},
        {"date": "2025-03-13", "day": date(2025, 3, 13)},
        {"date": "2025-03", "day": date(2025, 3, 1), "precision": "month"},
        {"actors": (Party("polisi", "polisi", "IDN", "ORG"),)},
        {"place": None, "country": None, "mode": None},
        {"status": "negated"},
    ],
    ids=["same", "no actor", "no date", "next day", "month", "by code", "no place", "denied"],
)
def test_one_event_told_otherwise_is_one_incident(given: dict[str, object]) -> None:
    assert number_of_incidents(**given) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"type": "PROTEST"},
        {"date": "2025-03-15", "day": date(2025, 3, 15)},
        {"date": "2025-02", "day": date(2025, 2, 1), "precision": "month"},
        {"recipients": (Party("Zulkarnain", "Zulkarnain", "MYS", "PER"),)},
        {"actors": (Party("warga", "warga", None, "GRP"),), "recipients": ()},
        {"country": "MYS", "actors": ()},
        {"actors": (), "recipients": (), "date": None, "day": None, "precision": None, "place": None, "mode": None},
    ],
    ids=["type", "days later", "other month", "other person", "nobody alike", "other country", "nothing told"],
)
def test_what_speaks_against_it_keeps_two_events_apart(given: dict[str, object]) -> None:
    assert number_of_incidents(**given) == 2


MAYOR = (Party("Sari Dewi Anggraini", "Sari Dewi", "IDN", "PER"),)
INITIALS = (Party("SDA", "SDA", "IDN", "PER"),)
OTHER_MAYOR = (Party("Wiryo Santosa", "Wiryo Santosa", "IDN", "PER"),)
JUDGE = (Party("Hakim", "Hakim", "IDN", "PER"),)


@pytest.mark.parametrize(
    ("ones", "others", "same"),
    [
        (MAYOR, OTHER_MAYOR, False),
        (MAYOR, INITIALS, True),
        (MAYOR, JUDGE, True),
        (MAYOR, POLICE, True),
    ],
    ids=["two of one country", "initials", "no name", "no person"],
)
def test_two_named_people_of_one_country_are_two(
    ones: tuple[Party, ...], others: tuple[Party, ...], *, same: bool
) -> None:
    assert (len(find_incidents([seen(1, actors=ones), seen(2, actors=others)])) == 1) is same


def test_what_one_report_tells_apart_is_joined_only_if_nothing_tells_it_apart() -> None:
    assert len(find_incidents([seen(1), seen(1, event_id="r1#v2")])) == 1
    assert len(find_incidents([seen(1), seen(1, event_id="r1#v2", mode="seize")])) == 2
    assert len(find_incidents([seen(1), seen(1, event_id="r1#v2", actors=())])) == 2


def test_an_event_told_loosely_leads_from_no_happening_to_the_next() -> None:
    loose = seen(2, place=None, country=None, recipients=(), date=None, day=None, precision=None)
    later = {"day": date(2025, 3, 13), "date": "2025-03-13", "mode": None, "place": None, "country": None}
    others = [seen(n, recipients=(), **later) for n in (3, 4)]
    assert [len(one.events) for one in find_incidents([seen(1), loose, *others])] == [2, 2]


def test_many_times_as_many_people_are_others() -> None:
    fifty = (Party("mahasiswa Universitas Bahari", "50 mahasiswa Universitas Bahari", "IDN", "GRP"),)
    assert number_of_incidents(recipients=fifty) == 2


def test_another_number_on_a_day_that_may_be_another_is_another_event() -> None:
    four = (Party("mahasiswa Universitas Bahari", "empat mahasiswa Universitas Bahari", "IDN", "GRP"),)
    assert number_of_incidents(recipients=four) == 1
    assert number_of_incidents(recipients=four, date=None, day=None, precision=None) == 2
    assert number_of_incidents(recipients=four, date="2025-03-13", day=date(2025, 3, 13)) == 2


def test_what_one_report_gives_twice_contradicts_no_other() -> None:
    again = seen(2, event_id="r2#v2", country="MYS")
    assert find_incidents([seen(2), again])[0].contradictions == ()
    assert find_incidents([seen(1), seen(2), again])[0].contradictions == ()


def contradictions(**given: object) -> dict[str, set[str]]:
    (incident,) = find_incidents([seen(1), seen(2, **given), seen(3)])
    found: dict[str, set[str]] = {}
    for one in incident.contradictions:
        found.setdefault(one.field, set()).add(one.value)
    return found


def test_reports_that_differ_are_shown_with_every_value() -> None:
    five = (Party("mahasiswa Universitas Bahari", "lima mahasiswa Universitas Bahari", "IDN", "GRP"),)
    assert contradictions() == {}
    assert contradictions(status="negated") == {"status": {"actual", "negated"}}
    assert contradictions(recipients=five) == {"number of mahasiswa": {"3", "5"}}
    assert contradictions(date="2025-03-13", day=date(2025, 3, 13)) == {"date": {"2025-03-12", "2025-03-13"}}
    assert contradictions(country="MYS") == {"country": {"IDN", "MYS"}}


def test_that_something_was_planned_is_no_contradiction() -> None:
    assert contradictions(status="future") == {}


def test_agreement_is_the_share_of_reports_that_contradict_none() -> None:
    (incident,) = find_incidents([seen(1), seen(2), seen(3, country="MYS"), seen(4, country=None)])
    assert incident.agreement == 0.25


def test_the_date_of_most_of_the_precise_ones_counts() -> None:
    month = {"date": "2025-03", "day": date(2025, 3, 1), "precision": "month"}
    incident = Incident((seen(1, **month), seen(2, **month), seen(3)), ())
    assert incident.date() == "2025-03-12"
    assert Incident((seen(1, **month),), ()).date() == "2025-03"
