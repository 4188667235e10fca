"""Measure records against reports that were coded by hand; see :mod:`runut.scoring.comparing` for the measures."""

from runut.scoring.comparing import score, score_report
from runut.scoring.counts import Scores, Share, Tally
from runut.scoring.gold import GoldReport, read_gold
from runut.scoring.lines import lines_of, precision_lines

__all__ = [
    "GoldReport",
    "Scores",
    "Share",
    "Tally",
    "lines_of",
    "precision_lines",
    "read_gold",
    "score",
    "score_report",
]
