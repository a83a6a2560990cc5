"""Queries: the right answers on the small graph, the same from two engines, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from dataclasses import replace
from typing import Any

import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.config import ONTOLOGY_DIR
from kg.errors import InputError, NotFoundError, QueryError, VocabularyError
from kg.rdf import ask_named, find_question, named_questions, open_store, rdf_text, run_query
from kg.rdf.named import _read_question, resolve
from kg.rdf.query import PREFIXES, bind, check_query
from kg.rdf.terms import XSD, Iri, Literal, Provenance
from kg.vocabulary import Role
from tests.rdf.plain import Plain, plain_answer
from tests.rdf.small import id_of

T, B, R, P4 = (
    "Attention alone",
    "BERT reads both ways",
    "RoBERTa trains longer",
    "What encoders learn",
)
S_TRANSFORMER = "On WMT14 the Transformer reaches 28.4 BLEU and outperforms the LSTM."
S_ROBERTA = "RoBERTa extends BERT and outperforms BERT."
S_KIND = "BERT, a kind of language model, is evaluated on GLUE; transfer is what GLUE is about."
S_P4 = "RoBERTa is compared with ELMo; RoBERTa outperforms BERT."

#: Every named question: what it is told, and what it must answer.
ANSWERS: list[tuple[str, dict[str, str], list[tuple[str, ...]]]] = [
    ("most-used-datasets", {}, [("GLUE", "3"), ("SQuAD", "1"), ("WMT14", "1")]),
    ("methods-on-dataset", {"dataset": "glue"}, [("BERT", "2"), ("RoBERTa", "1")]),
    ("methods-on-dataset", {"dataset": "SQuAD"}, [("ELMo", "1"), ("RoBERTa", "1")]),
    ("extensions-of", {"method": "bert"}, [("RoBERTa", S_ROBERTA, R)]),
    ("what-outperforms", {"method": "LSTM"}, [("Transformer", S_TRANSFORMER, T)]),
    ("what-outperforms", {"method": "BERT"}, [("RoBERTa", S_ROBERTA, R), ("RoBERTa", S_P4, P4)]),
    ("papers-sharing-methods", {"paper": "RoBERTa trains longer"}, [(B, "2"), (P4, "1")]),
    ("papers-sharing-methods", {"paper": "p4"}, [(B, "1"), (R, "1")]),
    ("tasks-by-methods", {}, [("question answering", "2"), ("machine translation", "1")]),
    ("methods-for-task", {"task": "Question Answering"}, [("BERT", "1"), ("RoBERTa", "1")]),
    ("datasets-for-task", {"task": "question answering"}, [("GLUE", "2"), ("SQuAD", "1")]),
    ("metrics-for-task", {"task": "MT"}, [("BLEU", "1")]),
    ("metrics-for-task", {"task": "question answering"}, [("accuracy", "2")]),
    (
        "leaderboard",
        {"dataset": "GLUE", "metric": "accuracy"},
        [("RoBERTa", "88.5", "88.5%", R), ("BERT", "80.5", "80.5%", B)],
    ),
    (
        "results-of-method",
        {"method": "RoBERTa"},
        [
            ("", "", "BERT", "improvement", "BERT", R),
            ("GLUE", "", "8 points", "improvement", "strong models", R),
            ("GLUE", "accuracy", "88.5%", "absolute", "", R),
        ],
    ),
    ("components-of", {"method": "BERT"}, [("masking",)]),
    ("kinds-of", {"entity": "LM"}, [("BERT",), ("RoBERTa",)]),
    ("built-on", {"method": "RoBERTa"}, [("BERT",), ("Transformer",)]),
    ("methods-proposed-in", {"year": "2018"}, [("BERT", B)]),
    ("studied-with", {"concept": "transfer"}, [("generalisation", "1")]),
    (
        "evidence-between",
        {"one": "BERT", "other": "RoBERTa"},
        [
            ("RoBERTa", "extends", "BERT", S_ROBERTA, "0.9", R),
            ("RoBERTa", "outperforms", "BERT", S_ROBERTA, "0.8", R),
            ("RoBERTa", "outperforms", "BERT", S_P4, "0.5", P4),
        ],
    ),
    (
        "evidence-between",
        {"one": "language model", "other": "BERT"},
        [
            (
                "BERT",
                "kind of",
                "language model",
                S_KIND,
                "0.5",
                P4,
            )
        ],
    ),
    (
        "papers-with",
        {"entity": "BERT"},
        [("compares", "2019", R), ("proposes", "2018", B), ("uses", "2018", P4)],
    ),
    ("most-compared-methods", {}, [("ELMo", "2"), ("BERT", "1"), ("LSTM", "1")]),
    (
        "new-by-year",
        {},
        [
            ("2017", "Concept", "1"),
            ("2017", "Dataset", "1"),
            ("2017", "Method", "2"),
            ("2017", "Metric", "1"),
            ("2017", "Task", "1"),
            ("2018", "Concept", "2"),
            ("2018", "Dataset", "1"),
            ("2018", "Method", "4"),
            ("2018", "Metric", "1"),
            ("2018", "Task", "1"),
            ("2019", "Dataset", "1"),
            ("2019", "Method", "1"),
        ],
    ),
]


@pytest.fixture(scope="module")
def rdflib_graph(small_nt):
    graph = rdflib.Graph().parse(data=small_nt, format="nt")
    return graph.parse(ONTOLOGY_DIR / "kg.ttl")


def test_every_question_has_a_test_with_an_answer():
    assert {name for name, _, rows in ANSWERS if rows} == {one.name for one in named_questions()}
    assert len(named_questions()) >= 12


@pytest.mark.parametrize(("name", "given", "expected"), ANSWERS)
def test_named_questions(store, name, given, expected):
    assert list(ask_named(store, name, given).rows) == expected


@pytest.mark.parametrize(("name", "given", "expected"), ANSWERS)
def test_rdflib_gives_the_same_answers(store, rdflib_graph, name, given, expected):
    question = find_question(name)
    terms = {one.name: resolve(store, given[one.name], one.type) for one in question.parameters}
    found = rdflib_graph.query(bind(question.text, terms))
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in found]
    # rdflib sorts no value differently, so rows without one are compared as a set.
    assert sorted(rows) == sorted(expected)


@pytest.mark.parametrize("question", named_questions(), ids=lambda question: question.name)
def test_questions_are_whole(question):
    bound = set(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", question.text))
    assert bound == {parameter.name for parameter in question.parameters}
    assert question.title.endswith("?")
    assert "ORDER BY" in question.text
    declared = set(re.findall(r"PREFIX (\w+): <([^>]+)>", question.text))
    used = set(re.findall(r"\b(\w+):\w", question.text.partition("\n\n")[2]))
    assert {prefix for prefix, _ in declared} == used
    assert declared <= set(PREFIXES.items())


@pytest.mark.parametrize("question", named_questions(), ids=lambda question: question.name)
def test_questions_left_open_are_sparql(store, question):
    assert run_query(store, question.text).kind == "rows"


@pytest.mark.slow
def test_questions_on_real_papers(gold_sample):
    # Gold has no dates; without one, rdflib gives groups of nothing a row.
    dated = tuple(
        replace(paper, date=str(2018 + index % 5)) for index, paper in enumerate(gold_sample.papers)
    )
    nt = "".join(rdf_text(replace(gold_sample, papers=dated), "nt"))
    store = open_store(nt)
    oracle = rdflib.Graph().parse(data=nt, format="nt")
    oracle.parse(ONTOLOGY_DIR / "kg.ttl")
    answered = 0
    for question in named_questions():
        text = question.text
        rows = run_query(store, text).rows
        found: Any = oracle.query(text)
        expected = [tuple("" if cell is None else str(cell) for cell in row) for row in found]
        assert sorted(rows) == sorted(expected), question.name
        answered += bool(rows)
    assert answered >= 12


@pytest.mark.parametrize(("name", "given", "expected"), ANSWERS)
def test_networkx_gives_the_same_answers(store, graph, name, given, expected):
    question = find_question(name)
    values = []
    for one in question.parameters:
        term = resolve(store, given[one.name], one.type)
        values.append(term.removeprefix(store.base_iri) if isinstance(term, str) else term.text)
    assert plain_answer(Plain(graph), name)(*values) == set(expected)


def test_answers_equal_a_plain_count(store, graph):
    uses: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.head.startswith("paper/") and edge.relation.value in {"uses", "introduces"}:
            uses.setdefault(edge.tail, set()).add(edge.head)
    plain = {
        (graph.node_of[node].name, str(len(papers)))
        for node, papers in uses.items()
        if graph.node_of[node].type == "Dataset"
    }
    assert set(ask_named(store, "most-used-datasets", {}).rows) == plain


# ------------------------------------------------------------------ names and parameters


@pytest.mark.parametrize(
    "text", ["bert", "BERT", id_of("BERT"), f"https://w3id.org/kg/id/{id_of('BERT')}"]
)
def test_things_are_found_by_name_id_and_iri(store, text):
    assert resolve(store, text, "Method") == f"https://w3id.org/kg/id/{id_of('BERT')}"


def test_aliases_and_hostile_names_are_found(store, graph):
    assert str(resolve(store, "TRANSFORMERS", "Entity")).endswith(id_of("Transformer"))
    assert str(resolve(store, '"G"-Net\\', "Method")).endswith(id_of("𝒢-Net"))
    (hostile,) = [paper for paper in graph.papers if "DROP" in paper.title]
    rows = ask_named(store, "papers-sharing-methods", {"paper": hostile.title}).rows
    assert set(rows) == {(T, "1"), (B, "1")}


def test_the_kind_counts(store):
    with pytest.raises(NotFoundError, match="no dataset 'BERT'"):
        resolve(store, "BERT", "Dataset")


def test_near_names_are_told(store):
    with pytest.raises(NotFoundError) as caught:
        resolve(store, "Robertta", "Method")
    assert caught.value.near[0] == "RoBERTa"
    with pytest.raises(NotFoundError, match=r"did you mean .*kinds-of"):
        find_question("kind-of")


def test_one_name_for_two_things_is_an_error(graph):
    nt = "".join(rdf_text(graph, "nt", provenance="none"))
    store = open_store(nt.replace('"ELMo"', '"BERT"'))
    with pytest.raises(QueryError, match="several things; give an id: entity/bert, entity/elmo"):
        resolve(store, "bert", "Method")
    assert str(resolve(store, "entity/elmo", "Method")).endswith("entity/elmo")


def test_of_things_with_one_alias_the_better_known_is_meant(small_nt):
    alias = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    nodes = [f"<https://w3id.org/kg/id/{id_of(name)}>" for name in ("LSTM", "BERT")]
    store = open_store(small_nt + "".join(f'{node} {alias} "it" .\n' for node in nodes))
    assert str(resolve(store, "IT", "Method")).endswith(id_of("BERT"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, r"needs dataset \(the data set\); give dataset='ImageNet'"),
        ({"dataset": "GLUE", "x": "y"}, "has no parameter 'x'; it has: dataset"),
    ],
)
def test_parameters_are_checked(store, given, told):
    with pytest.raises(QueryError, match=told):
        ask_named(store, "methods-on-dataset", given)


def test_numbers_are_checked(store):
    with pytest.raises(QueryError, match="'x' is not a whole number"):
        ask_named(store, "methods-proposed-in", {"year": "x"})


@pytest.mark.parametrize("header", ["# parameter: x | y", "SELECT", "# parameter: a | Bad | b | c"])
def test_bad_headers_are_errors(header):
    with pytest.raises(InputError, match=r"x\.rq"):
        _read_question("x", header + "\n")


def test_values_cannot_end_their_term(store):
    evil = Literal('x" } ?s ?p ?o . FILTER("" = "', XSD.string)
    text = "SELECT ?x WHERE { VALUES ?x { UNDEF } ?s ?p ?x }"
    assert run_query(store, text, bindings={"x": evil}).rows == ()
    assert run_query(store, text, bindings={"x": Literal(r"BERT \1 \g<2>")}).rows == ()
    assert len(run_query(store, text, bindings={"x": Literal("BERT")}).rows) > 0
    with pytest.raises(QueryError, match=r"no VALUES \?y"):
        run_query(store, text, bindings={"y": evil})


def test_values_are_not_looked_for_in_values(store):
    text = "SELECT * { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }"
    first, second = Literal("x VALUES ?b { UNDEF } y"), Literal("} ?s ?p ?o #")
    ((a, b),) = run_query(store, text, bindings={"a": first, "b": second}).rows
    assert (a, b) == (first.text, second.text)


# -------------------------------------------------------------------------------- answers


def test_ask_construct_and_describe(store):
    assert run_query(store, "ASK { ?x a kg:Paper }").boolean is True
    assert run_query(store, "ASK { ?x a kg:Nothing }").to_text("csv") == "false\n"
    built = run_query(store, "CONSTRUCT { ?y kg:extendedBy ?x } WHERE { ?x kg:extends ?y } # three")
    assert (built.kind, len(built.triples)) == ("triples", 3)
    assert all(line.endswith(" .") for line in built.to_text("nt").splitlines())
    about = run_query(store, f"DESCRIBE <https://w3id.org/kg/id/{id_of('SQuAD')}>")
    assert len(about.triples) >= 3
    blank = run_query(store, "CONSTRUCT { [] kg:x ?y } WHERE { ?x kg:extends ?y }").to_text("nt")
    assert re.match(r"_:\w+ <", blank)


@pytest.mark.parametrize("subject", ["?x", "[]"])
def test_triples_as_turtle(store, subject):
    said = "kg:extends ?y ; rdfs:label ?l"
    built = run_query(store, f"CONSTRUCT {{ {subject} {said} }} WHERE {{ ?x {said} }}")
    written = built.to_text("ttl")
    assert "@prefix kg: " in written
    assert "@prefix void: " not in written, "only prefixes that are used"
    assert isomorphic(
        rdflib.Graph().parse(data=written, format="turtle"),
        rdflib.Graph().parse(data=built.to_text("nt"), format="nt"),
    )


def test_an_answer_is_not_written_as_what_it_is_not(store):
    with pytest.raises(QueryError, match="rows cannot be written as ttl"):
        run_query(store, "SELECT * { ?x a kg:Paper }").to_text("ttl")
    with pytest.raises(QueryError, match="triples cannot be written as csv"):
        run_query(store, "DESCRIBE kg:Paper").to_text("csv")


def test_rows_as_csv_and_json(store):
    text = (
        "SELECT ?label ?year ?x WHERE { ?p dcterms:title ?label . OPTIONAL { ?p kg:year ?year } }"
    )
    result = run_query(store, text + " ORDER BY ?label")
    assert result.variables == ("label", "year", "x")
    read = list(csv.reader(io.StringIO(result.to_text("csv"), newline="")))
    assert [tuple(row) for row in read[1:]] == list(result.rows)
    shown = json.loads(result.to_text("json"))
    assert shown["head"]["vars"] == ["label", "year", "x"]
    (first,) = [one for one in shown["results"]["bindings"] if one["label"]["value"] == T]
    assert first["year"] == {"type": "literal", "value": "2017", "datatype": XSD.integer}
    assert "x" not in first
    with pytest.raises(VocabularyError, match="unknown output 'xml'"):
        result.to_text("xml")


def test_boolean_as_json(store):
    assert json.loads(run_query(store, "ASK {}").to_text("json")) == {"head": {}, "boolean": True}


def test_terms_keep_their_kind(store):
    result = run_query(store, "SELECT ?s ?v WHERE { ?s kg:value ?v } ORDER BY DESC(?v) LIMIT 1")
    ((subject, value),) = result.terms
    assert isinstance(subject, str)
    assert value == Literal("88.5", XSD.decimal)


def test_any_role_is_asked_through_the_ontology(store, graph):
    text = (
        "SELECT (COUNT(*) AS ?n) WHERE { ?role rdfs:subPropertyOf kg:involves . ?p ?role ?x . "
        "?p a kg:Paper }"
    )
    roles = run_query(store, text).rows[0][0]
    assert int(roles) == sum(isinstance(edge.relation, Role) for edge in graph.edges)


# -------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?x SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p true SERVICE #c {\n SILENT #d\n<http://127.0.0.1:9/>#e\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        'SELECT * { ?s ?p ?a FILTER(?a<kg:x#>"""\n) SERVICE <http://[::1]:9/> {?s ?p ?o} #"""\n}',
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x#}\n { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:\\#x#}\n { ?s ?p ?o } }",
        "PREFIX e\u1680e: <http://127.0.0.1:9/> SELECT * { SERVICE e\u1680e:x { ?s ?p ?o } }",
    ],
)
def test_other_machines_are_not_asked(store, text):
    with pytest.raises(QueryError, match="SERVICE would ask another machine"):
        run_query(store, text)


