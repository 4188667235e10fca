"""The speed that docs and terminal show is that of reports really read, on one core."""

from pathlib import Path

import pytest
from eval.speed import Speed, lines_of, speed_of

from runut.errors import ArticleError

TEXT = "Polisi menangkap Budi di Bandung, Rabu.\nIa dibawa ke kantor polisi."


@pytest.mark.model
def test_reports_of_a_folder_are_timed_in_every_stage(tmp_path: Path) -> None:
    for name in ("satu.txt", "dua.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    speed = speed_of([str(tmp_path)])
    assert (speed.reports, speed.words) == (2, 22)
    assert list(speed.stages) == ["language", "mentions", "coding"]
    assert all(seconds > 0 for seconds in (speed.seconds, speed.start, *speed.stages.values()))
    assert speed.memory > 50  # the model alone is larger


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=tmp_path.name):
        speed_of([str(tmp_path)])


def test_figures_are_told_per_second_and_per_report() -> None:
    stages = {"language": 1.0, "mentions": 1.0, "coding": 2.0}
    speed = Speed("a machine", reports=100, words=20_000, seconds=4.0, start=1.5, stages=stages, memory=400.0)
    head, rate, *shares, last = lines_of(speed)
    assert "100 reports, 200 words each" in head
    assert rate == "25.0 reports/s, 5000 words/s"
    assert shares[-1].split() == ["coding", "50%", "20.0", "ms", "a", "report"]
    assert "400 MiB" in last
