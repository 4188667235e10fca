"""The whole recipe: corpora in, packaged pipeline with its scores out.

``python -m training.build ../shared/corpora`` (from the root of the repository)
"""

import argparse
import subprocess
import sys
from pathlib import Path

import spacy

from training import components
from training.convert import convert
from training.corpora import read_treebank
from training.lexicons import write_lexicons
from training.name_lists import write_names
from training.package import PACKAGE, write_package
from training.settings import Settings, read_settings
from training.silver import write_silver
from training.vectors import train_vectors, write_text

HERE = Path(__file__).parent


def build(corpora: Path, work: Path, package: Path, settings: Settings, configs: Path) -> None:
    """Run every step; results go to ``work``, the word tables and the pipeline into ``package``."""
    work.mkdir(parents=True, exist_ok=True)
    write_text(corpora / "news", work / "text.txt", work / "counts.tsv")
    train_vectors(work / "text.txt", work / "vectors", settings.vectors)
    treebank = list(read_treebank(corpora / "ud/csui-train.conllu"))[: -settings.corpus.csui_held_out]
    write_lexicons(treebank, work / "counts.tsv", package / "data", settings.lexicon)
    write_names(package / "data")
    convert(corpora, work / "corpus-1", settings)
    train(configs / "pipeline.cfg", work, 1, settings.seed)
    nlp = spacy.load(work / "round-1/model-last")
    nlp.add_pipe("runut_sentences", first=True)
    write_silver(nlp, corpora / "news", work / "silver.spacy", settings.silver, settings.seed)
    convert(corpora, work / "corpus-2", settings, work / "silver.spacy")
    first = str(work / "round-1/model-last")
    train(configs / "second_round.cfg", work, 2, settings.seed, "--paths.first", first)
    write_package(work / "round-2/model-last", package)


def train(config: Path, work: Path, number: int, seed: int, *overrides: str) -> None:
    """Run ``spacy train`` for a round."""
    corpus = work / f"corpus-{number}"
    command = [
        *(sys.executable, "-m", "spacy", "train", str(config), "--output", str(work / f"round-{number}")),
        *("--code", components.__file__, "--system.seed", str(seed), "--paths.vectors", str(work / "vectors")),
        *("--paths.train", str(corpus / "train.spacy"), "--paths.dev", str(corpus / "dev.spacy")),
        *overrides,
    ]
    subprocess.run(command, check=True)


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "runs", help="for what is made on the way")
    parser.add_argument("--recipe", type=Path, default=HERE / "configs/recipe.yaml")
    args = parser.parse_args()
    build(args.corpora, args.work, PACKAGE, read_settings(args.recipe), HERE / "configs")


if __name__ == "__main__":
    main()
