"""What is written: equal in every syntax and parser, safe for any text, always the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings, strategies as st
from rdflib.compare import isomorphic

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_DIR, ONTOLOGY_IRI
from kg.errors import InputError, ValueCheckError, VocabularyError
from kg.graph.codec import graph_from_json, graph_to_json
from kg.graph.value import (
    Edge,
    Evidence,
    Join,
    KnowledgeGraph,
    Match,
    Node,
    NodeMention,
    ResultRecord,
)
from kg.ids import entity_id, paper_node_id, result_id
from kg.model import Paper, Span
from kg.rdf import RDF_FORMATS, rdf_text, read_rdf, triples, write_rdf
from kg.rdf.blocks import Block
from kg.rdf.export import write_blocks
from kg.rdf.literals import decimal_literal
from kg.rdf.packed import FIELD, LINE, pack, unpack
from kg.rdf.read import OX_FORMATS
from kg.rdf.terms import KG, RDF, XSD, Iri, Literal, Provenance, expand
from kg.vocabulary import EntityType, Relation, ResultKind, allowed_ends, allowed_roles

#: Formats that hold one set of triples and any text.
FORMATS = ("ttl", "nt", "jsonld")
GRAPH_FORMATS = ("trig", "nq")
RDFLIB_FORMATS = {
    "ttl": "turtle",
    "nt": "nt",
    "trig": "trig",
    "nq": "nquads",
    "jsonld": "json-ld",
    "rdf": "xml",
}
#: All that UTF-8 can say: everything but halves of surrogate pairs.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_IRIS = st.sampled_from(["http://example.org/a", "urn:b#c"])
_SCORES = st.floats(min_value=0, max_value=1)


def strict(text: str, syntax: str) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text, format=OX_FORMATS[syntax])}


def one_of(name: str, value: Literal, subject: str = "urn:a") -> list[Block]:
    """Give one triple as a block."""
    return [Block(Iri(subject), [(expand(name), [value])])]


def plain_text(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Give the graph without the characters that XML does not have."""
    return graph_from_json("".join(graph_to_json(kg)).replace("\\u0007", "!"), name="graph")


@pytest.fixture(scope="session")
def xml_graph(graph):
    return plain_text(graph)


@pytest.mark.parametrize("provenance", list(Provenance))
def test_all_syntaxes_hold_the_same_triples(graph, provenance):
    rows = list(triples(graph, provenance=provenance))
    assert len(rows) == len(set(rows))
    parsed = [strict("".join(rdf_text(graph, one, provenance=provenance)), one) for one in FORMATS]
    assert parsed[0] == parsed[1] == parsed[2]
    assert len(parsed[0]) == len(rows)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own JSON-LD parser
@pytest.mark.parametrize("syntax", FORMATS)
def test_rdflib_reads_the_same_graph(graph, small_nt, syntax):
    text = "".join(rdf_text(graph, syntax))
    read = rdflib.Graph().parse(data=text, format=RDFLIB_FORMATS[syntax])
    lines = rdflib.Graph().parse(data=small_nt, format="nt")
    assert isomorphic(read, lines)
    assert len(read) == len(strict(text, syntax))


@pytest.mark.parametrize("syntax", FORMATS)
def test_round_trip(graph, syntax):
    assert read_rdf("".join(rdf_text(graph, syntax)), syntax) == graph


@pytest.mark.parametrize("base", ["urn:kg:", "https://example.org/x#", "http://localhost/ä/"])
@pytest.mark.parametrize("syntax", FORMATS)
def test_round_trip_under_another_base(graph, syntax, base):
    text = "".join(rdf_text(graph, syntax, base_iri=base))
    assert DEFAULT_BASE_IRI not in text
    assert read_rdf(text, syntax) == graph
    assert strict(text, syntax) == strict("".join(rdf_text(graph, "nt", base_iri=base)), "nt")


