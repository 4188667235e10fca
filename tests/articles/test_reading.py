"""Files, folders, patterns, standard input and text: what is read, and what is refused with its reason."""

import gzip
import io
import json
from pathlib import Path

import pytest

from runut.articles import Failure, Reading, article_from_row, article_from_text, read_articles
from runut.errors import ArticleError

EXAMPLES = Path(__file__).parents[2] / "examples"

BODY = (
    "Ambon – Menteri Perdagangan menerima duta besar Rusia di Ambon, Senin.\n"
    "Keduanya membahas perdagangan ikan dan pembebasan tiga nelayan yang ditahan sejak bulan lalu.\n"
    "Menurut menteri, pemerintah Rusia akan membebaskan para nelayan itu pada Juni mendatang."
)
REPORT = f"Menteri Terima Duta Besar\n- Contoh.com/Sari Wulandari\n{BODY}"
ENGLISH = (
    "The foreign minister met the ambassador on Monday and asked him to release the three fishermen who were "
    "detained last "
    "month. The ambassador said that his government would consider the request, but he did not say when the men "
    "could go home."
)
MALAY = (
    "Perdana Menteri berkata kerajaan akan mengambil tindakan terhadap syarikat yang didapati melanggar "
    "undang-undang itu. "
    "Beliau berkata, siasatan oleh pihak polis masih dijalankan dan keputusan akan diumumkan pada Isnin depan "
    "kerana perkara "
    "itu melibatkan wang rakyat, iaitu cukai yang dibayar oleh semua pihak."
)
JAVANESE = (
    "Presiden ngendika menawa pamarentah bakal mbiyantu warga kang kena banjir ing Jawa Tengah. Warga diajab "
    "tetep waspada "
    "amarga udan deres isih bakal kedadeyan nganti minggu ngarep, mula kabeh warga kudu nyawisake papan kanggo ngungsi."
)


def read(*sources: str | Path, published: str | None = None, stdin: bytes = b"") -> list[Reading | Failure]:
    return list(read_articles(sources, published=published, stdin=io.BytesIO(stdin)))


def only(*sources: str | Path, published: str | None = None, stdin: bytes = b"") -> Reading:
    (item,) = read(*sources, published=published, stdin=stdin)
    assert isinstance(item, Reading), item
    return item


def reason(*sources: str | Path, stdin: bytes = b"") -> str:
    (item,) = read(*sources, stdin=stdin)
    assert isinstance(item, Failure), item
    return item.reason


def test_a_text_files_head_becomes_fields_and_its_body_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "laporan.txt"
    path.write_text(REPORT, encoding="utf-8")
    article = only(path).article
    assert article.title == "Menteri Terima Duta Besar"
    assert article.authors == ("Sari Wulandari",)
    assert article.outlet == "Contoh.com"
    assert article.dateline == "Ambon"
    assert article.text == BODY
    assert article.published is None


def test_published_counts_only_where_the_input_does_not_say(tmp_path: Path) -> None:
    silent, dated = tmp_path / "a.txt", tmp_path / "b.json"
    silent.write_text(BODY, encoding="utf-8")
    dated.write_text(json.dumps({"text": BODY, "date": "2023-01-02"}), encoding="utf-8")
    found = [
        item.article.published for item in read(silent, dated, published="2024-06-21") if isinstance(item, Reading)
    ]
    assert found == ["2024-06-21", "2023-01-02"]


def test_the_same_content_has_the_same_id_whatever_its_format(tmp_path: Path) -> None:
    text, row = tmp_path / "a.txt", tmp_path / "a.json"
    text.write_text(REPORT, encoding="utf-8")
    row.write_text(json.dumps({"text": BODY, "title": "Menteri Terima Duta Besar"}), encoding="utf-8")
    assert only(text).article.id == only(row).article.id


def test_other_content_has_another_id() -> None:
    first, second = (article_from_text(body, title="Judul").article.id for body in (BODY, BODY + " Selesai."))
    assert first != second


def test_the_examples_are_all_read() -> None:
    readings = read(EXAMPLES)
    assert [item for item in readings if isinstance(item, Failure)] == []
    assert len(readings) == 7


def test_the_html_example_gives_title_author_outlet_and_time_with_its_zone() -> None:
    article = only(EXAMPLES / "rapat-parlemen.html").article
    assert article.title == "Fraksi Oposisi Tolak RUU Penyiaran, Rapat Ditunda"
    assert article.authors == ("Nadia Pramesti",)
    assert article.outlet == "LayarKota.com"
    assert article.published == "2024-05-28T16:05:00+07:00"
    assert article.dateline == "Jakarta"
    assert len(article.text.split("\n")) == 6
    assert "SCROLL" not in article.text
    assert "Baca juga" not in article.text


def test_a_folder_is_read_below_in_order_and_unknown_or_hidden_files_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", ".rahasia/d.txt", "catatan.md", ".e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(BODY, encoding="utf-8")
    assert [Path(item.where).name for item in read(tmp_path)] == ["c.txt", "b.txt"]


