"""Tables and exports, each opened by its own reader; counts and cells are equal."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

import kg
from kg.api.export import FORMATS, export_table, format_of
from kg.graph.codec import graph_from_json
from kg.graph.graphml import graph_from_graphml
from kg.rdf import read_rdf
from kg.tables.rows import BASE_TABLES, TABLES, table_of
from kg.tables.table import Column, Kind, flat, make_table
from kg.tables.write import csv_text, markdown_text
from kg.vocabulary import EntityType, Role
from tests.graph.graphs import knowledge_graphs
from tests.rdf.small import small_graph

GRAPH = small_graph()
ALL = {name: table_of(GRAPH, name) for name in TABLES}
COUNTS = {
    "papers": len(GRAPH.papers),
    "nodes": len(GRAPH.nodes),
    "edges": len(GRAPH.edges),
    "evidence": sum(len(edge.evidence) for edge in GRAPH.edges),
    "results": len(GRAPH.results),
    "mentions": sum(len(node.mentions) for node in GRAPH.nodes),
}


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    """Every format, written once."""
    folder = Path(tmp_path_factory.mktemp("out"))
    graph = kg.Graph(GRAPH)
    for name, form in FORMATS.items():
        if name == "rdf":
            continue  # XML cannot hold this graph's names: the test below
        graph.export(folder / (f"graph{form.suffix}" if form.suffix else name), name)
    return folder


def test_tables_count_what_the_graph_holds():
    assert {name: len(ALL[name].rows) for name in BASE_TABLES} == COUNTS
    types = [
        len(ALL[name].rows) for name in ("methods", "datasets", "tasks", "metrics", "concepts")
    ]
    assert types == [sum(node.type is kind for node in GRAPH.nodes) for kind in EntityType]


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_is_of_its_columns_kind(name):
    kinds = {Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: float, Kind.LIST: tuple}
    table = ALL[name]
    assert len(set(table.heads)) == len(table.heads)
    for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
        assert re.fullmatch(r"[a-z][a-z_]*", column.name)
        assert column.meaning
        for cell in cells:
            value = cell if isinstance(cell, tuple) else flat(cell)
            assert value is None or isinstance(value, kinds[column.kind]), column.name


def test_edge_has_its_names_dates_and_surest_sentence():
    row = next(
        dict(zip(ALL["edges"].heads, row, strict=True))
        for row in ALL["edges"].rows
        if row[2:6:3] == ("RoBERTa", "BERT") and row[3] == "outperforms"
    )
    assert row["support"] == 2
    assert (row["first_date"], row["last_date"]) == ("2018-01-31", "2019")
    assert row["sentence"] == "RoBERTa extends BERT and outperforms BERT."


def test_introduced_in_lists_the_papers_that_propose_it():
    rows = {row[1]: dict(zip(ALL["nodes"].heads, row, strict=True)) for row in ALL["nodes"].rows}
    assert rows["BERT"]["introduced_in"] == ("1810.2",)
    assert rows["SQuAD"]["introduced_in"] == ("1907.3",)
    assert rows["BERT"]["first_date"] == "2018-01-31"


def test_unknown_table_and_format_are_told():
    with pytest.raises(kg.VocabularyError, match="unknown table 'metods'"):
        table_of(GRAPH, "metods")
    with pytest.raises(kg.VocabularyError, match="unknown format 'doc'"):
        kg.Graph(GRAPH).export("x", "doc")
    with pytest.raises(kg.VocabularyError, match=r"unknown end of a file's name '\.doc'"):
        kg.Graph(GRAPH).export("x.doc")


def plain_cells(table) -> list[list[object]]:
    return [[flat(cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", BASE_TABLES)
def test_csv_is_read_by_the_csv_module_and_by_pandas(out, name):
    text = (out / "csv" / f"{name}.csv").read_bytes().decode("utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(heads) == ALL[name].heads
    expected = [["" if one is None else str(one) for one in row] for row in plain_cells(ALL[name])]
    assert rows == expected
    assert len(pd.read_csv(out / "csv" / f"{name}.csv")) == COUNTS[name]


@pytest.mark.parametrize("name", BASE_TABLES)
def test_parquet_is_read_by_pyarrow_and_by_pandas(out, name):
    read = pq.read_table(out / "parquet" / f"{name}.parquet")
    expected = [[list(c) if isinstance(c, tuple) else flat(c) for c in r] for r in ALL[name].rows]
    assert [list(row.values()) for row in read.to_pylist()] == expected
    frame = pd.read_parquet(out / "parquet" / f"{name}.parquet")
    assert tuple(frame.columns) == ALL[name].heads
    assert len(frame) == COUNTS[name]


def test_excel_is_read_by_openpyxl_and_nothing_is_a_formula(out):
    book = openpyxl.load_workbook(out / "graph.xlsx")
    assert tuple(book.sheetnames) == BASE_TABLES
    for name in BASE_TABLES:
        heads, *rows = book[name].iter_rows(values_only=True)
        assert tuple(heads) == ALL[name].heads
        assert len(rows) == COUNTS[name]
    names = [row[1] for row in book["nodes"].iter_rows(values_only=True)]
    assert "𝒢-Net" in names
    assert not any(cell.data_type == "f" for row in book["papers"] for cell in row)


def test_excel_takes_text_for_text_and_cuts_what_no_cell_holds(tmp_path):
    cells = ["=1+1", "https://example.org", "x" * 40_000, "\x07bell"]
    table = make_table("t", [Column("a", Kind.TEXT, "")], [(cell,) for cell in cells])
    export_table(table, tmp_path / "t.xlsx", "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["t"]
    read = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in read] == ["s"] * 4
    assert read[0].value == "=1+1"
    assert read[1].hyperlink is None
    assert len(read[2].value) == 32_767
    assert read[2].value.endswith("…")


def test_sqlite_holds_every_row_under_keys_that_lead_somewhere(out):
    with closing(sqlite3.connect(out / "graph.sqlite")) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in BASE_TABLES:
            rows = base.execute(f"SELECT * FROM {name}").fetchall()
            assert [list(row) for row in rows] == plain_cells(ALL[name])
        asked = base.execute(
            "SELECT e.head_name FROM edges e JOIN nodes n ON n.id = e.tail "
            "WHERE e.relation = 'extends' AND n.name = 'BERT'"
        ).fetchall()
        assert asked == [("RoBERTa",)]
        asked = base.execute(
            "SELECT j.value FROM nodes, json_each(aliases) j WHERE name = 'language model'"
        ).fetchall()
        assert asked == [("LM",), ("language models",)]


def test_gexf_is_read_by_networkx(out):
    read = nx.read_gexf(out / "graph.gexf")
    assert read.number_of_nodes() == COUNTS["papers"] + COUNTS["nodes"]
    assert read.number_of_edges() == COUNTS["edges"]
    assert "lastmodifieddate" not in (out / "graph.gexf").read_text(encoding="utf-8")
    bert = next(data for _, data in read.nodes(data=True) if data["label"] == "BERT")
    assert bert["type"] == "Method"
    assert bert["viz"]["color"]["b"] == 0xB0


def test_graphml_json_and_rdf_hold_the_very_graph(out):
    assert graph_from_graphml((out / "graph.graphml").read_text(encoding="utf-8")) == GRAPH
    assert graph_from_json((out / "graph.json").read_text(encoding="utf-8")) == GRAPH
    for name in ("ttl", "nt", "jsonld", "trig", "nq"):
        data = (out / f"graph.{name}").read_bytes()
        assert read_rdf(data, name) == GRAPH


def test_rdf_xml_tells_what_it_cannot_hold(tmp_path):
    with pytest.raises(kg.KgError, match=r"XML cannot write U\+0007"):
        kg.Graph(GRAPH).export(tmp_path / "x.rdf")
    assert list(tmp_path.iterdir()) == []


#: A head of a bulk file (Neo4j operations manual, "Import", header format).
_NEO4J_HEAD = re.compile(
    r"(\w+:ID|:LABEL|:START_ID|:END_ID|:TYPE|\w+(:(int|double|string|boolean)(\[\])?)?)"
)


def read_neo4j(path: Path) -> list[dict[str, str]]:
    text = path.read_text(encoding="utf-8")
    heads, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert all(_NEO4J_HEAD.fullmatch(head) for head in heads), heads
    assert text.count("\n") == len(rows) + 1, "one row a line"
    records = [dict(zip(heads, row, strict=True)) for row in rows]
    for record in records:
        for head, cell in record.items():
            if head.endswith(":int") and cell:
                int(cell)
            if head.endswith(":double") and cell:
                float(cell)
    return records


def test_neo4j_files_keep_the_header_grammar_and_every_end_is_a_node(out):
    folder = out / "neo4j"
    nodes = [
        row for n in ("papers", "entities", "results") for row in read_neo4j(folder / f"{n}.csv")
    ]
    ids = [row["id:ID"] for row in nodes]
    assert len(ids) == len(set(ids)) == COUNTS["papers"] + COUNTS["nodes"] + COUNTS["results"]
    assert all(row[":LABEL"] for row in nodes)
    edges = [row for n in ("roles", "relations") for row in read_neo4j(folder / f"{n}.csv")]
    claims = read_neo4j(folder / "claims.csv")
    assert len(edges) == COUNTS["edges"]
    for row in [*edges, *claims]:
        assert {row[":START_ID"], row[":END_ID"]} <= set(ids)
        assert re.fullmatch(r"[A-Z_]+", row[":TYPE"])
    command = (folder / "import.sh").read_text()
    assert all(f"={path.name}" in command for path in folder.glob("*.csv"))
    aliases = {row["name"]: row["aliases:string[]"] for row in nodes if "name" in row}
    assert aliases["language model"].split("\x1f") == ["LM", "language models"]


def test_same_graph_gives_the_same_bytes(out, tmp_path):
    graph = kg.Graph(GRAPH)
    for name in ("xlsx", "sqlite", "gexf"):
        again = graph.export(tmp_path / f"again.{name}")
        assert again.read_bytes() == (out / f"graph.{name}").read_bytes(), name
    graph.export(tmp_path / "p", "parquet")
    for path in (tmp_path / "p").iterdir():
        assert path.read_bytes() == (out / "parquet" / path.name).read_bytes()


def test_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(kg.InputError, match="is there already"):
        kg.Graph(GRAPH).export(tmp_path, "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
    empty = tmp_path / "empty"
    empty.mkdir()
    kg.Graph(GRAPH).export(empty, "csv")
    assert len(list(empty.iterdir())) == len(BASE_TABLES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "thesis.txt"]


def test_markdown_has_a_line_for_each_row():
    text = markdown_text(ALL["datasets"])
    assert text.count("\n") == len(ALL["datasets"].rows) + 2
    assert re.search(r"\| GLUE \| Dataset \|", text)


def test_format_is_told_by_the_end_of_the_name():
    told = {
        name: format_of(Path(f"x{form.suffix}")) for name, form in FORMATS.items() if form.suffix
    }
    assert all(name == one for name, one in told.items())


def test_frame_has_a_row_for_each_edge():
    frame = kg.Graph(GRAPH).to_pandas("edges")
    assert len(frame) == COUNTS["edges"]
    assert (frame["relation"] == Role.PROPOSES.value).sum() == 4
    assert kg.Graph(GRAPH).to_pandas("methods")["papers"].max() >= 3


@given(knowledge_graphs())
@settings(max_examples=25)
def test_csv_of_any_graph_is_read_back(graph):
    for name in BASE_TABLES:
        table = table_of(graph, name)
        data = csv_text(table).encode("utf-8")
        heads, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
        assert len(rows) == len(table.rows)
        assert all(len(row) == len(heads) for row in rows)


@given(knowledge_graphs())
@settings(max_examples=15)
def test_gexf_of_any_graph_is_read_back(graph):
    from kg.graph.gexf import graph_to_gexf

    read = nx.read_gexf(io.BytesIO("".join(graph_to_gexf(graph)).encode("utf-8")))
    assert read.number_of_edges() == len(graph.edges)
    assert read.number_of_nodes() == len(graph.papers) + len(graph.nodes)


def test_lists_in_csv_are_json():
    assert json.loads(str(flat(("a;b", 'c"')))) == ["a;b", 'c"']