def test_round_trip_of_real_papers(gold_sample):
    for syntax in FORMATS:
        assert read_rdf("".join(rdf_text(gold_sample, syntax)), syntax) == gold_sample


@pytest.mark.slow
def test_round_trip_of_all_gold(gold_graph):
    assert read_rdf("".join(rdf_text(gold_graph, "trig")), "trig") == gold_graph


def test_reading_needs_no_order(graph, small_nt):
    backwards = "".join(sorted(small_nt.splitlines(keepends=True), reverse=True))
    assert read_rdf(backwards, "nt") == graph


@pytest.mark.parametrize("provenance", list(Provenance))
def test_one_walk_writes_what_each_format_writes(xml_graph, provenance):
    files: dict[str, list[str]] = {name: [] for name in RDF_FORMATS}
    takers = {name: file.append for name, file in files.items()}
    write_rdf(xml_graph, takers, provenance=provenance)
    for name, file in files.items():
        assert "".join(file) == "".join(rdf_text(xml_graph, name, provenance=provenance))
    with pytest.raises(VocabularyError, match="unknown RDF format 'n3'"):
        write_rdf(xml_graph, {"n3": print})


def test_levels_of_provenance_are_nested(graph):
    none, assertions, full = (set(triples(graph, provenance=one)) for one in Provenance)
    levels = {row for rows in (none, assertions, full) for row in rows if row[1] == KG.provenance}
    assert none - levels < assertions - levels < full - levels
    assert not any(row[1] == KG.evidence for row in none)
    assert not any(row[2] == KG.Mention for row in assertions)


def test_less_than_full_provenance_is_refused_when_read(graph):
    text = "".join(rdf_text(graph, "nt", provenance="assertions"))
    with pytest.raises(InputError, match=r"graph\.nt: kg:provenance: is 'assertions'"):
        read_rdf(text, "nt", where="graph.nt")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('title> "Attention alone"', "has 0 of http://purl.org/dc/terms/title"),
        ('provenance> "full"', "has 0 of .*provenance"),
        ("uriSpace>", "void:uriSpace: is there 0 times"),
        ("inText>", "has 0 of .*inText"),
    ],
)
def test_reading_names_what_is_missing(small_nt, line, told):
    kept = [one for one in small_nt.splitlines() if line not in one]
    assert len(kept) < len(small_nt.splitlines())
    with pytest.raises(InputError, match=told):
        read_rdf("\n".join(kept), "nt")


def test_reading_broken_text_names_the_place(small_nt):
    with pytest.raises(InputError, match=r"x\.nt: is not nt: .*line 1"):
        read_rdf("<a", "nt", where="x.nt")
    with pytest.raises(InputError, match="without a name"):
        read_rdf(small_nt + "_:b <urn:p> <urn:o> .\n", "nt")
    with pytest.raises(InputError, match="does not make a graph"):
        read_rdf(small_nt.replace("ns#improvement>", "ns#worse>"), "nt")
    with pytest.raises(VocabularyError, match="unknown RDF format 'n3'"):
        read_rdf("", "n3")


def test_no_blank_nodes_and_only_good_iris(graph):
    for row in triples(graph):
        for term in row:
            if isinstance(term, str):
                assert ox.NamedNode(term).value == term
                assert ":" in term


def test_every_triple_of_an_edge_has_its_assertion(graph):
    derived = {one for one, name, value in triples(graph) if value == KG.Derivation}
    rows = {row for row in triples(graph) if row[0] not in derived}
    about = {
        name: {subject: value for subject, one, value in rows if one == RDF[name]}
        for name in ("subject", "predicate", "object")
    }
    asserted = {
        (about["subject"][one], about["predicate"][one], about["object"][one])
        for one in about["subject"]
    }
    assert len(asserted) == len(graph.edges)
    assert asserted <= rows


def test_rows_are_grouped_by_subject_and_property(graph):
    for depth in (1, 2):
        seen: set[object] = set()
        last: object = None
        for row in triples(graph):
            if row[:depth] != last:
                assert row[:depth] not in seen
                last = row[:depth]
                seen.add(last)


