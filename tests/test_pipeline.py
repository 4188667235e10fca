"""The pipeline's promises to those who code in many places."""

import pytest

from runut.errors import ModelError
from runut.pipeline import read_as, versions


@pytest.mark.model
def test_a_computer_with_another_lexicon_codes_nothing() -> None:
    with pytest.raises(ModelError, match=r"lexicon .*, the load began with older"):
        list(read_as(versions() | {"lexicon": "older"}, []))
    assert list(read_as(versions(), [])) == []
