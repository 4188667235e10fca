"""A coding told in words that need no knowledge of the program."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from runut.events.coding import Coding
from runut.events.report import Option, Report
from runut.events.roles import Filler
from runut.events.triggers import Trigger
from runut.events.weights import Decision
from runut.lexicon.senses import Sense
from runut.lexicon.wordings import Wordings

__all__ = ["Teller", "features_told", "listed"]

MOST_LISTED = 8  # words of a long list


class Teller(msgspec.Struct, frozen=True):
    """The report that is told of, and the sentences to tell with."""

    report: Report
    words: Wordings

    def frame(self, name: str, **filled: str) -> str:
        """One of the frames, filled in."""
        return self.words.frames[name].format(**filled)

    def words_of(self, trigger: Trigger) -> str:
        """The trigger's words."""
        return str(self.report.doc[trigger.start : trigger.end].text)

    def entry(self, sense: Sense) -> str:
        """Where in the lexicon the sense stands."""
        return self.frame("entry", file=sense.id.split("#", maxsplit=1)[0] + ".yaml", kind=sense.kind, key=sense.key)

    def missed(self, coding: Coding, threshold: float) -> str:
        """What came near, and how near; what came far enough is held by another event."""
        return self.frame(
            "missed" if coding.probability < threshold else "held",
            type=_type(coding),
            words=self.words_of(coding.trigger),
            share=f"{coding.probability:.2f}",
            threshold=f"{threshold:.2f}",
        )

    def found(self, coding: Coding, decisions: Mapping[str, Decision]) -> str:
        """The whole event at one trigger."""
        return self.frame(
            "found",
            type=_type(coding),
            words=self.words_of(coding.trigger),
            share=f"{coding.probability:.2f}",
            actors=self._names(coding.actors),
            recipients=self._names(coding.recipients),
            when=self._chosen(coding.dates, self.report.dates, decisions["date"]),
            where=self._chosen(coding.places, self.report.wheres, decisions["place"]),
            status=coding.status,
            certainty=coding.certainty,
        )

    def _names(self, fillers: Sequence[Filler]) -> str:
        names = [f"{self.report.entities[filler.entity].name} {filler.probability:.2f}" for filler in fillers]
        return " + ".join(names) or self.words.frames["nobody"]

    def _chosen(self, told: Mapping[int, float], options: Sequence[Option], decide: Decision) -> str:
        best = max(told, key=lambda option: told[option], default=None)
        if best is None or told[best] < decide.threshold:
            return self.words.frames["untold"]
        return f"{options[best].key} {told[best]:.2f}"


def _type(coding: Coding) -> str:
    return f"{coding.type}/{coding.mode}" if coding.mode else str(coding.type)


def features_told(words: Wordings, reasons: Sequence[str], most: int) -> Iterator[str]:
    """The heaviest features for and against, a line each side."""
    for sign, name in (("+", "for"), ("-", "against")):
        told = [words.told(reason[1:]) for reason in reasons if reason[0] == sign][:most]
        if told:
            yield words.frames[name].format(reasons="; ".join(told))


def listed(words: Wordings, asked: Sequence[str]) -> str:
    """The first of a list, and how many more there are."""
    shown = ", ".join(asked[:MOST_LISTED])
    if len(asked) <= MOST_LISTED:
        return shown
    return words.frames["more"].format(words=shown, number=len(asked) - MOST_LISTED)
