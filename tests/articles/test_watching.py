"""sources.toml: what it says, what it must not, and which source is asked when."""

import re
from pathlib import Path

import pytest

from runut.articles.links import Address
from runut.articles.watching import Source, WatchList, in_turn, read_watch_list
from runut.errors import ArticleError

MINUTE = 60
PAGE = Path(__file__).parents[2] / "docs" / "collection.md"


def test_a_list_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(
        'every = 30\n[[source]]\nurl = "https://contoh.example/rss"\noutlet = "Contoh"\nlimit = 20\n'
        '[[source]]\nurl = "https://lain.example/sitemap.xml"\nevery = 120\n',
        encoding="utf-8",
    )
    listed = read_watch_list(path)
    assert listed == WatchList(
        source=(
            Source(url="https://contoh.example/rss", outlet="Contoh", limit=20),
            Source(url="https://lain.example/sitemap.xml", every=120),
        ),
        every=30,
    )
    assert listed.source[0].address == Address(url="https://contoh.example/rss", outlet="Contoh")


def test_the_list_that_the_docs_show(tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "sources.toml").write_text(block, encoding="utf-8")
    assert [one.limit for one in read_watch_list(tmp_path / "sources.toml").source] == [None, 100]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[source]]\nurl = "https://contoh.example/rss"\nevry = 5', "evry"),
        ('[[source]]\nurl = "contoh.example/rss"', "url"),
        ('every = 0\n[[source]]\nurl = "https://contoh.example/rss"', "every"),
        ("source = []", "source"),
        ("every = 5", "source"),
        ("[[source", "docs/collection.md"),
        ("\xff", "docs/collection.md"),
    ],
)
def test_what_a_list_must_not_say(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ArticleError, match=message):
        read_watch_list(path)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be opened"):
        read_watch_list(tmp_path / "sources.toml")


def test_each_source_is_asked_as_often_as_it_says() -> None:
    often, seldom = Source(url="https://a.example/", every=10), Source(url="https://b.example/")
    listed = WatchList(source=(often, seldom), every=60)
    assert listed.due({}, 0) == [often, seldom]
    asked = {often.url: 0.0, seldom.url: 0.0}
    assert listed.next_due(asked) == 10 * MINUTE
    assert listed.due(asked, 10 * MINUTE) == [often]
    assert listed.due(asked, 10 * MINUTE - 1) == []
    assert listed.due(asked, 60 * MINUTE) == [often, seldom]


def test_one_of_each_stream_after_the_other() -> None:
    assert "".join(in_turn(map(iter, ("aaa", "", "b", "cc")))) == "abcaca"