def test_long_texts_are_judged_at_once():
    begun = time.process_time()
    for text in ("SELECT * { SERVICE " + "#" * 200, "#" * 200, "# " * 200, "prefix : " * 9000):
        check_query(text)
    check_query("SELECT * { " + "service" * 100 + " " * 200_000)
    assert time.process_time() - begun < 30
    with pytest.raises(QueryError, match="101 times"):
        check_query("SELECT * { " + "SERVICE" * 101)


def test_an_escaped_keyword_is_no_keyword(store):
    with pytest.raises(QueryError, match="line 1"):
        run_query(store, "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


def test_the_word_service_may_be_asked_for(store):
    text = 'SELECT ?service { ?service rdfs:label "quality of service" } # service'
    assert run_query(store, text).rows == ()


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "prefix e: <urn:e> # c\n delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
    ],
)
def test_updates_are_refused_with_a_reason(store, text):
    with pytest.raises(QueryError, match="would change the graph"):
        run_query(store, text)


def test_files_cannot_be_read_by_from(store, tmp_path):
    (tmp_path / "x.nt").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    text = f"SELECT * FROM <file://{tmp_path}/x.nt> {{ ?s ?p ?o }}"
    assert run_query(store, text).rows == ()


def test_syntax_errors_name_line_and_column(store):
    with pytest.raises(QueryError, match=r"^line 2, column \d+: expected"):
        run_query(store, "SELECT ?s\nWHERE { ?s ?p }")


