"""The whole training recipe, on a handful of sentences of our own."""

import lzma
import re
import shutil
from pathlib import Path

import pytest
import spacy
from training.build import build
from training.measures import Count, treebank_counts
from training.package import VERSION
from training.settings import read_settings

from training.corpora import read_treebank, sentence_text

CORPORA = Path(__file__).parent / "corpora"
CONFIGS = Path(__file__).parents[2] / "training/configs"


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture corpora in the layout of ``../shared/corpora``, the news compressed as there."""
    folder = tmp_path_factory.mktemp("corpora")
    shutil.copytree(CORPORA, folder, dirs_exist_ok=True)
    for name in ("news.jsonl", "more_text.txt"):
        plain = (CORPORA / "news" / name).read_bytes()
        (folder / "news" / f"{name}.xz").write_bytes(lzma.compress(plain))
    return folder


def test_the_recipe_builds_a_package_that_loads(corpora: Path, tmp_path: Path) -> None:
    for config in CONFIGS.glob("*.cfg"):
        text = config.read_text(encoding="utf-8")
        short = re.sub(r"(max_steps|eval_frequency|warmup_steps) = \d+", r"\1 = 2", text)
        (tmp_path / config.name).write_text(short, encoding="utf-8")
    package = tmp_path / "package"
    (package / "data").mkdir(parents=True)

    build(corpora, tmp_path / "work", package, read_settings(corpora / "recipe.yaml"), tmp_path)

    assert "membagikan\t*\tbagi" in (package / "data/lemmas.tsv").read_text(encoding="utf-8")
    nlp = spacy.load(package / f"id_runut_news-{VERSION}")
    assert nlp.pipe_names == [
        "runut_sentences", "tok2vec", "morphologizer", "parser", "ner", "runut_lemmas", "runut_names",
        "runut_places",
    ]  # fmt: skip


def test_a_treebank_keeps_its_text() -> None:
    sentences = list(read_treebank(CORPORA / "ud/csui-train.conllu"))
    texts = [sentence_text(sentence) for sentence in sentences]
    assert texts[2:4] == ["Ia tidak tahu mengapa rumahnya dijual.", '"Kami menunggu kabar," kata Samsul di Palu.']


def test_a_blank_pipeline_gets_words_right_and_no_arcs() -> None:
    nlp = spacy.blank("id")
    nlp.add_pipe("sentencizer")
    counts = treebank_counts(nlp, list(read_treebank(CORPORA / "ud/gsd-dev.conllu")))
    assert counts["words"].f1 == 1.0
    assert counts["sentences"].f1 == 1.0
    assert counts["LAS"].right == 0


def test_f1_counts_right_over_both_sides() -> None:
    count = Count()
    count.add(["a", "b", "b"], ["b", "c"])
    assert (count.right, count.gold, count.system) == (1, 3, 2)
    assert count.f1 == pytest.approx(0.4)
