"""What stands around a trigger: the demand above an arrest, the rival sense of the same words."""

import pytest

from runut.events.company import company_features
from runut.language.loading import load_language
from runut.model import Article
from runut.pipeline import analysed, look


def features(text: str, words: str) -> set[str]:
    """The company of the first trigger that is written ``words``."""
    report = look(Article(id="a", text=text), analysed(Article(id="a", text=text), load_language()))
    trigger = next(t for t in report.triggers if report.doc[t.start : t.end].text == words)
    return set(company_features(report, trigger))


@pytest.mark.model
def test_what_is_demanded_hangs_on_the_demand() -> None:
    found = features("Menteri mendesak polisi menangkap perusuh itu.", "menangkap")
    assert {"above=REQUEST|COERCE", "left=REQUEST/beside"} <= found


@pytest.mark.model
def test_a_lone_trigger_has_no_company() -> None:
    found = features("Polisi menangkap tiga demonstran di Makassar.", "menangkap")
    assert {"above=none|COERCE", "left=none/none", "right=none/none", "company=0"} <= found


@pytest.mark.model
def test_a_report_that_speaks_twice_of_one_type_is_told_so() -> None:
    found = features("Polisi menangkap Budi. Penangkapan Budi diprotes warga.", "menangkap")
    assert "alike=2|COERCE" in found
