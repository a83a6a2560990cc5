"""Graphs a paper, RDF/XML, nested JSON-LD, the description: each as two parsers see it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.config import DEFAULT_BASE_IRI
from kg.graph.codec import graph_from_json, graph_to_json
from kg.ids import paper_node_id
from kg.rdf import FileFacts, rdf_text, read_rdf, triples, void_text, write_rdf
from kg.rdf.iris import edge_property
from kg.rdf.read import OX_FORMATS
from kg.rdf.terms import DCAT, PROV, SPDX, VOID, Provenance

GRAPHS = f"{DEFAULT_BASE_IRI}graph/"
RDFLIB_FORMATS = {"trig": "trig", "nq": "nquads"}


def quads(text: str, syntax: str) -> set[ox.Quad]:
    return set(ox.parse(text, format=OX_FORMATS[syntax]))


@pytest.fixture(scope="module")
def in_graphs(graph):
    return quads("".join(rdf_text(graph, "nq")), "nq")


@pytest.fixture(scope="module")
def xml_graph(graph):
    """The small graph without the characters that XML does not have."""
    text = "".join(graph_to_json(graph)).replace("\\u0007", "!")
    return graph_from_json(text, name="graph")


def test_trig_and_nquads_hold_the_same_quads(graph, in_graphs):
    assert quads("".join(rdf_text(graph, "trig")), "trig") == in_graphs


def test_graphs_add_nothing_but_where_they_come_from(graph, small_nt, in_graphs):
    lines = {quad.triple for quad in quads(small_nt, "nt")}
    more = {quad.triple for quad in in_graphs} - lines
    assert lines <= {quad.triple for quad in in_graphs}
    assert {(one.subject.value, one.predicate.value, one.object.value) for one in more} == {
        (
            f"{GRAPHS}{paper_node_id(paper.id).removeprefix('paper/')}",
            PROV.wasDerivedFrom,
            DEFAULT_BASE_IRI + paper_node_id(paper.id),
        )
        for paper in graph.papers
    }


def test_a_fact_stands_in_the_graphs_of_its_papers(graph, in_graphs):
    for edge in graph.edges:
        row = [DEFAULT_BASE_IRI + edge.head, edge_property(edge), DEFAULT_BASE_IRI + edge.tail]
        triple = ox.Triple(*map(ox.NamedNode, row))
        found = {str(quad.graph_name)[1:-1] for quad in in_graphs if quad.triple == triple}
        papers = {paper_node_id(one).removeprefix("paper/") for one in edge.papers}
        assert {one for one in found if one.startswith(GRAPHS)} == {GRAPHS + one for one in papers}


def test_who_read_it_stands_in_no_graph_of_a_paper(in_graphs):
    for quad in in_graphs:
        if quad.predicate.value in {PROV.wasAttributedTo, PROV.wasDerivedFrom}:
            assert isinstance(quad.graph_name, ox.DefaultGraph)


@pytest.mark.parametrize("syntax", RDFLIB_FORMATS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_rdflib_reads_the_same_quads(graph, in_graphs, syntax):
    read = rdflib.Dataset()
    read.parse(data="".join(rdf_text(graph, syntax)), format=RDFLIB_FORMATS[syntax])
    n_quads = sum(len(one) for one in read.graphs())
    assert n_quads == len(in_graphs)
    for one in read.graphs():
        name = "DEFAULT" if "default" in str(one.identifier) else f"<{one.identifier}>"
        lines = [f"{quad.triple} .\n" for quad in in_graphs if str(quad.graph_name) == name]
        assert isomorphic(one, rdflib.Graph().parse(data="".join(lines), format="nt"))


@pytest.mark.parametrize("syntax", ["trig", "nq"])
def test_formats_with_graphs_are_read_back(graph, syntax):
    assert read_rdf("".join(rdf_text(graph, syntax)), syntax) == graph


def test_trig_is_legible(graph):
    text = "".join(rdf_text(graph, "trig"))
    assert text.count("\ngraph:") == 2 * len(graph.papers)
    named = [line for line in text.splitlines() if line.endswith("{")]
    assert len(named) == len(set(named)) == len(graph.papers)


def test_two_parsers_read_rdf_xml(xml_graph):
    text = "".join(rdf_text(xml_graph, "rdf"))
    lines = "".join(rdf_text(xml_graph, "nt"))
    assert quads(text, "rdf") == quads(lines, "nt")
    read = rdflib.Graph().parse(data=text, format="xml")
    assert isomorphic(read, rdflib.Graph().parse(data=lines, format="nt"))
    assert read_rdf(text, "rdf") == xml_graph


def test_jsonld_nests_what_belongs_to_one_thing(graph):
    trees = json.loads("".join(rdf_text(graph, "jsonld")))["@graph"]
    kinds = Counter(one["type"] for one in trees)
    assert not set(kinds) & {"Result", "Evidence", "Span", "Sentence", "Mention"}
    papers = {one["title"]: one for one in trees if one["type"] == "Paper"}
    result = papers["Attention alone"]["reportsResult"]
    assert (result["type"], result["valueText"]) == ("Result", "28.4")
    assert result["evidence"]["type"] == "Evidence"
    places = papers["Attention alone"]["places"]
    assert {one["type"] for one in places} == {"Sentence", "Span", "Mention"}
    for one in trees:
        if one["type"] == "Assertion":
            found = one["evidence"] if isinstance(one["evidence"], list) else [one["evidence"]]
            assert all(record["type"] == "Evidence" for record in found)
            assert len(found) >= one["support"]


# ---------------------------------------------------------------------------- the description


@pytest.mark.parametrize("provenance", list(Provenance))
def test_the_counts_of_the_description_are_true(graph, provenance):
    rows = list(triples(graph, provenance=provenance))
    census = write_rdf(graph, {}, provenance=provenance)
    files = [FileFacts("graph.ttl", 12, "ab" * 32), FileFacts("graph.trig", 7, "cd" * 32)]
    text = "".join(void_text(census, files, title='A "title"', provenance=provenance))
    assert quads(text, "ttl") == {
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in ox.parse(text, format=ox.RdfFormat.TRIG)
    }
    said = rdflib.Graph().parse(data=text, format="turtle")
    me = rdflib.URIRef(DEFAULT_BASE_IRI)

    def number(subject: Any, name: str) -> int:
        return int(str(said.value(subject, rdflib.URIRef(name))))

    assert number(me, VOID.triples) == len(rows) == len(set(rows))
    assert number(me, VOID.distinctSubjects) == len({row[0] for row in rows})
    assert number(me, VOID.properties) == len({row[1] for row in rows})
    type_of = {row[0]: row[2] for row in rows if row[1].endswith("#type")}
    assert number(me, VOID.classes) == len(set(type_of.values()))
    by_class = Counter(map(str, type_of.values()))
    by_property = Counter(str(row[1]) for row in rows)
    typed = (row for row in rows if row[0] in type_of)
    by_both = Counter((str(type_of[row[0]]), str(row[1])) for row in typed)
    for part in said.objects(me, rdflib.URIRef(VOID.classPartition)):
        kind = str(said.value(part, rdflib.URIRef(VOID["class"])))
        assert number(part, VOID.entities) == by_class.pop(kind)
        for inner in said.objects(part, rdflib.URIRef(VOID.propertyPartition)):
            name = str(said.value(inner, rdflib.URIRef(VOID.property)))
            assert number(inner, VOID.triples) == by_both.pop((kind, name))
    for part in said.objects(me, rdflib.URIRef(VOID.propertyPartition)):
        name = str(said.value(part, rdflib.URIRef(VOID.property)))
        assert number(part, VOID.triples) == by_property.pop(name)
    assert not by_class
    assert not by_property
    assert not by_both
    assert len(set(said.objects(me, rdflib.URIRef(DCAT.distribution)))) == len(files)
    sums = {str(one) for one in said.objects(None, rdflib.URIRef(SPDX.checksumValue))}
    assert sums == {file.sha256 for file in files}


def test_quads_are_counted(graph, in_graphs):
    census = write_rdf(graph, {})
    assert census.n_quads == len(in_graphs)
    assert census.n_graphs == len(graph.papers)
    assert census.n_quads > census.n_triples
