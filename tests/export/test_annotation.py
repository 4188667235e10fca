"""Tasks for Prodigy and Label Studio: what they hold, and what becomes of a correction."""

import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from eval.reading import read_gold
from typer.testing import CliRunner

from runut.cli import app
from runut.errors import ArticleError
from runut.export import EXPORTERS, gold_of, label_studio_config, read_corrected
from runut.model import Article, EventType, Record, Span
from runut.scoring import GoldReport, score

RECORD = Record.from_json((Path(__file__).parents[1] / "cases/export/record.json").read_bytes())
Task = dict[str, Any]


def written(form: str, *records: Record) -> str:
    stream = io.StringIO()
    EXPORTERS[form](iter(records), stream)
    return stream.getvalue()


def label_studio() -> Task:
    """The task as Label Studio exports it once its prediction was accepted as it stands."""
    (task,) = json.loads(written("label-studio", RECORD))
    return {"id": 7, "data": task["data"], "annotations": [{"id": 3, "result": task["predictions"][0]["result"]}]}


def prodigy() -> Task:
    """The task as ``prodigy db-out`` writes it once it was accepted as it stands."""
    task: Task = json.loads(written("prodigy", RECORD))
    return task | {"answer": "accept", "_input_hash": 1, "_task_hash": 2, "_timestamp": 3}


def gold(task: Task) -> GoldReport:
    (marked,) = read_corrected(json.dumps([task] if "annotations" in task else task, ensure_ascii=False).encode())
    return gold_of(marked, "Sari")


def items(task: Task) -> list[Task]:
    found: list[Task] = task["annotations"][0]["result"]
    return found


def item(task: Task, words: str, kind: str = "labels") -> Task:
    return next(one for one in items(task) if one["type"] == kind and one["value"]["text"] == words)


def spanned(task: Task, words: str) -> Task:
    return next(span for span in task["spans"] if task["text"][span["start"] : span["end"]] == words)


@pytest.mark.parametrize("task", [label_studio(), prodigy()], ids=["label studio", "prodigy"])
def test_what_was_accepted_comes_back_whole(task: Task) -> None:
    report = gold(task)
    assert report.coder == "Sari"
    scores = score([report], {RECORD.article.id: RECORD})
    for name, tally in scores.tallies.items():
        assert (name, tally.right) == (name, tally.wanted)
        assert (name, tally.right) == (name, tally.given)
    for share in scores.shares.values():
        assert share.right == share.of
    visit, aid, *_ = report.events
    assert (visit.mode, visit.date, visit.place and visit.place.text) == ("visit", "2024-06-03", "Jakarta")
    assert [mention.trigger for mention in visit.mentions] == ["bertemu", "pertemuan"]
    assert (aid.certainty, aid.sources[0].kind) == ("possible", "outlet")


def test_label_studio_items_fit_the_setup() -> None:
    setup = ET.fromstring(label_studio_config())  # noqa: S314 - our own
    names = {element.get("name"): element for element in setup.iter() if element.get("name")}
    assert {element.get("toName") for element in names.values() if element.tag != "Text"} == {"text"}
    labels = {label.get("value") for label in setup.iter("Label")}
    relations = {relation.get("value") for relation in setup.iter("Relation")}
    assert labels >= set(EventType)
    for one in items(label_studio()):
        if one["type"] == "relation":
            assert set(one["labels"]) <= relations
            continue
        value = one["value"]
        control = names[one["from_name"]]
        assert control.tag.lower() == one["type"]
        assert set(value.get("labels", [])) <= labels
        assert set(value.get("choices", [])) <= {choice.get("value") for choice in control}
        if one["type"] == "labels":
            assert RECORD.article.text[value["start"] : value["end"]] == value["text"]


def test_label_studio_corrections_of_every_kind() -> None:
    task = label_studio()
    arrest = item(task, "menahan")
    arrest["value"]["labels"] = ["ASSAULT"]
    for one in items(task):
        if one.get("id") == arrest["id"] and one["type"] == "choices":
            one["value"]["choices"] = {"mode": ["beat"], "status": ["negated"], "certainty": ["probable"]}[
                one["from_name"]
            ]
    students = item(task, "ratusan mahasiswa")["id"]
    recipient = next(one for one in items(task) if one["type"] == "relation" and one["from_id"] == arrest["id"])
    items(task).append({**recipient, "to_id": arrest["id"], "from_id": students, "labels": ["RECIPIENT"]})
    items(task).remove(item(task, "mengirim"))
    events = gold(task).events
    assert [event.type for event in events] == ["CONSULT", "PROTEST", "ASSAULT"]
    assert (events[2].mode, events[2].status, events[2].certainty) == ("beat", "negated", "probable")
    assert [one.text for one in events[2].recipients] == ["tiga demonstran", "ratusan mahasiswa"]


def test_label_studio_takes_the_last_annotation_that_was_not_cancelled() -> None:
    task = label_studio()
    task["annotations"] = [{"result": []}, *task["annotations"], {"result": [], "was_cancelled": True}]
    assert len(gold(task).events) == 4
    task["annotations"] = []
    assert list(read_corrected(json.dumps([task]).encode())) == []


