"""Who says so: the tree of one report, the graph of a story."""

from runut.model import Article, Event, EventType, Mention, Record, Source, SourceKind
from runut.view.chains import Branch, Quoting, quoting_graph, source_tree

PEOPLE = {"Sari Wulandari": SourceKind.PERSON, "Kantor Berita Bahari": SourceKind.OUTLET}


def source(name: str, entity: str | None = None) -> Source:
    return Source(kind=PEOPLE.get(name, SourceKind.PERSON), name=name, entity=entity, start=0, end=4)


def record(*chains: tuple[Source, ...], outlet: str | None = "Warta Timur") -> Record:
    spot = Mention(start=0, end=4)
    events = tuple(
        Event(
            id=f"v{number}",
            type=EventType.ACCUSE,
            mentions=(spot,),
            evidence=spot,
            sources=chain,
            quad=3,
            score=-2.0,
            cameo="110",
        )
        for number, chain in enumerate(chains)
    )
    return Record(article=Article(id="a", text="Kata.", outlet=outlet), events=events)


def test_the_tree_runs_from_the_outlet_over_the_agency_to_the_speaker() -> None:
    relayed = (source("Sari Wulandari"), source("Kantor Berita Bahari"))
    tree = source_tree(record((), relayed, (source("Kantor Berita Bahari"),)), "r")
    speaker = Branch("person", "Sari Wulandari", ("r-v1-source0",), (1,), ())
    agency = Branch("outlet", "Kantor Berita Bahari", ("r-v1-source1", "r-v2-source0"), (2,), (speaker,))
    assert tree == Branch("publisher", "Warta Timur", (), (0,), (agency,))


def test_one_person_under_two_names_is_one_branch() -> None:
    tree = source_tree(record((source("Sari Wulandari", "e1"),), (source("Sari", "e1"),), (source("Sari", "e2"),)), "r")
    assert [(branch.name, branch.events) for branch in tree.branches] == [("Sari Wulandari", (0, 1)), ("Sari", (2,))]


def test_a_report_without_outlet_or_events_has_a_root_all_the_same() -> None:
    assert source_tree(record(outlet=None), "r") == Branch("publisher", "", (), (), ())


def test_who_quotes_whom_is_counted_in_reports_and_names_are_brought_together() -> None:
    told = [
        Quoting("a", "Warta Timur", (("outlet", "reuters"), ("person", "Sari"))),
        Quoting("a", "Warta Timur", (("person", "Sari Wulandari"),)),
        Quoting("b", "Warta Timur", (("person", "Sari Wulandari"),)),
        Quoting("c", "Kabar Utara", (("person", "Sari Wulandari"),)),
        Quoting("d", "Diam", ()),
    ]
    graph = quoting_graph(told)
    boxes = {box.name: (box.kind, box.reports) for box in graph.boxes}
    assert boxes == {
        "Warta Timur": ("publisher", 2),
        "Kabar Utara": ("publisher", 1),
        "reuters": ("outlet", 1),
        "Sari Wulandari": ("person", 3),
    }
    links = {(link.quoting, link.quoted): link.reports for link in graph.links}
    assert links[("Warta Timur", "Sari Wulandari")] == 2
    assert links[("Warta Timur", "reuters")] == links[("reuters", "Sari Wulandari")] == 1
    columns = [box.x for box in graph.boxes if box.name in {"Warta Timur", "reuters", "Sari Wulandari"}]
    assert columns == sorted(set(columns))


def test_a_name_that_could_be_two_people_is_neither() -> None:
    told = [Quoting("a", "W", (("person", name),)) for name in ("Rangga Putra Bahari", "Putra Samudra Jaya", "Putra")]
    assert {box.name for box in quoting_graph(told).boxes} == {
        "W",
        "Rangga Putra Bahari",
        "Putra Samudra Jaya",
        "Putra",
    }


def test_a_large_graph_keeps_the_most_quoted_and_says_how_many_are_left_out() -> None:
    told = [
        Quoting(f"{number}-{one}", "W", (("person", f"Saksi{number}"),))
        for number in range(30)
        for one in range(number)
    ]
    graph = quoting_graph(told)
    assert {box.name for box in graph.boxes} == {"W", *(f"Saksi{number}" for number in range(20, 30))}
    assert graph.left_out == 19
    assert all(0 <= box.x < graph.width and 0 <= box.y < graph.height for box in graph.boxes)


def test_long_names_fit_their_box_and_keep_their_whole_name() -> None:
    (box,) = [
        box for box in quoting_graph([Quoting("a", "W", (("person", "Sari " * 20),))]).boxes if box.kind == "person"
    ]
    assert len(box.label) <= 22
    assert box.label.endswith("…")
    assert box.name.startswith("Sari Sari Sari")


def test_whoever_quotes_each_other_can_be_drawn() -> None:
    told = [
        Quoting("a", "W", (("person", "Sari"), ("person", "Bima"))),
        Quoting("b", "W", (("person", "Bima"), ("person", "Sari"))),
        Quoting("c", "W", (("outlet", "W"), ("outlet", "Agensi"), ("outlet", "W"))),
    ]
    assert len(quoting_graph(told).links) == 7


def test_a_story_without_sources_has_no_drawing() -> None:
    graph = quoting_graph([Quoting("a", "W", ())])
    assert (graph.boxes, graph.links, graph.width, graph.height) == ((), (), 0, 0)
