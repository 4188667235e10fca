"""Count how often a collection of reports has each name, and how often right after a word of place.

Usage: ``python training/gazetteer/count_names.py SOURCES REPORTS.jsonl``: reads the field ``text`` of every line and
writes ``SOURCES/counts.tsv`` (name, occurrences, occurrences after a word of place) for ``build.py``.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

CAPITALISED = r"[A-ZÀ-Ý][\w'’\-]*"
RUN = re.compile(rf"{CAPITALISED}(?: {CAPITALISED}){{0,3}}")
AFTER_PLACE_WORD = re.compile(
    r"\b(?:di|ke|dari|asal|warga|daerah|distrik|kawasan|kecamatan|kabupaten|kota|negara bagian|perbatasan|provinsi|"
    rf"pulau|wilayah|Kabupaten|Kecamatan|Kota|Provinsi|Pulau) ({RUN.pattern})"
)


def main(sources: Path, reports: Path) -> None:
    """Count and write."""
    everywhere: Counter[str] = Counter()
    as_place: Counter[str] = Counter()
    with reports.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for match in RUN.finditer(text):
                words = match[0].split()
                for first in range(len(words)):
                    everywhere.update(" ".join(words[first:last]) for last in range(first + 1, len(words) + 1))
            for match in AFTER_PLACE_WORD.finditer(text):
                words = match[1].split()
                as_place.update(" ".join(words[:last]) for last in range(1, len(words) + 1))
    with (sources / "counts.tsv").open("w", encoding="utf-8") as out:
        for name, number in sorted(as_place.items()):
            out.write(f"{name}\t{everywhere[name]}\t{number}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
