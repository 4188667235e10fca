"""Where events happened, counted by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.view.told import TOKYO, TOLD, told_collection

from runut.errors import RequestError
from runut.store import Collection, open_collection
from runut.view.choosing import asked, chosen
from runut.view.filters import Filters
from runut.view.spots import of_spot, spots


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with open_collection(told_collection(tmp_path_factory.mktemp("told") / "berita")) as opened:
        yield opened


def test_two_names_of_one_point_are_one_place(told: Collection) -> None:
    found = spots(told, chosen(Filters(), told))
    assert [(spot.name, spot.n, spot.quads, spot.mean) for spot in found.located] == [
        ("Ambon", 3, (0, 1, 1, 1), 0.7),  # 10, -3 and -5
        ("Tokyo", 1, (1, 0, 0, 0), 2.5),
    ]


def test_what_cannot_be_drawn_is_told(told: Collection) -> None:
    found = spots(told, chosen(Filters(), told))
    assert [(spot.name, spot.n) for spot in found.unlocated] == [("Aula Serbaguna", 1)]
    assert (found.events, found.events_located, found.nowhere) == (7, 4, 2)


def test_the_map_begins_where_most_events_are(told: Collection, tmp_path: Path) -> None:
    assert spots(told, chosen(Filters(), told)).at_home
    abroad = told_collection(tmp_path / "k", [one for one in TOLD if one.place == TOKYO])
    with open_collection(abroad) as opened:
        assert not spots(opened, chosen(Filters(), opened)).at_home


@pytest.mark.parametrize(("key", "n"), [("-3.70,128.20", 3), ("aula serbaguna", 1), ("Nusa, Entah", 0)])
def test_a_place_leads_to_its_events(told: Collection, key: str, n: int) -> None:
    events, (where, values) = chosen(Filters(), told), of_spot(key)
    assert asked(told, f"{events.sql} SELECT count(*) FROM chosen WHERE {where}", events.values | values) == ((n,),)  # noqa: S608


def test_no_place_is_refused() -> None:
    with pytest.raises(RequestError, match=r"^at: "):
        of_spot(" ")