def test_turtle_is_legible(graph):
    text = "".join(rdf_text(graph, "ttl"))
    assert "@prefix entity: <https://w3id.org/kg/id/entity/> ." in text
    assert '\nentity:bert a kg:Method ;\n    rdfs:label "BERT" ;\n' in text
    assert "    skos:broader entity:language-model ;\n" in text
    assert "    kg:value 28.4 ;" in text
    assert "    kg:year 2017 ;" in text
    body = text.partition("\n\n")[2]
    assert "<" + DEFAULT_BASE_IRI + "entity" not in body


def test_jsonld_stands_alone(graph):
    shown = json.loads("".join(rdf_text(graph, "jsonld")))
    (bert,) = [one for one in shown["@graph"] if one["id"] == "entity/bert"]
    assert bert["type"] == "Method"
    assert bert["extends"] == "entity/transformer"
    shipped = json.loads((ONTOLOGY_DIR / "context.jsonld").read_text("utf-8"))["@context"]
    assert shown["@context"] == {"@base": DEFAULT_BASE_IRI, **shipped}
    (paper,) = [one for one in shown["@graph"] if one.get("title") == "Attention alone"]
    assert (paper["year"], paper["authorCount"]) == (2017, 3)


@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_half_a_surrogate_pair_is_an_error(syntax):
    told = "XML cannot write" if syntax == "rdf" else "surrogate"
    with pytest.raises(ValueCheckError, match=told):
        list(write_blocks(one_of("rdfs:label", Literal("x\ud800")), syntax, "urn:x:"))


@pytest.mark.parametrize(
    "bad", ["urn:a b", "urn:<", 'urn:"', "urn:\n", "no-scheme", "urn:%zz", "urn:\\"]
)
@pytest.mark.parametrize("syntax", RDF_FORMATS)
def test_bad_iris_are_errors(syntax, bad):
    with pytest.raises(ValueCheckError, match="not an IRI"):
        list(write_blocks(one_of("rdfs:label", Literal("x"), bad), syntax, "urn:x:"))


def test_bad_ids_are_errors(graph):
    node = replace(graph.nodes[0], id="entity/a b", mentions=())
    with pytest.raises(ValueCheckError, match="cannot be the end of an IRI"):
        list(triples(KnowledgeGraph(nodes=(node,))))


def test_evidence_of_an_unknown_paper_is_an_error(graph):
    edge = replace(graph.edges[0], evidence=(Evidence("nowhere", Span(0, 1), "x", 1.0),))
    broken = replace(graph, edges=(edge,))
    with pytest.raises(ValueCheckError, match="'nowhere'"):
        list(triples(broken))