def test_offsets_count_code_points_and_old_ones_that_count_an_emoji_twice_are_understood() -> None:
    text = "🕊️ Polisi menahan Budi 🙂."
    article = Article(id="x", text=text)
    event = msgspec.structs.replace(
        RECORD.events[3],
        mentions=(msgspec.structs.replace(RECORD.events[3].mentions[0], start=10, end=17),),
        actors=(),
        recipients=(),
    )
    (task,) = json.loads(written("label-studio", Record(article=article, sentences=(Span(0, 25),), events=(event,))))
    result = task["predictions"][0]["result"]
    assert (result[0]["value"]["start"], result[0]["value"]["text"]) == (10, "menahan")
    for one in result:
        one["value"]["start"] += 1
        one["value"]["end"] += 1
    corrected = {"data": task["data"], "annotations": [{"result": result}]}
    assert gold(corrected).events[0].mentions[0].trigger == "menahan"
    result[0]["value"]["start"] += 1
    with pytest.raises(ArticleError, match="'menahan' is not at 12"):
        gold(corrected)


def test_prodigy_tokens_and_spans_fit_the_text() -> None:
    task = prodigy()
    text, tokens = task["text"], task["tokens"]
    assert "".join(token["text"] + " " * token["ws"] for token in tokens) == text
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    assert [token["text"] for token in tokens if token.get("disabled")] == ["\n"] * 3
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    taken = sorted((span["start"], span["end"]) for span in task["spans"])
    assert all(before[1] <= after[0] for before, after in pairwise(taken))
    for relation in task["relations"]:
        assert relation["head_span"] in task["spans"]
        assert relation["child_span"] in task["spans"]
        assert relation["head"] == relation["head_span"]["token_end"]


def test_prodigy_corrections_of_types_spans_and_links() -> None:
    task = prodigy()
    arrest, students = spanned(task, "menahan"), spanned(task, "ratusan mahasiswa")
    task["spans"].remove(spanned(task, "mengirim"))
    arrest["label"] = "ASSAULT"
    for relation in task["relations"]:
        for end in ("head_span", "child_span"):
            if relation[end]["start"] == arrest["start"]:
                relation[end]["label"] = "ASSAULT"
    start = task["text"].index("menolak")
    new = {"start": start, "end": start + 7, "token_start": 0, "token_end": 0, "label": "REJECT"}
    task["spans"].append(new)
    task["relations"].append({"head": 0, "child": 0, "head_span": students, "child_span": new, "label": "ACTOR"})
    events = gold(task).events
    assert [event.type for event in events] == ["CONSULT", "PROTEST", "ASSAULT", "REJECT"]
    assert (events[2].mode, [one.text for one in events[2].recipients]) == (None, ["tiga demonstran"])
    assert (events[3].status, events[3].actors[0].text, events[3].actors[0].sector) == (
        *("actual", "ratusan mahasiswa", "EDU"),
    )
    assert events[0].mode == "visit"


def test_prodigy_tasks_that_were_rejected_or_ignored_are_passed_over() -> None:
    lines = [prodigy() | {"answer": answer} for answer in ("reject", "ignore")]
    assert list(read_corrected("\n".join(map(json.dumps, lines)).encode())) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"labels": ["WAR"]}, "label 'WAR'"),
        ({"start": 5000, "end": 5001, "text": None}, "outside the text"),
        ({"labels": []}, "not one label"),
        ({"labels": ["ACCUSE"]}, "mode 'arrest', which ACCUSE has not"),
    ],
)
def test_a_correction_that_cannot_be_is_told(change: Task, told: str) -> None:
    task = label_studio()
    item(task, "menahan")["value"].update(change)
    with pytest.raises(ArticleError, match=told):
        gold(task)


def test_a_relation_without_a_name_or_an_event_is_told() -> None:
    task = label_studio()
    relation = next(one for one in items(task) if one["type"] == "relation")
    relation["labels"] = []
    with pytest.raises(ArticleError, match="name it one of ACTOR"):
        gold(task)
    relation.update(labels=["ACTOR"], from_id=item(task, "Jakarta")["id"], to_id=item(task, "polisi")["id"])
    with pytest.raises(ArticleError, match="links go from an event"):
        gold(task)


@pytest.mark.parametrize("content", [b"[{}]", b"{}", b"[", b"entah", b'[{"data": {"text": "x"}}]'])
def test_a_file_that_is_no_export_is_told(content: bytes) -> None:
    with pytest.raises(ArticleError, match="of Runut's"):
        list(read_corrected(content))


def test_the_command_writes_gold_that_the_gate_reads(tmp_path: Path) -> None:
    tasks = tmp_path / "project.json"
    tasks.write_text(json.dumps([label_studio()]), encoding="utf-8")
    lines = tmp_path / "db.jsonl"
    task = prodigy()
    task["runut"]["marked"]["id"] = "../lain"
    lines.write_text(json.dumps(task) + "\n", encoding="utf-8")
    folder = tmp_path / "gold"
    result = CliRunner().invoke(app, ["gold", str(tasks), str(lines), "--output", str(folder), "--coder", "Sari"])
    assert result.exit_code == 0, result.output
    hostile, plain = sorted(path.name for path in folder.iterdir())
    assert plain == "contoh-1.json"
    assert hostile.startswith("-lain-")
    assert [len(report.events) for report in read_gold(folder)] == [4, 4]


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["gold", str(tmp_path / "tiada.json"), "--output", str(tmp_path / "gold")])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_the_setup_is_printed() -> None:
    assert CliRunner().invoke(app, ["label-studio-config"]).stdout.strip() == label_studio_config().strip()