def test_a_pattern_names_many_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.json"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert [Path(item.where).name for item in read(f"{tmp_path}/*.txt")] == ["a.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "laporan [1].txt"
    path.write_text(BODY, encoding="utf-8")
    assert only(path).article.text == BODY


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (REPORT, 1),
        (json.dumps({"text": BODY}), 1),
        (json.dumps({"text": BODY}, indent=1), 1),
        (json.dumps([{"text": BODY}, {"text": REPORT}]), 2),
        (json.dumps({"text": BODY}) + "\n" + json.dumps({"text": REPORT}) + "\n", 2),
        ((EXAMPLES / "rapat-parlemen.html").read_text(encoding="utf-8"), 1),
        (f'id,text\n1,"{BODY}"\n', 1),
    ],
    ids=["text", "json", "indented json", "json list", "jsonl", "html", "csv"],
)
def test_standard_input_is_told_by_its_look(content: str, count: int) -> None:
    readings = read("-", stdin=content.encode())
    assert [type(item) for item in readings] == [Reading] * count


def test_a_file_without_a_suffix_is_told_by_its_look(tmp_path: Path) -> None:
    path = tmp_path / "laporan"
    path.write_text(json.dumps({"text": BODY, "id": 7}), encoding="utf-8")
    assert only(path).article.id == "7"


def test_one_bad_input_never_stops_the_others(tmp_path: Path) -> None:
    good, empty = tmp_path / "baik.txt", tmp_path / "kosong.txt"
    good.write_text(BODY, encoding="utf-8")
    empty.write_text(" \n", encoding="utf-8")
    kinds = [type(item) for item in read(empty, tmp_path / "tiada.txt", good)]
    assert kinds == [Failure, Failure, Reading]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "tiada.txt")
    assert isinstance(failure, Failure)
    assert failure.where == str(tmp_path / "tiada.txt")
    assert "No such file" in failure.reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"a" * 50_000_000, "larger than"),
        (b"%PDF-1.7 \x00", "PDF"),
        (b"PK\x03\x04rest", "zip or Office"),
        (gzip.compress(b"a" * 10_000), "gzip"),
        (b"\x7fELF\x00\x00\x01", "binary"),
        (b"Judul\n" * 50_000, "characters"),
    ],
    ids=["empty", "blank", "50 MB", "pdf", "zip", "gzip", "binary", "too long"],
)
def test_what_is_no_report_is_refused_with_the_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "laporan.txt"
    path.write_bytes(data)
    assert said in reason(path)


@pytest.mark.parametrize(
    ("text", "language"),
    [(ENGLISH, "English"), (MALAY, "Malay"), (JAVANESE, "Javanese")],
    ids=["English", "Malay", "Javanese"],
)
def test_other_languages_are_refused_by_name(text: str, language: str) -> None:
    with pytest.raises(ArticleError, match=language):
        article_from_text(text, title="Judul")


def test_a_report_about_malaysia_is_not_taken_for_malay() -> None:
    text = (
        "Kuala Lumpur (ANTARA) - Perdana Menteri Malaysia Anwar Ibrahim mengundang Presiden China dan Perdana "
        "Menteri China "
        "untuk berkunjung ke Malaysia. Menurut Anwar, Kerajaan Malaysia dan Pemerintah China akan menandatangani "
        "beberapa "
        "perjanjian di Putrajaya. Mahkamah Persekutuan sebelumnya menolak permohonan Datuk Seri Najib Razak."
    )
    assert article_from_text(text, title="Judul").article.outlet == "Antara"


def test_latin_1_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "lama.txt"
    path.write_bytes(f"{BODY} \u201cKami setuju,\u201d kata André.".encode("cp1252"))
    reading = only(path)
    assert reading.article.text.endswith("\u201cKami setuju,\u201d kata André.")
    assert "Latin-1" in reading.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_unicode_marks_are_understood_and_left_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode(encoding))
    reading = only(path)
    assert reading.article.text == BODY
    assert reading.warnings == ()


def test_windows_line_ends_become_plain_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(REPORT.replace("\n", "\r\n").encode())
    assert only(path).article.text == BODY


def test_text_with_a_title_given_stays_as_it_is() -> None:
    text = "Laporan Khusus\n\n" + BODY + "\n"
    assert article_from_text(text, title="Judul").article.text == text


def test_text_without_a_title_loses_its_head() -> None:
    reading = article_from_text(REPORT, published="21 Juni 2024", outlet="Lain.com")
    assert reading.article.text == BODY
    assert reading.article.published == "2024-06-21"
    assert reading.article.outlet == "Lain.com"


def test_a_publication_time_that_cannot_be_read_is_none_with_a_warning() -> None:
    reading = article_from_text(BODY, title="Judul", published="entah kapan")
    assert reading.article.published is None
    assert "entah kapan" in reading.warnings[0]


@pytest.mark.parametrize("text", ["", " \n", "\ud800" * 3])
def test_text_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ArticleError):
        article_from_text(text)


def test_a_row_given_in_python_keeps_its_text() -> None:
    article = article_from_row({"text": REPORT, "date": "2024-06-21", "halaman": 3}).article
    assert article.text == REPORT
    assert article.published == "2024-06-21"
