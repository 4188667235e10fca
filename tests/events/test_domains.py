"""A report on a match is about sport, a report on a riot in a stadium is not."""

import pytest

from runut.events.domains import domain_of

MATCH = """
persib menang 2 - 0 atas bali united dalam laga pekan ketujuh liga 1 . dua gol dicetak sang striker pada babak kedua ,
setelah kiper tuan rumah salah membaca bola . pelatih memuji pemain muda yang turun dari bangku cadangan
"""
RIOT = """
polisi menembakkan gas air mata ke tribun stadion setelah suporter turun ke lapangan usai pertandingan . sedikitnya
seratus orang tewas terinjak . kapolri menyatakan akan memeriksa anak buahnya , dan presiden meminta liga dihentikan
sampai penyelidikan selesai . komnas ham menilai aparat memakai kekuatan berlebihan terhadap warga yang hendak pulang
"""


@pytest.mark.parametrize(
    ("text", "domain"), [(MATCH, "sport"), (RIOT, None), ("", None), ("gol gol gol gol gol", None)]
)
def test_what_a_report_is_about(text: str, domain: str | None) -> None:
    found = domain_of(text.split())
    assert (found.name if found else None) == domain
