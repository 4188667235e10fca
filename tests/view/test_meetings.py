"""Who acts on whom, counted by hand on a collection made for it."""

from collections.abc import Iterator

import pytest
from tests.view.told import told_collection

from runut.errors import RequestError
from runut.store import Collection, open_collection
from runut.view.choosing import chosen
from runut.view.filters import Condition, Filters
from runut.view.meetings import counterparts, course_of, one_side, ties, two_sides
from runut.view.named import parties, similar
from runut.view.parties import party_of
from runut.view.voices import said_about, said_by


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with open_collection(told_collection(tmp_path_factory.mktemp("told") / "berita")) as opened:
        yield opened


@pytest.fixture
def events(told: Collection) -> Condition:
    return chosen(Filters(), told)


def test_one_actor_acts_and_is_acted_on(told: Collection, events: Condition) -> None:
    course, n = course_of(told, events, one_side(party_of("ali")))
    assert course.periods == ("2025-01", "2025-02", "2025-03")
    assert [tally.quads for tally in course.sides["did"]] == [[0, 1, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0]]
    assert [tally.quads for tally in course.sides["met"]] == [[0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]]
    assert [tally.mean for tally in course.sides["did"]] == [3.5, None, 2.5]  # AID 10 and ACCUSE -3; CONSULT 2.5
    assert (n, course.earlier, course.undated) == (6, 1, 1)  # the year 1022; the request without a day


def test_a_code_and_a_sector_are_an_actor_too(told: Collection, events: Condition) -> None:
    assert course_of(told, events, one_side(party_of("IDN GOV")))[1] == 7  # Ali, and Polri under its second sector
    assert course_of(told, events, one_side(party_of("JPN")))[1] == 2
    assert course_of(told, events, one_side(party_of("Panama")))[1] == 0


def test_two_actors_there_back_and_together(told: Collection, events: Condition) -> None:
    course, n = course_of(told, events, two_sides(party_of("Ali"), party_of("Budi")), "month")
    assert (n, course.of_side("there"), course.of_side("back"), course.of_side("together")) == (3, 2, 1, 0)
    course, n = course_of(told, events, two_sides(party_of("JPN"), party_of("Ali")), "month")
    assert (n, course.of_side("there"), course.of_side("together")) == (1, 0, 1)


def test_two_who_attack_a_third_have_done_nothing_to_each_other(told: Collection, events: Condition) -> None:
    _, n = course_of(told, events, two_sides(party_of("Polri"), party_of("Ali")))
    assert n == 1  # the request only


def test_an_actor_with_itself_is_no_dyad() -> None:
    with pytest.raises(RequestError, match="both Ali"):
        two_sides(party_of("Ali"), party_of(" Ali"))


def test_with_whom_counts_each_way(told: Collection, events: Condition) -> None:
    found, n = counterparts(told, events, party_of("Ali"), "name", 10)
    rows = {one.key: (one.did, one.did_mean, one.met, one.met_mean, one.together, one.n) for one in found}
    assert rows == {
        "Budi": (2, 3.5, 1, -5.0, 0, 3),
        '"PAN"': (1, -9.0, 0, None, 0, 1),
        "Jepang": (0, None, 0, None, 1, 1),
        "Polri": (1, 0.0, 0, None, 0, 1),
        "Ali": (1, 0.0, 1, 0.0, 0, 1),
    }
    assert n == 5
    by_country, _ = counterparts(told, events, party_of("Ali"), "country", 10)
    assert [(one.key, one.n) for one in by_country] == [("IDN", 5), ("JPN", 1)]


def test_the_strongest_ties_and_how_many_there_are(told: Collection, events: Condition) -> None:
    found, n = ties(told, events, "name", 3)
    assert [(tie.actor.label, tie.recipient.label, tie.n, tie.mean) for tie in found[:1]] == [("Ali", "Budi", 2, 3.5)]
    assert (len(found), n) == (3, 8)
    every, _ = ties(told, events, "name", 20)
    assert [(tie.actor.key, tie.recipient.key) for tie in every if tie.together] == [("Ali", "Jepang")]
    by_sector, _ = ties(told, events, "sector", 20)
    assert ("IDN COP", "IDN CVL") in {(tie.actor.key, tie.recipient.key) for tie in by_sector}


def test_filters_narrow_what_is_counted(told: Collection) -> None:
    accusing = chosen(Filters(type=("ACCUSE",)), told)
    assert course_of(told, accusing, one_side(party_of("Ali")))[1] == 1
    assert [tie.n for tie in ties(told, accusing, "name", 5)[0]] == [1]
    warta = chosen(Filters(outlet=("Warta",)), told)
    assert course_of(told, warta, one_side(party_of("Ali")))[1] == 2


def test_who_is_there_and_what_is_typed(told: Collection, events: Condition) -> None:
    found, n = parties(told, events, "name", 2)
    assert [(one.key, one.did, one.met, one.n) for one in found] == [("Ali", 5, 2, 6), ("Budi", 1, 3, 4)]
    assert n == 5
    assert [one.key for one in parties(told, events, "name", 5, "pa")[0]] == ['"PAN"']
    assert [one.key for one in parties(told, events, "country", 5, "jep")[0]] == ["JPN"]
    assert [one.key for one in parties(told, events, "sector", 5, "cvl")[0]] == ["IDN CVL"]
    assert parties(told, events, "name", 5, "zzz") == ([], 0)


def test_names_that_hold_each_other_may_be_one(told: Collection) -> None:
    assert [one.label for one in similar(told, party_of("Ali Budi"), 5)] == ["Ali", "Budi"]
    assert similar(told, party_of("Al"), 5) == []


def test_quotes_by_and_about(told: Collection, events: Condition) -> None:
    found, n = said_by(told, events, Filters(), party_of("ali"), 5)
    assert ([one.text for one in found], n) == (["Ini urusan Budi"], 1)
    assert [one.speaker for one in said_about(told, events, Filters(), party_of("Budi"), 5)[0]] == ["Ali"]
    assert said_about(told, events, Filters(), party_of("Ali"), 5) == ([], 0)
    aid = Filters(type=("AID",))
    assert said_by(told, chosen(aid, told), aid, party_of("Ali"), 5) == ([], 0)
