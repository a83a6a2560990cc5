"""Building, loading, SPARQL, other tools, parts of a graph."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

import kg
from kg.cli import commands
from kg.graph.cut import cut_nodes, cut_papers, reach
from kg.graph.network import from_networkx
from tests.graph.graphs import knowledge_graphs

ROOT = Path(__file__).resolve().parents[2]
RECORDS = [
    {"title": "FooNet", "abstract": "We propose FooNet, which extends BERT.", "date": "2024-05"},
    {"id": "b", "title": "BarNet", "abstract": "BarNet outperforms FooNet on ImageNet."},
]


def test_names_of_the_package_are_there_and_listed():
    assert set(kg.__all__) <= set(dir(kg))
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'bulid'"):
        kg.bulid  # noqa: B018


def test_loading_a_graph_needs_neither_the_page_nor_rdf():
    ask = f"kg.load({str(ROOT / 'exports')!r})['lora'].neighbors()"
    code = f"import sys, kg; {ask}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"spacy", "pyvis", "IPython", "pyoxigraph", "rdflib", "pandas"} & set(loaded)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return kg.build(RECORDS, out=tmp_path_factory.mktemp("api") / "graph", title="Two papers")


def test_build_from_records_equals_build_to_a_folder_and_back(built):
    assert kg.build(reversed(RECORDS)) == built == kg.load(built.folder)
    assert [paper.date for paper in built.papers] == ["2024-05", None]
    assert "Two papers" in (built.folder / "graph.html").read_text(encoding="utf-8")


def test_base_of_the_iris_is_that_of_the_build(built):
    other = kg.build(RECORDS, base_iri="https://example.org/x/")
    (row,) = other.query('SELECT (STR(?x) AS ?iri) WHERE { ?x rdfs:label "FooNet" }')
    assert row["iri"] == f"https://example.org/x/{other['FooNet'].id}"
    assert other == built
    assert other.subgraph("FooNet").base_iri == other.base_iri


def test_build_takes_every_option_of_the_command():
    options = inspect.signature(commands.build).parameters.keys() - {"context"}  # typer's own
    assert options <= inspect.signature(kg.build).parameters.keys()
    own = inspect.signature(kg.build).parameters.keys() - options
    assert own == {"n_processes", "progress"}
    told = inspect.signature(kg.build).parameters
    for name, option in inspect.signature(commands.build).parameters.items():
        if name not in {"context", "pages", "out", "rdf"}:
            assert told[name].default == option.default, name


@pytest.mark.parametrize("folder", [None, "graph"])
def test_names_and_decisions_of_ones_own_are_read(tmp_path, folder):
    (tmp_path / "names.tsv").write_text("glorp table\tDataset\n")
    (tmp_path / "decided.tsv").write_text("join\tFooNet\tBERT\n")
    records = [*RECORDS, {"title": "Three", "abstract": "We use the glorp table for tests."}]
    out = None if folder is None else tmp_path / folder
    told = {"lexicon": tmp_path / "names.tsv", "curation": str(tmp_path / "decided.tsv")}
    g = kg.build(records, out=out, rdf="nt", provenance="none", **told)
    assert g["glorp table"].type == "Dataset"
    assert g["FooNet"] == g["BERT"]
    if out is not None:
        assert [one.name for one in sorted(out.glob("graph.*"))] == [
            *("graph.graphml", "graph.html", "graph.json", "graph.nt")
        ]


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ({"lexicon": "nothing.tsv"}, "nothing.tsv: cannot be read"),
        ({"curation": "nothing.tsv"}, "nothing.tsv: cannot be read"),
        ({"provenance": "some"}, "there is no 'some'; give one of none, assertions, full"),
        ({"rdf": "ttl,foo"}, "no format 'foo'"),
        ({"extractor": "magic"}, "there is no 'magic'"),
    ],
)
def test_option_that_does_not_fit_is_told(option, told):
    with pytest.raises(kg.InputError, match=told):
        kg.build(RECORDS, **option)


def test_build_from_files_and_globs(tmp_path):
    page = tmp_path / "a.jsonl"
    page.write_text('{"id": "b", "title": "BarNet", "abstract": "We propose BarNet."}\n')
    one = kg.build(tmp_path / "*.jsonl")
    assert one == kg.build(str(page)) == kg.build([page])
    assert "BarNet" in one


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ([{"abstract": "x"}], "records.jsonl:1: has no title"),
        ([{"title": "x", "abstrct": "y"}], "did you mean 'abstract'"),
        ("nowhere/*.txt", "no file fits"),
        ([], "no page is named"),
    ],
)
def test_input_that_cannot_be_read_is_told(pages, told):
    with pytest.raises(kg.InputError, match=told.replace("*", r"\*")):
        kg.build(pages)


def test_record_may_hold_what_a_data_frame_has_for_nothing():
    record = {"title": "T", "abstract": "We use BERT.", "date": float("nan"), "id": None}
    assert kg.build([record]).papers[0].date is None


def test_query_gives_values_of_python(small):
    rows = small.query("SELECT ?p (COUNT(*) AS ?n) WHERE { ?p a kg:Paper } GROUP BY ?p ORDER BY ?p")
    assert rows.columns == ("p", "n")
    assert rows[0]["n"] == 1
    assert rows[0]["p"] in {f"paper/{one.id.split('/', 1)[1]}" for one in small.things} or str(
        rows[0]["p"]
    ).startswith("paper/")
    assert rows.boolean is None
    assert dict(rows[0]) == {"p": rows[0]["p"], "n": 1}
    with pytest.raises(KeyError):
        rows[0]["nothing"]


def test_iris_of_a_query_are_ids(small):
    (row,) = small.query('SELECT ?x WHERE { ?x rdfs:label "BERT" }')
    assert row["x"] == small["BERT"].id


def test_ask_and_construct(small):
    assert small.query("ASK { ?m a kg:Method }").boolean is True
    rows = small.query("CONSTRUCT { ?m a kg:Method } WHERE { ?m a kg:Method }")
    assert rows.columns == ("subject", "predicate", "object")
    assert len(rows) == len(small.methods)


def test_query_that_is_none_is_refused(small):
    with pytest.raises(kg.QueryError):
        small.query("SELECT ?x WHERE {")


def test_named_question_takes_names_things_papers_and_numbers(small):
    by_name = small.named("methods-on-dataset", dataset="glue")
    assert sorted(str(row["method"]) for row in by_name) == ["BERT", "RoBERTa"]
    assert small.named("methods-on-dataset", dataset=small["GLUE"]) == by_name
    assert len(small.named("methods-proposed-in", year=2018)) == 1
    assert small.named("papers-sharing-methods", paper=small.papers["p4"]).columns
    with pytest.raises(kg.NotFoundError, match="did you mean methods-on-dataset"):
        small.named("methods-on-datset", dataset="GLUE")
    with pytest.raises(kg.NotFoundError):
        small.named("methods-on-dataset", dataset="GLUEE")


def test_networkx_is_a_copy_that_can_be_read_back(small):
    network = small.to_networkx()
    assert from_networkx(network) == small.value
    network.clear()
    assert len(small.to_networkx()) > 0


def test_subgraph_keeps_what_is_near(small):
    near = small.subgraph("masking", depth=1)
    assert {one.name for one in near.things} == {"masking", "BERT"}
    assert len(small.subgraph("masking", depth=0).things) == 1
    assert {one.name for one in small.subgraph("masking", depth=2, types="datasets").things} == {
        "GLUE"
    }
    assert small.subgraph() == small


def test_subgraph_by_papers_keeps_only_their_evidence(small):
    part = small.subgraph(papers=["p4"])
    assert [paper.id for paper in part.papers] == ["p4"]
    assert {quote.paper.id for quote in part.evidence()} == {"p4"}
    assert part.facts("RoBERTa", "outperforms", "BERT")[0].support == 1


def test_subgraph_by_support_and_confidence(small):
    assert {str(one) for one in small.subgraph(min_support=2).facts()} == {
        "BERT → evaluated on → GLUE",
        "RoBERTa → outperforms → BERT",
    }
    assert all(one.confidence >= 0.6 for one in small.subgraph(min_confidence=0.6).facts())
    assert all(one.n_papers >= 2 for one in small.subgraph(min_papers=2).things)


def test_subgraph_of_negative_depth_is_refused(small):
    with pytest.raises(kg.InputError, match="depth: -1 is out of range"):
        small.subgraph("BERT", depth=-1)


@given(knowledge_graphs())
@settings(max_examples=40)
def test_cuts_are_graphs_and_cutting_nothing_changes_nothing(graph):
    ids = [node.id for node in graph.nodes]
    assert cut_papers(graph, [paper.id for paper in graph.papers]).papers == graph.papers
    part = cut_nodes(graph, ids[::2])
    assert [node.id for node in part.nodes] == ids[::2]
    assert {edge.key for edge in part.edges} <= {edge.key for edge in graph.edges}
    only = cut_papers(graph, [graph.papers[0].id])
    assert {one.paper for edge in only.edges for one in edge.evidence} <= {graph.papers[0].id}
    assert reach(graph, ids, 3) == frozenset(ids)


def test_subgraph_becomes_a_page(small, tmp_path):
    page = small.subgraph("BERT").to_html(tmp_path / "x.html", title="Around <BERT>")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!")
    assert "Around &lt;BERT&gt;" in text
    assert list(tmp_path.iterdir()) == [page]


def test_graph_tells_what_it_holds(small):
    assert repr(small).startswith("Graph(5 papers, 8 methods, 3 datasets,")
