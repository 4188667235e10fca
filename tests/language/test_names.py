"""Names mended after the model: by lists, by their first word, by their neighbours, by the rest of the report."""

import pytest
import spacy
from id_runut_news.names import mend_names
from id_runut_news.sentences import split_sentences
from id_runut_news.tokenizer import Tokenizer
from spacy.tokens import Doc, Span

VOCAB = spacy.blank("id").vocab


def _doc(text: str, *entities: tuple[str, str]) -> Doc:
    doc = Tokenizer(VOCAB)(text)
    spans = [doc.char_span(text.index(name), text.index(name) + len(name), label=label) for name, label in entities]
    doc.set_ents([span for span in spans if isinstance(span, Span)])
    split_sentences(doc)
    return doc


def _names(text: str, *entities: tuple[str, str]) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in mend_names(_doc(text, *entities)).ents]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kabid Humas Polda Jawa Tengah hadir.", [("Polda Jawa Tengah", "ORG")]),
        ("Pemkab Bandung Barat menutup pasar.", [("Pemkab Bandung Barat", "ORG")]),
        (
            "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi menolak.",
            [("Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi", "ORG")],
        ),
        ("Dinas Bina Marga Provinsi Jawa Barat bekerja.", [("Dinas Bina Marga Provinsi Jawa Barat", "ORG")]),
        ("Truk terguling di Jalan Melati Raya, kata warga.", [("Jalan Melati Raya", "LOC")]),
        ("Komisi Pemberantasan Korupsi (KPK) menyita.", [("Komisi Pemberantasan Korupsi (KPK)", "ORG")]),
        ("Kata Kompol Rizal Wirawan, jalan ditutup.", [("Rizal Wirawan", "PER")]),
        ('"Kami siap," ujar Brantanu Silo.', [("Brantanu Silo", "PER")]),
        ('"Kami siap," ujar Menko Polhukam.', []),
        ("Dikutip dari Harian Sore, harga naik.", [("Harian Sore", "ORG")]),
        ("WARTANUSA.com, BREBES - Sawah terendam.", [("WARTANUSA.com", "ORG"), ("BREBES", "GPE")]),
        ("PSSI memanggil pemain Persib Bandung.", [("PSSI", "ORG"), ("Persib Bandung", "ORG")]),
        ("Warga membeli iPhone dan memasang Twitter.", []),
    ],
)
def test_names_that_no_model_found(text: str, names: list[tuple[str, str]]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "entity", "names"),
    [
        ("Doa dipimpin Ustaz Karim Wijaya.", ("Ustaz Karim Wijaya", "PER"), [("Karim Wijaya", "PER")]),
        ("Terdakwa Ratmini Cs hadir.", ("Ratmini Cs", "PER"), [("Ratmini", "PER")]),
        ("Anggota DPR Surtiningsih hadir.", ("DPR Surtiningsih", "ORG"), [("DPR", "ORG"), ("Surtiningsih", "PER")]),
        ("Kota Baru, Pelita Pagi - Warga pulang.", ("Pelita Pagi - Warga", "ORG"), [("Pelita Pagi", "ORG")]),
        ("Juara Liga Inggris pulang.", ("Inggris", "LOC"), []),
        ("Ia tinggal di perkotaan.", ("perkotaan", "LOC"), []),
        ("Laga digelar di Merah Arena.", ("Merah Arena", "PER"), [("Merah Arena", "LOC")]),
        ("Kapolsek Muara Kompol Rizal.", ("Muara Kompol Rizal", "LOC"), [("Muara", "LOC"), ("Rizal", "PER")]),
    ],
)  # fmt: skip
def test_what_the_model_found_is_cut_or_relabelled(
    text: str, entity: tuple[str, str], names: list[tuple[str, str]]
) -> None:
    assert _names(text, entity) == names


def test_a_part_of_a_persons_name_is_found_again() -> None:
    text = "Brantanu Silo menang. Lawan dikejar Silo sejak awal. Hujan turun."
    assert _names(text, ("Brantanu Silo", "PER")) == [("Brantanu Silo", "PER"), ("Silo", "PER")]


def test_a_city_is_a_club_where_a_match_is_told() -> None:
    match = "Kiper Sevilla menepis gol di laga itu, kata pelatih."
    assert _names(match) == [("Sevilla", "ORG")]
    assert _names("Walikota Sevilla membuka laga.", ("Sevilla", "LOC")) == [("Sevilla", "LOC")]


def test_a_country_that_only_describes_stays_as_the_model_has_it() -> None:
    assert _names("Dua warga Iran tiba di Irak.") == [("Irak", "GPE")]
