"""Copies: the same text in other clothes, and what only looks like it."""

from datetime import date, timedelta

import pytest

from runut.stories import copies
from runut.stories.copies import Text, find_copies, shingles

DAY = date(2025, 3, 12)
WIRE = (
    "Kepala badan penanggulangan bencana kabupaten itu mengatakan banjir bandang yang menerjang dua desa pada "
    "Selasa malam merusak 45 rumah warga dan memutus jembatan penghubung antarkecamatan. Sebanyak 230 orang "
    "mengungsi ke balai desa dan gedung sekolah, sedangkan tim gabungan masih mencari tiga orang yang dilaporkan "
    "hilang terseret arus. Hujan lebat turun sejak sore dan membuat sungai meluap hanya dalam waktu setengah jam,"
    " kata seorang warga yang rumahnya ikut terendam. Bantuan berupa tenda, selimut, dan makanan siap saji mulai "
    "dikirim pada Rabu pagi melalui jalur darat."
)
REWORDED = " ".join("kemudian" if n % 13 in (4, 7) else word for n, word in enumerate(WIRE.split()))
TODAY = (
    "Hujan diperkirakan turun di wilayah {part} kota pada hari ini ({day}), kata petugas jaga {who}. Warga yang "
    "tinggal di bantaran sungai diminta tetap waspada. "
) + WIRE[:280]
FORECASTS = (
    TODAY.format(part="utara, timur dan tengah", day="4/3/2025", who="bernama Rahmat"),
    TODAY.format(part="selatan serta barat", day="5/3/2025", who="yang lain, Dewi"),
)
OTHER = (
    "Bank sentral mempertahankan suku bunga acuan pada rapat bulanan yang digelar kemarin, sejalan dengan "
    "perkiraan sebagian besar ekonom. Gubernur bank itu menyebut inflasi masih terkendali dan nilai tukar "
    "bergerak stabil sepanjang pekan, sehingga ruang untuk pelonggaran akan dibahas pada kuartal depan bersama "
    "pemerintah dan otoritas keuangan."
)
PRICE = (
    "Harga cabai merah di pasar induk pada {day} tercatat Rp {price}.000 per kilogram menurut data dinas "
    "perdagangan kota. Harga itu dihimpun setiap pagi dari 12 pedagang di tiga blok pasar dan menjadi acuan bagi "
    "pengecer di seluruh kota. Pedagang mengatakan pasokan dari daerah penghasil berjalan seperti biasa dan "
    "permintaan tidak banyak berubah."
)
HASHES = [12634097639186482891, 5704476435239224963]


def originals(*texts: tuple[str, str, int]) -> list[str]:
    """For texts by outlet and day, which text each is."""
    given = [Text(f"r{n}", DAY + timedelta(days=days), outlet, text) for n, (text, outlet, days) in enumerate(texts)]
    return [copy.text_id for copy in find_copies(given)]


def test_wire_copy_with_a_new_lead_is_the_same_text() -> None:
    lead = "KABAR TIMUR - Tiga orang hilang setelah banjir bandang menerjang dua desa di kaki gunung. "
    assert originals((WIRE, "Antarberita", 0), (lead + WIRE, "Kabar Timur", 0)) == ["r0", "r0"]


def test_a_shortened_copy_is_the_same_text() -> None:
    assert originals((WIRE, "Antarberita", 0), (". ".join(WIRE.split(". ")[:3]), "Kabar Timur", 1)) == ["r0", "r0"]


def test_a_copy_of_a_copy_is_a_copy_of_the_first() -> None:
    first, second = WIRE + " " + OTHER[:200], WIRE[:500]
    assert originals((first, "A", 0), (WIRE, "B", 0), (second, "C", 1)) == ["r0", "r0", "r0"]