def test_broken_files_are_input_errors():
    with pytest.raises(InputError, match=r"graph\.nt: is not nt"):
        open_store("<a", where="graph.nt")
    with pytest.raises(VocabularyError, match="unknown RDF format"):
        open_store("", "xml")


def test_named_questions_without_provenance_still_answer(graph):
    bare = open_store("".join(rdf_text(graph, "ttl", provenance=Provenance.NONE)), "ttl")
    assert ask_named(bare, "methods-on-dataset", {"dataset": "GLUE"}).rows == (
        ("BERT", ""),
        ("RoBERTa", ""),
    )


def test_a_store_under_another_base(graph):
    store = open_store("".join(rdf_text(graph, "nt", base_iri="urn:kg:")))
    assert store.base_iri == "urn:kg:"
    assert resolve(store, "bert", "Method") == Iri(f"urn:kg:{id_of('BERT')}")


def test_prefixes_of_ids_need_not_be_declared(graph):
    local = id_of("BERT").removeprefix("entity/")
    for base in ("https://w3id.org/kg/id/", "urn:x:"):
        own = open_store("".join(rdf_text(graph, "nt", base_iri=base)))
        assert run_query(own, f"ASK {{ entity:{local} a kg:Method }}").boolean is True


@pytest.mark.parametrize("said", ["nope:x a kg:Method", "?x a nope:x", "?x nope:x 'a:b' # c:d"])
def test_prefix_that_is_not_declared_is_told(store, said):
    with pytest.raises(QueryError, match=r"^line 2: the prefix nope: is not declared$"):
        run_query(store, f"PREFIX own: <urn:own:>\nSELECT ?x {{ {said} }}")


def test_other_faults_are_told_by_their_place(store):
    with pytest.raises(QueryError, match=r"^line 1, column \d+: expected"):
        run_query(store, "SELECT ?x { ?x a kg:Method FILTER(?x = 'a:b') ")
