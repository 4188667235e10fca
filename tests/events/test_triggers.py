"""Every sense of the lexicon fires in its own example; words that only look like a sense do not."""

import pytest

from runut.events.triggers import find_triggers
from runut.language.loading import load_language
from runut.lexicon.senses import event_senses

# Sentences of our own with the sense that must not fire in them, and why.
SILENT = [
    ("ISIS kian terdesak di kota itu.", "request#desak", "ter- makes a state: hard pressed"),
    ("Keputusan tersebut berlaku mulai Senin.", "support#sebut", "a word of its own"),
    ("Bank sentral menahan suku bunga acuan.", "coerce#menahan", "a rate is held, nobody is detained"),
    ("Rudal itu dicegat di atas Laut Merah.", "coerce#cegat", "the object is a thing in flight"),
    ("Wajahnya kian menawan.", "coerce#ditawan", "menawan is charming"),
    ("Presiden berada di belakang kemudi mobil listrik itu.", "support#berada di belakang", "at the wheel"),
]


@pytest.mark.model
def test_every_example_shows_its_sense() -> None:
    shown = [sense for sense in event_senses() if sense.example]
    docs = load_language().pipe([str(sense.example) for sense in shown])
    dumb = [
        f"{sense.id} ({sense.mode}): {sense.example}"
        for sense, doc in zip(shown, docs, strict=True)
        if not any((t.sense.id, t.sense.mode) == (sense.id, sense.mode) for t in find_triggers(doc))
    ]
    assert not dumb, "\n".join(dumb)


@pytest.mark.model
@pytest.mark.parametrize(("text", "sense", "why"), SILENT)
def test_words_that_only_look_like_a_sense(text: str, sense: str, why: str) -> None:
    assert sense not in {trigger.sense.id for trigger in find_triggers(load_language()(text))}, why
