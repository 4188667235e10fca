"""How common words are in news: ``python -m training.words.frequencies ../shared/corpora`` writes the lexicon's file.

Counted is the share of reports that have a word in title or opening, which is where stories are told apart.
"""

import argparse
import json
import lzma
from collections import Counter
from pathlib import Path

from runut.stories.grouping import OPENING, WORD

OUTPUT = Path(__file__).parents[2] / "src/runut/lexicon/common_words.tsv"
COMMON = 0.004  # share of reports from which a word is listed: 2,500 words


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", type=Path)
    path = parser.parse_args().corpora / "news" / "news.jsonl.xz"
    counts: Counter[str] = Counter()
    reports = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            reports += 1
            counts.update(set(WORD.findall(f"{report['title'] or ''} {report['text'][:OPENING]}".lower())))
    rows = [f"{word}\t{count / reports:.4f}\n" for word, count in sorted(counts.items()) if count >= COMMON * reports]
    OUTPUT.write_text("word\tshare\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
