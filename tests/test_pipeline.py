"""The pipeline's promises to those who code in many places."""

import pytest

import runut
from runut.errors import ModelError
from runut.pipeline import read_as, versions


@pytest.mark.model
def test_a_computer_with_another_lexicon_codes_nothing() -> None:
    with pytest.raises(ModelError, match=r"lexicon .*, the load began with older"):
        list(read_as(versions() | {"lexicon": "older"}, []))
    assert list(read_as(versions(), [])) == []


@pytest.mark.model
def test_an_advertisement_within_a_text_is_not_read_and_moves_no_offset() -> None:
    report = "Presiden tiba di Kupang. SCROLL TO CONTINUE WITH CONTENT Fariz mengecam Menteri Budi Santoso."
    record = runut.read(report)
    assert record.article.text == report
    names = {report[span.start : span.end] for entity in record.entities for span in entity.mentions}
    assert "Fariz" in names
    assert not any("CONTENT" in name for name in names)
