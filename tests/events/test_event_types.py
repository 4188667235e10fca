"""PLOVER's sixteen types as the record tells them: quad, score, CAMEO code, modes, and what is still to come."""

import pytest

from runut.lexicon.event_types import event_types, mode_cues
from runut.model import EventType

# The manual's table: quad class, base score, modes.
PLOVER = {
    "AGREE": (1, 2.5, ""),
    "CONSULT": (1, 2.5, "visit third-party multilateral phone"),
    "SUPPORT": (1, 5, ""),
    "CONCEDE": (1, 4.5, ""),
    "COOPERATE": (2, 9.5, ""),
    "AID": (2, 10, ""),
    "RETREAT": (2, 6.5, "withdraw release disarm ceasefire access resign"),
    "REQUEST": (3, 0, "assist change yield meet"),
    "ACCUSE": (3, -3, "disapprove investigate allege"),
    "REJECT": (3, -2, "assist change yield meet"),
    "THREATEN": (3, -3.5, "restrict arrest relations expel territory violence"),
    "PROTEST": (4, -5, "demo riot strike hunger boycott obstruct vandalize"),
    "SANCTION": (4, -6, "convict expel withdraw discontinue"),
    "MOBILIZE": (4, -5.5, "troops weapons police militia"),
    "COERCE": (4, -7, "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    "ASSAULT": (
        4,
        -9,
        """abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone
        heavy-weapons crowd-control unconventional""",
    ),
}


@pytest.mark.parametrize("kind", list(EventType))
def test_a_type_is_as_the_manual_has_it(kind: EventType) -> None:
    entry = event_types()[kind]
    quad, score, modes = PLOVER[kind.value]
    assert (entry.quad, entry.score) == (quad, score)
    assert set(entry.modes) == set(modes.split())
    codes = [entry.cameo, *(mode.cameo for mode in entry.modes.values())]
    assert all(code.isdigit() and 2 <= len(code) <= 4 for code in codes)


def test_what_is_still_to_come_is_agreed_or_conceded() -> None:
    future = {kind: entry.future_as for kind, entry in event_types().items() if entry.future_as is not kind}
    agreed = dict.fromkeys((EventType.CONSULT, EventType.COOPERATE, EventType.AID), EventType.AGREE)
    assert future == agreed | {EventType.RETREAT: EventType.CONCEDE}


def test_a_mode_word_leads_to_one_mode() -> None:
    for cues in mode_cues().values():
        told = [(word, cue.over) for cue in cues for word in cue.words]
        assert len(set(told)) == len(told)
