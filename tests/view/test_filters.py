"""Filters: the same in the address, in Python and in SQL, and nothing that a stranger writes into them is run."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.errors import RequestError
from runut.store import Collection, open_collection
from runut.view.facets import facets
from runut.view.filters import FROM, Filters, Search, condition

HOSTILE = (
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "%",
    "_",
    "\\",
    "{0}",
    "{}",
    "$f0",
    "?",
    "<script>alert(1)</script>",
    "\x00",
    "😀",
)


@pytest.fixture(scope="module")
def opened(collection: Path) -> Iterator[Collection]:
    with open_collection(collection) as opened:
        yield opened


def found(opened: Collection, filters: Filters) -> list[tuple[str, str, str]]:
    where = condition(filters, opened)
    query = f"SELECT events.id, events.type, articles.outlet {FROM} WHERE {where.sql} ORDER BY 1"
    return list(opened.rows(query, where.values)[1])


def asked(opened: Collection, query: str) -> list[tuple[object, ...]]:
    return list(opened.rows(query)[1])


def test_an_empty_filter_narrows_nothing(opened: Collection) -> None:
    assert len(found(opened, Filters())) == asked(opened, "SELECT count(*) FROM events")[0][0]


def test_values_of_one_filter_are_alternatives_and_filters_add_up(opened: Collection) -> None:
    both = found(opened, Filters(type=("ACCUSE", "COERCE")))
    assert {kind for _, kind, _ in both} == {"ACCUSE", "COERCE"}
    there = found(opened, Filters(type=("ACCUSE", "COERCE"), outlet=("Kabar Timur",)))
    assert there
    assert len(there) < len(both)
    assert {outlet for _, _, outlet in there} == {"Kabar Timur"}


@pytest.mark.parametrize("name", ["polisi", "Komisi Pemb", "IDN", "COP"])
def test_an_actor_is_found_by_name_by_the_beginning_of_its_words_and_by_code(opened: Collection, name: str) -> None:
    rows = found(opened, Filters(actor=(name,)))
    parts = asked(
        opened, "SELECT event_id, lower(name || ' ' || text), code, sectors FROM participants WHERE role = 'actor'"
    )
    expected = {
        event
        for event, told, code, sectors in parts
        if f" {name.lower()}" in f" {told}" or code == name or name in (sectors or [])  # type: ignore[operator]
    }
    assert {event for event, _, _ in rows} == expected
    assert expected


def test_a_code_is_not_looked_for_inside_words(opened: Collection) -> None:
    names = asked(opened, "SELECT name FROM participants WHERE name ILIKE '%akistan%' AND name NOT ILIKE 'akistan%'")
    assert names
    assert found(opened, Filters(who=("akistan",))) == []


def test_who_is_actor_or_recipient(opened: Collection) -> None:
    either = {event for event, _, _ in found(opened, Filters(who=("polisi",)))}
    one = {event for event, _, _ in found(opened, Filters(actor=("polisi",)))}
    other = {event for event, _, _ in found(opened, Filters(recipient=("polisi",)))}
    assert either == one | other


def test_a_year_and_a_month_mean_all_of_their_days(opened: Collection) -> None:
    whole = found(opened, Filters(since="2019", until="2019"))
    assert whole
    assert whole == found(opened, Filters(since="2019-01-01", until="2019-12-31"))
    assert found(opened, Filters(since="2019-08", until="2019-08")) == found(
        opened, Filters(since="2019-08-01", until="2019-08-31")
    )


def test_words_are_those_of_the_report(opened: Collection) -> None:
    assert {outlet for _, _, outlet in found(opened, Filters(q="Belarus"))} == {"Jurnal Selat"}
    assert found(opened, Filters(q="katayangtidakada")) == []


def test_confidence_leaves_out_what_is_less_sure(opened: Collection) -> None:
    rows = asked(opened, "SELECT id FROM events WHERE confidence >= 0.7 ORDER BY 1")
    assert [event for event, _, _ in found(opened, Filters(confidence=0.7))] == [event for (event,) in rows]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_written_is_only_looked_for(opened: Collection, hostile: str) -> None:
    for name in ("actor", "recipient", "who", "source", "place", "outlet"):
        assert found(opened, Filters(**{name: (hostile,)})) == []  # type: ignore[arg-type]
    assert asked(opened, "SELECT count(*) > 0 FROM events") == [(True,)]


@pytest.mark.parametrize(
    "query",
    [
        *[("type", "DANCE"), ("status", "maybe"), ("mode", "x"), ("context", "x"), ("certainty", "x")],
        *[("since", "yesterday"), ("since", "2024-02-30"), ("until", "2024-13"), ("until", "0000"), ("since", "٢٠٢٤")],
        *[("confidence", "2"), ("confidence", "nan"), ("confidence", "x"), ("actor", "x" * 201)],
    ],
)
def test_a_value_that_cannot_be_is_refused_by_the_name_of_its_filter(query: tuple[str, str]) -> None:
    with pytest.raises(RequestError, match=f"^{query[0]}"):
        Filters.from_query([query])


def test_too_many_filters_are_refused() -> None:
    with pytest.raises(RequestError, match="more than"):
        Filters.from_query([("actor", ";".join(map(str, range(60))))])


def test_what_is_no_filter_in_an_address_is_passed_over() -> None:
    assert Filters.from_query([("utm_source", "x"), ("q", " "), ("type", "")]) == Filters()


def test_names_may_stand_in_one_parted_by_semicolons() -> None:
    assert Filters.from_query([("actor", "KPK; Polri ;"), ("actor", "KPK")]).actor == ("KPK", "Polri")


@given(
    st.lists(st.text(st.characters(exclude_characters=";", exclude_categories=["Cs"]), max_size=20), max_size=4),
    st.floats(0, 1),
)
def test_an_address_holds_all_of_the_filters(names: list[str], confidence: float) -> None:
    filters = Filters.from_query([("actor", name) for name in names] + [("confidence", repr(confidence))])
    assert Filters.from_query(filters.items()) == filters


def test_one_value_can_be_taken_away() -> None:
    filters = Filters(type=("ACCUSE", "COERCE"), q="bupati")
    assert filters.without("type", "ACCUSE") == Filters(type=("COERCE",), q="bupati")
    assert filters.without("q", "bupati") == Filters(type=("ACCUSE", "COERCE"))


def test_a_choice_is_counted_as_if_no_other_of_its_filter_were_chosen(opened: Collection) -> None:
    search = Search(Filters(type=("ACCUSE",), outlet=("Kabar Timur",)), opened)
    for name, choices in facets(search).items():
        for choice in choices:
            alone = Filters(type=("ACCUSE",), outlet=("Kabar Timur",)).but(**{name: (choice.value,)})
            assert choice.events == len(found(opened, alone)), (name, choice)
            assert choice.chosen == (choice.value in {"ACCUSE", "Kabar Timur"})