@given(text=TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_survives_every_syntax(text):
    for syntax in RDF_FORMATS:
        if syntax == "rdf" and not in_xml(text):
            continue
        written = "".join(write_blocks(one_of("dcterms:title", Literal(text)), syntax, "urn:x:"))
        (quad,) = ox.parse(written, format=OX_FORMATS[syntax])
        assert quad.object == ox.Literal(text)
        assert syntax not in {"nt", "nq"} or len(written.splitlines()) == 1


def in_xml(text: str) -> bool:
    """Say whether a parser of XML takes the text."""
    try:
        return ElementTree.fromstring(f"<a>{escape(text, {chr(13): '&#13;'})}</a>").text is not None
    except ElementTree.ParseError:
        return False


@given(parts=st.lists(st.text(alphabet="a\\;\n\t", max_size=5), min_size=1))
@settings(max_examples=60, deadline=None)
def test_packed_strings_come_back(parts):
    for separator in (LINE, FIELD):
        assert unpack(pack(parts, separator=separator), separator=separator) == tuple(parts)


@given(number=st.floats(min_value=0, max_value=1) | st.integers(-9, 9).map(float))
@settings(max_examples=60, deadline=None)
def test_decimals_are_exact_and_canonical(number):
    shown = decimal_literal(number)
    assert float(shown.text) == number
    assert shown.datatype == XSD.decimal
    assert "e" not in shown.text.lower()
    assert decimal_literal(Decimal(shown.text)) == shown


def test_infinite_numbers_are_errors():
    with pytest.raises(ValueCheckError, match="cannot be a decimal"):
        decimal_literal(float("inf"))


@st.composite
def small_graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """Graphs of a few papers and nodes with any text in every field."""
    papers = {}
    for key in draw(st.sets(TEXT, min_size=1, max_size=2)):
        date = draw(st.sampled_from([None, "2020", "2020-02", "2020-02-30", "2020-02-29"]))
        papers[key] = Paper(
            id=key,
            title=draw(TEXT.filter(bool)),
            abstract=draw(TEXT),
            date=date,
            date_inferred=draw(st.booleans()),
            n_authors=draw(st.none() | st.integers(0, 10**20)),
            authors=tuple(draw(st.lists(TEXT, max_size=3))),
            url=draw(st.none() | TEXT),
            sources=tuple(sorted(draw(st.sets(TEXT, max_size=2)))),
        )
    nodes = {}
    for key in draw(st.sets(TEXT.filter(bool), max_size=3)):
        name = draw(TEXT)
        spans = draw(st.sets(st.tuples(st.integers(0, 9), st.integers(10, 20)), max_size=2))
        mentions = {
            NodeMention(draw(st.sampled_from(sorted(papers))), Span(*span), kind)
            for span in spans
            for kind in [draw(st.sampled_from(EntityType))]
        }
        joins = draw(st.sets(st.builds(Join, TEXT, TEXT, TEXT), max_size=2))
        nodes[entity_id(key)] = Node(
            id=entity_id(key),
            key=key,
            name=name,
            type=draw(st.sampled_from(EntityType)),
            mentions=tuple(sorted(mentions)),
            aliases=tuple(sorted(draw(st.sets(TEXT, max_size=2)))),
            joins=tuple(sorted(joins)),
            matches=tuple(
                sorted(draw(st.sets(st.builds(Match, _IRIS, TEXT, st.booleans(), TEXT, _SCORES))))
            ),
        )
    nodes_by_id = tuple(nodes[key] for key in sorted(nodes))
    return KnowledgeGraph(
        papers=tuple(papers[key] for key in sorted(papers)),
        nodes=nodes_by_id,
        edges=tuple(draw(edges_between(sorted(papers), nodes_by_id))),
        results=tuple(draw(results_of(sorted(papers), nodes_by_id))),
    )


@st.composite
def evidence_of(draw: st.DrawFn, paper: str) -> Evidence:
    start = draw(st.integers(0, 9))
    source = draw(st.sampled_from(["rule.a", "model/ü 1.0", "\n"]))
    return Evidence(paper, Span(start, draw(st.integers(10, 20))), source, draw(_SCORES))


@st.composite
def edges_between(draw: st.DrawFn, papers: list[str], nodes: tuple[Node, ...]) -> list[Edge]:
    """Roles and relations that the vocabulary allows, each read in one paper or two."""
    edges: dict[tuple[str, str, str], Edge] = {}
    for node in nodes:
        paper = draw(st.sampled_from(papers))
        role = draw(st.sampled_from(allowed_roles(node.type)))
        said = draw(st.sets(evidence_of(paper), min_size=1, max_size=2))
        edge = Edge(paper_node_id(paper), role, node.id, tuple(sorted(said)))
        edges[edge.key] = edge
        for other in nodes:
            fitting = [one for one in Relation if allowed_ends(one, node.type, other.type)]
            if other is node or not fitting or draw(st.booleans()):
                continue
            reads = [draw(evidence_of(one)) for one in papers]
            relation = draw(st.sampled_from(fitting))
            edge = Edge(node.id, relation, other.id, tuple(sorted(set(reads))))
            edges[edge.key] = edge
    return [edges[key] for key in sorted(edges)]


@st.composite
def results_of(draw: st.DrawFn, papers: list[str], nodes: tuple[Node, ...]) -> list[ResultRecord]:
    """Up to two results, with any text for their values."""
    if not nodes:
        return []
    ids = [node.id for node in nodes]
    made = {}
    for number in range(draw(st.integers(0, 2))):
        paper = draw(st.sampled_from(papers))
        one = ResultRecord(
            id=result_id(paper, str(number)),
            paper=paper,
            method=draw(st.sampled_from(ids)),
            dataset=draw(st.none() | st.sampled_from(ids)),
            metric=draw(st.none() | st.sampled_from(ids)),
            value=draw(TEXT),
            number=draw(st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)),
            unit=draw(st.none() | TEXT),
            kind=draw(st.sampled_from(ResultKind)),
            baseline=draw(st.none() | st.sampled_from(ids)),
            baseline_text=draw(st.none() | TEXT),
            evidence=draw(evidence_of(paper)),
            value_span=Span(draw(st.integers(0, 9)), draw(st.integers(10, 20))),
        )
        made[one.id] = one
    return [made[key] for key in sorted(made)]


