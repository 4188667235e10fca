"""A broken lexicon file is refused, and the error says which file, which entry, and what is wrong with it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runut.errors import LexiconError
from runut.lexicon import event_types, loader, senses, support_verbs
from runut.lexicon.loader import LexiconEntry, read_entries, read_head, read_tsv
from runut.lexicon.senses import SenseEntry
from runut.lexicon.support_verbs import SupportVerb

HEAD = "about: a test\nsource: ours\nlicence: Apache-2.0\n"


class Row(LexiconEntry, frozen=True, kw_only=True):
    """A row with a number."""

    name: str
    size: int


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Puts a file where the loader looks for the lexicon; what was read before is forgotten, and this afterwards."""

    def clear() -> None:
        for cached in (loader._read_yaml, senses.event_senses, event_types.event_types, event_types.mode_cues):
            cached.cache_clear()
        support_verbs.support_verbs.cache_clear()

    def put(name: str, content: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")

    clear()
    monkeypatch.setattr(loader, "files", lambda _: tmp_path)
    yield put
    monkeypatch.undo()
    clear()


Write = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- verb: tangkap\n  recipent: [object]", "unknown field `recipent`"),
        ("- verb: no", "Expected `str | null`, got `bool` - at `$.verb`"),
        ("- verb: tangkap\n  mutual: ya", "Expected `bool`, got `str`"),
        ("- verb: tangkap\n  with: polisi", "Expected `array`, got `str`"),
        ("- tangkap", "Expected `object`, got `str`"),
    ],
)
def test_a_broken_entry_is_named_by_file_number_and_key(write: Write, entry: str, said: str) -> None:
    write("events/coerce.yaml", f"{HEAD}entries:\n- verb: tahan\n{entry}\n")
    with pytest.raises(LexiconError, match=r"lexicon/events/coerce\.yaml: entry 2 \(") as error:
        read_entries("events/coerce.yaml", SenseEntry)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("entries: [\n", "not readable as YAML"),
        ("- verb: tahan\n", "needs a list under `entries:`"),
        (HEAD + "entries:\n", "needs a list under `entries:`"),
        (HEAD.replace("licence: Apache-2.0\n", "") + "entries: []\n", "the head lacks `licence:`"),
    ],
)
def test_a_broken_file_is_named(write: Write, content: str, said: str) -> None:
    write("cues.yaml", content)
    with pytest.raises(LexiconError, match=r"lexicon/cues\.yaml: ") as error:
        read_head("cues.yaml")
    assert said in str(error.value)


def test_a_file_that_is_not_there_is_named(write: Write) -> None:
    write("cues.yaml", HEAD)
    with pytest.raises(LexiconError, match=r"lexicon/tiada\.yaml: not readable"):
        read_entries("tiada.yaml", SupportVerb)


def test_a_broken_row_is_named_by_its_line(write: Write) -> None:
    write("towns.tsv", "name\tsize\nAmbon\t3\nSolo\tbesar\n")
    with pytest.raises(LexiconError, match=r"lexicon/towns\.tsv: line 3: Expected `int`"):
        read_tsv("towns.tsv", Row)


def test_empty_cells_are_absent_and_numbers_are_parsed(write: Write) -> None:
    write("towns.tsv", "name\tsize\nAmbon\t3\n")
    assert read_tsv("towns.tsv", Row) == (Row(name="Ambon", size=3),)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- verb: tahan\n  noun: penahanan", "exactly one of verb, word, noun"),
        ("- mode: arrest", "exactly one of verb, word, noun"),
        ("- verb: tahan\n  actor: [subjek]", "tahan: unknown slot ['subjek']"),
        ("- noun: penahanan\n  genitive: korban", "penahanan: unknown slot korban"),
    ],
)
def test_a_sense_that_makes_no_sense_is_refused(write: Write, entry: str, said: str) -> None:
    write("events/coerce.yaml", f"{HEAD}type: COERCE\nentries:\n{entry}\n")
    with pytest.raises(LexiconError, match=r"lexicon/events/coerce\.yaml: ") as error:
        senses.event_senses()
    assert said in str(error.value)


def test_an_event_file_of_no_type_is_refused(write: Write) -> None:
    write("events/gift.yaml", f"{HEAD}type: GIFT\nentries: []\n")
    with pytest.raises(LexiconError, match=r"gift\.yaml: 'GIFT' is not a valid EventType; .* PLOVER's sixteen"):
        senses.event_senses()


def test_a_support_verb_of_unknown_kind_is_refused(write: Write) -> None:
    write("support_verbs.yaml", f"{HEAD}entries:\n- base: lakukan\n  kind: helps\n")
    with pytest.raises(LexiconError, match=r"support_verbs\.yaml: entry 1 \(lakukan\): Invalid enum value 'helps'"):
        support_verbs.support_verbs()


def test_a_missing_event_type_is_missed(write: Write) -> None:
    write("event_types.yaml", f"{HEAD}entries: []\n")
    with pytest.raises(LexiconError, match=r"event_types\.yaml: no entry for .*ASSAULT"):
        event_types.event_types()


def test_a_mode_cue_for_no_mode_is_refused(write: Write) -> None:
    whole = (Path(senses.__file__).parent / "event_types.yaml").read_text(encoding="utf-8")
    write("event_types.yaml", whole)
    write("modes.yaml", f"{HEAD}entries:\n- type: AID\n  mode: drone\n  words: [nirawak]\n")
    with pytest.raises(LexiconError, match=r"modes\.yaml: AID has no mode 'drone'"):
        event_types.mode_cues()


def test_the_version_changes_with_what_is_coded_by_and_with_nothing_else(write: Write) -> None:
    def version(entry: str, *, sites: str = "", head: str = HEAD) -> str:
        write("verbs.yaml", f"{head}entries:\n- verb: {entry}\n")
        write("sites.yaml", f"{HEAD}entries: [{sites}]\n")
        for cached in (loader._read_yaml, loader.lexicon_version):
            cached.cache_clear()
        return loader.lexicon_version()

    first = version('tangkap\n  example: "Polisi menangkapnya."')
    assert version('tangkap  # dari kamus\n  example: "Ia ditangkap."', sites="a", head=HEAD + "note: baru\n") == first
    assert version('tahan\n  example: "Polisi menangkapnya."') != first
    loader.lexicon_version.cache_clear()
