"""Stories: reports on one happening together, others apart, over days."""

from datetime import date, timedelta

from runut.stories import grouping
from runut.stories.grouping import NAME, Membership, Story, Told, group_stories

DAY = date(2025, 3, 12)
FLOOD = (
    "Banjir bandang terjang dua desa di Lembah Hijau",
    "Banjir bandang menerjang Desa Sukarasa, warga mengungsi.",
    {"Sukarasa": 3, "Lembah Hijau": 2},
)
SEARCH = (
    "Tim SAR cari korban banjir bandang Sukarasa",
    "Tim mencari korban hilang akibat banjir bandang di Sukarasa.",
    {"Sukarasa": 2, "Basarnas": 1},
)
RATES = ("Bank sentral tahan suku bunga acuan", "Suku bunga acuan ditahan, inflasi terkendali.", {"Bank Sentral": 4})
MATCH = (
    "Garuda Utara menang atas Persada",
    "Gol tunggal membawa Garuda Utara menang.",
    {"Garuda Utara": 4, "Persada": 2},
)

Given = tuple[tuple[str, str, dict[str, int]], int]


def stories(*given: Given, frequency: dict[str, float] | None = None) -> list[str]:
    reports = [
        Told(f"r{n}", DAY + timedelta(days=days), title, text, names)
        for n, ((title, text, names), days) in enumerate(given)
    ]
    return [one.story_id for one in group_stories(reports, frequency or {}) if isinstance(one, Membership)]


def test_reports_on_one_happening_are_one_story_and_others_are_not() -> None:
    assert stories((FLOOD, 0), (RATES, 0), (SEARCH, 1), (MATCH, 1)) == ["r0", "r1", "r0", "r3"]


def test_a_story_sleeps_after_some_days_without_a_report() -> None:
    assert stories((FLOOD, 0), (SEARCH, grouping.DAYS + 1)) == ["r0", "r1"]


def test_a_story_lives_as_long_as_reports_come() -> None:
    assert set(stories(*[(FLOOD, days) for days in range(0, 30, 3)])) == {"r0"}


def test_reports_without_a_day_keep_no_story_awake() -> None:
    days = [None, DAY, DAY + timedelta(days=grouping.DAYS + 1)]
    reports = [
        Told(f"r{n}", day, *report) for n, (day, report) in enumerate(zip(days, [RATES, FLOOD, SEARCH], strict=True))
    ]
    found = [one.story_id for one in group_stories(reports, {}) if isinstance(one, Membership)]
    assert found == ["r0", "r1", "r2"]


def test_common_names_bind_nothing() -> None:
    one = ("Presiden lantik duta besar", "Presiden melantik duta besar.", {"Prabowo": 1, "Jakarta": 3, "Indonesia": 4})
    two = ("Presiden tinjau panen raya", "Presiden meninjau panen.", {"Prabowo": 1, "Jakarta": 3, "Indonesia": 4})
    common = {NAME + "Prabowo": 0.1, NAME + "Jakarta": 0.3, NAME + "Indonesia": 0.5}
    assert stories((one, 0), (two, 0), frequency=common) == ["r0", "r1"]


def test_reports_without_a_day_are_grouped_too() -> None:
    reports = [Told(f"r{n}", None, *report) for n, report in enumerate([FLOOD, RATES, SEARCH])]
    found = [one.story_id for one in group_stories(reports, {}) if isinstance(one, Membership)]
    assert found == ["r0", "r1", "r0"]


def test_a_story_tells_its_names_words_and_most_typical_title() -> None:
    reports = [Told(f"r{n}", DAY, *report) for n, report in enumerate([FLOOD, SEARCH])]
    (story,) = [one for one in group_stories(reports, {}) if isinstance(one, Story)]
    assert story.title == SEARCH[0]
    assert story.names[0] == "Sukarasa"
    assert "bandang" in story.words
