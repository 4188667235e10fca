"""Whom an address means: codes, codes with a sector, and names that look like one."""

import pytest

from runut.errors import RequestError
from runut.view.parties import Party, party_of


@pytest.mark.parametrize(
    ("written", "party"),
    [
        ("IDN", Party(code="IDN")),
        ("IDN GOV", Party(code="IDN", sector="GOV")),
        ("UNO", Party(code="UNO")),
        ("TNI", Party(name="TNI")),  # three capitals, but no country
        ("IDN XYZ", Party(name="IDN XYZ")),  # no sector
        ("PAN", Party(code="PAN")),  # Panama
        ('"PAN"', Party(name="PAN")),  # the party
        ("  Prabowo   Subianto ", Party(name="Prabowo Subianto")),
        ('"', Party(name='"')),
    ],
)
def test_an_address_names_a_code_or_a_name(written: str, party: Party) -> None:
    assert party_of(written) == party


@pytest.mark.parametrize("name", ["PAN", '"PAN"', "IDN GOV", "Polri", "O'Brien", '<b>"x"</b>', "%", "a,b"])
def test_a_name_from_a_report_is_found_again_by_its_key(name: str) -> None:
    assert party_of(Party(name=name).key) == Party(name=name)


@pytest.mark.parametrize("written", ["", "   ", "x" * 201])
def test_nobody_and_too_much_are_refused(written: str) -> None:
    with pytest.raises(RequestError, match=r"^b: "):
        party_of(written, "b")
