"""Measure records against reports that were coded by hand; see :mod:`runut.scoring.comparing` for the measures."""

from runut.scoring.comparing import score, score_report
from runut.scoring.counts import Scores, Share, Tally
from runut.scoring.gold import GoldReport

__all__ = ["GoldReport", "Scores", "Share", "Tally", "score", "score_report"]
