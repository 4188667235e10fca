"""CoNLL-U, read by udapi, which refuses trees that are none and brackets that do not close."""

import io
from pathlib import Path

import pytest
from udapi.core.document import Document
from udapi.core.node import Node

from runut.export import EXPORTERS
from runut.model import Article, Entity, EntityType, Event, Mention, Record, Span

pytestmark = pytest.mark.model

RECORD = Record.from_json((Path(__file__).parents[1] / "cases/export/record.json").read_bytes())


def written(*records: Record) -> str:
    stream = io.StringIO()
    EXPORTERS["conllu"](iter(records), stream)
    return stream.getvalue()


def read(*records: Record) -> Document:
    document = Document()
    document.from_conllu_string(written(*records))
    return document


def words(document: Document) -> list[Node]:
    return [node for bundle in document.bundles for tree in bundle.trees for node in tree.descendants]


def test_every_sentence_is_a_tree_with_one_root_and_the_text_it_says() -> None:
    document = read(RECORD)
    for bundle in document.bundles:
        (tree,) = bundle.trees
        assert tree.compute_text() == tree.text
        assert [node.deprel for node in tree.children] == ["root"]
        assert all(node.upos.isupper() and node.lemma for node in tree.descendants)


def test_the_words_and_the_spaces_are_the_reports_text() -> None:
    escapes = {"\\s": " ", "\\n": "\n", "\\t": "\t"}
    text = ""
    for line in written(RECORD).splitlines():
        cells = line.split("\t")
        if len(cells) == 10:
            misc = dict(pair.split("=", 1) for pair in cells[9].split("|") if "=" in pair)
            behind = "" if misc.get("SpaceAfter") == "No" else misc.get("SpacesAfter", " ")
            for escape, sign in escapes.items():
                behind = behind.replace(escape, sign)
            text += cells[1] + behind
    assert text == RECORD.article.text


def test_paragraphs_and_documents_are_told() -> None:
    lines = written(RECORD, RECORD).splitlines()
    assert lines.count("# newdoc id = contoh-1") == 2
    assert lines.count("# newpar") == 2 * 4
    names = [line for line in lines if line.startswith("# sent_id")]
    assert len(names) == len(set(names))


def test_entities_are_corefuds() -> None:
    found = {entity.eid: entity for entity in read(RECORD).coref_entities}
    assert len(found) == 7
    minister = found["d1e1"]
    assert minister.etype == "person"
    assert [" ".join(word.form for word in mention.words) for mention in minister.mentions] == [
        "Menteri Luar Negeri Arwana Siregar",
        "Arwana Siregar",
        "Arwana",
    ]
    assert len({entity.eid for entity in read(RECORD, RECORD).coref_entities}) == 14


def test_events_stand_on_their_triggers() -> None:
    told = {word.form: word.misc["Event"] for word in words(read(RECORD)) if word.misc["Event"]}
    assert told == {
        "bertemu": "v1:CONSULT:visit",
        "pertemuan": "v1:CONSULT:visit",
        "mengirim": "v2:AID",
        "berunjuk": "v3:PROTEST:demo",
        "rasa": "v3:PROTEST:demo",
        "menahan": "v4:COERCE:arrest",
    }


def test_words_written_as_one_are_a_multiword_token() -> None:
    (bundle,) = read(Record(article=Article(id="x", text="Polisi menangkapnya di rumahnya."))).bundles
    (tree,) = bundle.trees
    tokens = {token.form: [word.form for word in token.words] for token in tree.multiword_tokens}
    assert tokens == {"menangkapnya": ["menangkap", "nya"], "rumahnya": ["rumah", "nya"]}
    assert tree.text == "Polisi menangkapnya di rumahnya."


def test_what_does_not_fit_the_words_is_left_out() -> None:
    text = "Polisi menahan Budi. Ia diam."
    entity = Entity(id="e1", type=EntityType.PER, name="Budi", mentions=(Span(16, 19), Span(15, 23), Span(15, 19)))
    event = Event(
        id="v1",
        type="COERCE",
        quad=4,
        score=-7.0,
        cameo="173",
        mentions=(Mention(start=8, end=14),),
        evidence=Mention(start=0, end=20),
    )
    document = read(Record(article=Article(id="x", text=text), entities=(entity,), events=(event,)))
    (found,) = document.coref_entities
    assert [[word.form for word in mention.words] for mention in found.mentions] == [["Budi"]]
    assert not any(word.misc["Event"] for word in words(document))