@pytest.mark.parametrize(
    "texts",
    [
        [(WIRE, "A", 0), (OTHER, "B", 0)],
        [(WIRE, "A", 0), (WIRE, "B", copies.OLDEST + 1)],
        [(WIRE, "A", 0), (REWORDED, "B", copies.DAYS + 1)],
        [(FORECASTS[0], "A", 0), (FORECASTS[1], "A", 1)],
        [("Foto: warga mengungsi ke balai desa.", "A", 0), ("Foto: warga mengungsi ke balai desa.", "B", 0)],
        [(PRICE.format(day="Senin", price=42), "A", 0), (PRICE.format(day="Selasa", price=57), "A", 1)],
        [(WIRE, "A", 0), (WIRE + (" " + OTHER) * 1 + " ".join(f"kata{n}" for n in range(400)), "B", 0)],
    ],
    ids=[
        "other news",
        "a year later",
        "reworded a week later",
        "other days of one outlet",
        "a caption",
        "daily prices",
        "a round-up",
    ],
)
def test_what_is_no_copy(texts: list[tuple[str, str, int]]) -> None:
    assert originals(*texts) == [f"r{n}" for n in range(len(texts))]


def test_the_same_text_has_the_same_hashes_on_every_machine() -> None:
    assert shingles("satu dua tiga empat lima").tolist() == HASHES


def test_a_press_release_reworded_all_through_is_the_same_text_only_elsewhere() -> None:
    assert originals((WIRE, "Antarberita", 0), (REWORDED, "Kabar Timur", 0)) == ["r0", "r0"]
    assert originals((WIRE, "Antarberita", 0), (REWORDED, "Antarberita", 0)) == ["r0", "r1"]


def test_a_text_printed_again_months_later_is_the_same_text() -> None:
    assert originals((WIRE, "Antarberita", 0), (WIRE, "Kabar Timur", 100)) == ["r0", "r0"]


def test_another_outlet_may_date_the_same_text_by_its_own_day() -> None:
    assert originals((FORECASTS[0], "A", 0), (FORECASTS[1], "B", 1)) == ["r0", "r0"]
    undated = FORECASTS[1].replace("(5/3/2025)", "")
    assert originals((FORECASTS[0], "A", 0), (undated, "A", 1)) == ["r0", "r0"]


def test_a_long_follow_up_that_repeats_what_was_told_is_another_text_of_its_outlet() -> None:
    repeated = " ".join("kemudian" if n % 9 in (4, 5) else word for n, word in enumerate(WIRE.split()))
    follow_up = " ".join([OTHER, repeated, *(f"lanjutan{n}" for n in range(40))])
    assert originals((WIRE, "A", 0), (follow_up, "A", 1)) == ["r0", "r1"]
    assert originals((WIRE, "A", 0), (follow_up, "B", 1)) == ["r0", "r0"]


def test_a_figure_corrected_makes_no_other_text() -> None:
    corrected = WIRE.replace("230 orang", "235 orang")
    assert originals((WIRE, "Antarberita", 0), (corrected, "Antarberita", 0)) == ["r0", "r0"]


def test_chains_of_half_alike_texts_do_not_lead_away_from_the_first() -> None:
    sentences = [f"{part}." for part in (WIRE + " " + OTHER).split(". ")]
    first, second, third = (" ".join(sentences[start : start + 4]) for start in (0, 1, 3))
    assert originals((first, "A", 0), (second, "B", 0), (third, "C", 0)) == ["r0", "r0", "r2"]


def test_reports_without_a_day_keep_nothing_of_the_days_from_being_forgotten() -> None:
    known = copies._Known()
    for name, day in (("undated", None), ("old", DAY)):
        known.add(copies._Looked(name, day, "A", shingles(OTHER), {}), name)
    known.forget_before(DAY + timedelta(days=copies.OLDEST + 1))
    assert set(known.texts) == {"undated"}


def test_what_is_old_is_forgotten() -> None:
    known = copies._Known()
    for days in range(0, 1000, 100):
        text = copies._Looked(str(days), DAY + timedelta(days=days), "A", shingles(f"{days} {OTHER}"), {})
        known.forget_before(text.day)
        known.add(text, text.article_id)
    assert len(known.texts) == 4
    assert {name for names in known.holding.values() for name in names} == set(known.texts)