@given(kg=small_graphs(), syntax=st.sampled_from([*FORMATS, *GRAPH_FORMATS]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_any_field_comes_back(kg, syntax):
    assert read_rdf("".join(rdf_text(kg, syntax)), syntax) == kg


def test_offsets_count_code_points_in_their_literal(graph):
    rows = list(triples(graph))
    said: dict[tuple[str, str], Any] = {(subject, name): value for subject, name, value in rows}
    names = Counter(name for _, name, _ in rows)
    checked = 0
    for (subject, name), where in said.items():
        if name != KG.inText:
            continue
        paper = said[subject, KG.inPaper]
        start, end = (int(said[subject, expand(f"oa:{one}")].text) for one in ("start", "end"))
        assert said[paper, where].text[start:end] == said[subject, expand("oa:exact")].text
        checked += 1
    assert checked == names[KG.inText] > 50


def test_the_hash_seed_does_not_count():
    code = (
        "import hashlib\nfrom kg.rdf import rdf_text\nfrom tests.rdf.small import small_graph\n"
        "g = small_graph()\n"
        "names = ('ttl', 'nt', 'nq', 'trig', 'jsonld')\n"
        "text = ''.join(''.join(rdf_text(g, one)) for one in names)\n"
        "print(hashlib.sha256(text.encode()).hexdigest())"
    )
    root = str(ONTOLOGY_DIR.parent)
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": root},
            cwd=root,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(hashes) == 1


def test_the_order_of_the_paragraphs_does_not_change_with_content(graph):
    # Adding a paper changes no IRI of what was there.
    fewer = replace(
        graph,
        papers=graph.papers[1:],
        edges=tuple(
            edge
            for edge in graph.edges
            if all(one.paper != graph.papers[0].id for one in edge.evidence)
        ),
        results=tuple(one for one in graph.results if one.paper != graph.papers[0].id),
        nodes=tuple(
            replace(node, mentions=tuple(m for m in node.mentions if m.paper != graph.papers[0].id))
            for node in graph.nodes
        ),
    )
    assert {row[0] for row in triples(fewer)} < {row[0] for row in triples(graph)}


def test_the_ontology_is_named_in_the_export(small_nt):
    assert f"<http://purl.org/dc/terms/conformsTo> <{ONTOLOGY_IRI[:-1]}>" in small_nt


@pytest.mark.parametrize("syntax", FORMATS)
@pytest.mark.parametrize("number", [2**53 - 1, 2**53, 10**20])
def test_numbers_that_json_readers_round_come_back(syntax, number):
    kg = KnowledgeGraph(papers=(Paper("a", "A title", "", n_authors=number),))
    assert read_rdf("".join(rdf_text(kg, syntax)), syntax) == kg
