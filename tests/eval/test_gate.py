"""The gate's promises: no measure falls unnoticed, no gold changes unnoticed, no floor is lowered unasked."""

from pathlib import Path

import msgspec
import pytest
from eval.gate import Baseline, check, main, raised, read_baseline, regressions, update

FLOORS = Baseline(gold="aaaa", model="id_runut 1", measures={"event": 0.6, "dyad": 0.4}, types={"AID": 0.5})


def now(event: float = 0.6, aid: float = 0.5, gold: str = "aaaa") -> Baseline:
    return Baseline(gold=gold, model="id_runut 2", measures={"event": event, "dyad": 0.4}, types={"AID": aid})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    assert update(path, FLOORS, allow_regression=False) == ()
    return path


def test_floors_come_back_as_they_were_laid(path: Path) -> None:
    assert read_baseline(path) == FLOORS


def test_without_floors_there_is_nothing_to_pass(tmp_path: Path) -> None:
    assert "--update" in check(tmp_path / "none.json", now())[0]


def test_what_is_as_good_passes(path: Path) -> None:
    assert check(path, now()) == ()


def test_a_trifle_below_the_floor_passes(path: Path) -> None:
    assert check(path, now(event=0.598, aid=0.485)) == ()


def test_a_measure_below_its_floor_fails_and_is_named(path: Path) -> None:
    (failure,) = check(path, now(event=0.59))
    assert failure.startswith("event is 0.5900")


def test_a_type_below_its_floor_fails_though_the_total_holds(path: Path) -> None:
    (failure,) = check(path, now(aid=0.4))
    assert failure.startswith("AID")


def test_a_type_no_longer_measured_fails() -> None:
    gone = msgspec.structs.replace(now(), types={})
    assert len(list(regressions(FLOORS, gone))) == 1


def test_a_changed_gold_fails_however_good_the_scores(path: Path) -> None:
    (failure,) = check(path, now(event=0.9, gold="bbbb"))
    assert "--update" in failure


def test_update_takes_a_changed_gold_over(path: Path) -> None:
    assert update(path, now(gold="bbbb"), allow_regression=False) == ()
    assert read_baseline(path).gold == "bbbb"


def test_update_raises_floors_and_lowers_none() -> None:
    assert raised(FLOORS, now(event=0.7, aid=0.49)).measures["event"] == 0.7
    assert raised(FLOORS, now(event=0.7, aid=0.49)).types["AID"] == 0.5


def test_update_refuses_to_lower_a_floor_unasked(path: Path) -> None:
    failures = update(path, now(event=0.5), allow_regression=False)
    assert "--allow-regression" in failures[-1]
    assert read_baseline(path) == FLOORS


def test_a_floor_is_lowered_when_asked(path: Path) -> None:
    assert update(path, now(event=0.5), allow_regression=True) == ()
    assert read_baseline(path).measures["event"] == 0.5


def test_allowing_a_regression_without_update_is_a_mistake() -> None:
    with pytest.raises(SystemExit):
        main(["--allow-regression"])
