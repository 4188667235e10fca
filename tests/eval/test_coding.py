"""Plain codings become gold files with their offsets."""

import pytest
from eval.coding import read_report, split_reports

from runut.errors import ArticleError
from runut.model import QuoteKind, Span, Status

PLAIN = """# usul-ditolak | dev | Warta Nusa | Usul Ditolak | 2024-03-02
Sekjen PBB mengatakan <Sekjen PBB|usul Suriah ditolak>.
Ia akan menolak lagi, lalu menolak lagi.

"<Sekjen PBB|Kami tetap menolak usul itu,>" kata dia kepada AFP.

* REJECT/change | 0:ditolak; 2:menolak | Sekjen PBB=UNO | Suriah=SYR/GOV
* REJECT | 1:menolak#2 | Sekjen PBB=UNO | | 2024-03 | | future | outlet:AFP
"""


def test_text_sentences_and_paragraphs() -> None:
    report = read_report(PLAIN)
    first, second, third = (report.text[span.start : span.end] for span in report.sentences)
    assert first == "Sekjen PBB mengatakan usul Suriah ditolak."
    assert report.text == f"{first} {second}\n{third}"
    assert third == '"Kami tetap menolak usul itu," kata dia kepada AFP.'
    assert report.sentences[0] == Span(0, len(first))


def test_quotes_are_direct_after_a_quotation_mark() -> None:
    report = read_report(PLAIN)
    quotes = report.quotes or ()
    assert [quote.kind for quote in quotes] == [QuoteKind.INDIRECT, QuoteKind.DIRECT]
    assert [report.text[quote.start : quote.end] for quote in quotes] == [
        "usul Suriah ditolak",
        "Kami tetap menolak usul itu,",
    ]


def test_the_second_of_two_like_triggers() -> None:
    report = read_report(PLAIN)
    mention = report.events[1].mentions[0]
    assert report.text[mention.start :].startswith("menolak lagi.")
    assert report.events[1].status == Status.FUTURE
    assert report.events[1].recipients == ()


def test_a_trigger_that_stands_twice_must_say_which() -> None:
    with pytest.raises(ArticleError, match="2 times"):
        read_report(PLAIN.replace("#2", ""))


def test_a_name_that_the_report_has_not_is_refused() -> None:
    with pytest.raises(ArticleError, match="Irak"):
        read_report(PLAIN.replace("Suriah=SYR", "Irak=IRQ"))


def test_reports_follow_each_other_in_a_file() -> None:
    assert len(list(split_reports(PLAIN + "\n" + PLAIN))) == 2
