"""The shapes and checks: nothing to say about good graphs, one word for each fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.config import ONTOLOGY_DIR
from kg.errors import VocabularyError
from kg.model import Span
from kg.rdf import Finding, Provenance, open_store, rdf_text, validate
from kg.rdf.shapes import Shapes
from kg.rdf.terms import NAMESPACES
from kg.rdf.validate import check_shapes, check_shapes_with_pyshacl, run_checks
from tests.rdf.small import id_of

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://w3id.org/kg/id/"
PREFIXES = {one.prefix: one.base for one in NAMESPACES} | {"e": BASE}


def iri(name: str) -> str:
    """Write a prefixed name, or the name of a node, as N-Triples do."""
    prefix, colon, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if colon else f"<{BASE}{id_of(name.replace('_', ' '))}>"


def add(*triples: str) -> Callable[[str], str]:
    """Make a fault: triples that should not be there; ``a`` is rdf:type."""

    def mutate(nt: str) -> str:
        lines = []
        for one in triples:
            subject, name, value = one.split(" ", 2)
            shown = value if value.startswith(('"', "_:")) else iri(value)
            name = "rdf:type" if name == "a" else name
            lines.append(f"{_node(nt, subject)} {iri(name)} {shown} .\n")
        return nt + "".join(lines)

    return mutate


def drop(pattern: str, count: int = 1) -> Callable[[str], str]:
    """Make a fault: lines that should be there."""

    def mutate(nt: str) -> str:
        found = [line for line in nt.splitlines(keepends=True) if re.search(pattern, line)]
        assert found, pattern
        for line in found[:count]:
            nt = nt.replace(line, "")
        return nt

    return mutate


def change(pattern: str, new: str, count: int = 1) -> Callable[[str], str]:
    """Make a fault: something else than should be there."""

    def mutate(nt: str) -> str:
        changed, n_found = re.subn(pattern, new, nt, count=count, flags=re.MULTILINE)
        assert n_found, pattern
        return changed

    return mutate


def _node(nt: str, name: str) -> str:
    """Find a node by its name, or the first of a class: ``@Result``."""
    if name.startswith("_:"):
        return name
    if not name.startswith("@"):
        return iri(name)
    kind = re.escape(iri(f"kg:{name[1:]}"))
    found = re.search(rf"^(<[^>]+>) <[^>]+#type> {kind} \.$", nt, re.MULTILINE)
    assert found is not None
    return found[1]


#: The fault, and the rule that must report it.
MUTATIONS: dict[str, tuple[Callable[[str], str], str]] = {
    "a method proposes": (add("BERT kg:proposes RoBERTa"), "shape.class"),
    "a data set is proposed": (add("@Paper kg:proposes GLUE"), "shape.proposes"),
    "a method is introduced": (add("@Paper kg:introduces BERT"), "shape.introduces"),
    "a task is used": (add("@Paper kg:uses machine_translation"), "shape.uses"),
    "a metric is used": (add("@Paper kg:uses BLEU"), "shape.uses"),
    "a data set is compared": (add("@Paper kg:compares GLUE"), "shape.compares"),
    "a data set is addressed": (add("@Paper kg:addresses GLUE"), "shape.addresses"),
    "a data set addresses": (add("GLUE kg:addresses machine_translation"), "shape.or"),
    "a result is reported as a metric": (add("@Paper kg:reports BERT"), "shape.reports"),
    "a task is studied": (add("@Paper kg:studies machine_translation"), "shape.studies"),
    "a paper is mentioned": (add("@Paper kg:mentions e:paper/p4"), "shape.mentions"),
    "evaluated on a method": (add("BERT kg:evaluatedOn ELMo"), "shape.evaluatedOn"),
    "a data set extends": (add("GLUE kg:extends BERT"), "shape.class"),
    "a task is outperformed": (add("BERT kg:outperforms BLEU"), "shape.outperforms"),
    "a concept has parts": (add("BERT kg:partOf attention"), "shape.partOf"),
    "measured by a task": (add("BERT kg:measuredBy machine_translation"), "shape.measuredBy"),
    "a data set is measured": (add("GLUE kg:measuredBy BLEU"), "shape.or"),
    "a metric is concerned": (add("BERT kg:concerns BLEU"), "shape.concerns"),
    "a concept concerns": (add("attention kg:concerns transfer"), "shape.or"),
    "a kind of a paper": (add("BERT skos:broader e:paper/p4"), "shape.broader"),
    "a kind of another type": (add("BERT skos:broader GLUE"), "check.broader-other-type"),
    "broader in a circle": (add("language_model skos:broader BERT"), "check.broader-circle"),
    "extends itself": (add("BERT kg:extends BERT"), "check.self-loop"),
    "an edge without assertion": (add("ELMo kg:extends LSTM"), "check.triple-without-assertion"),
    "the super-property": (add("@Paper kg:involves BERT"), "shape.involves"),
    "an inverse": (add("BERT kg:proposedBy @Paper"), "shape.proposedBy"),
    "two types": (add("BERT a kg:Dataset"), "shape.xone"),
    "a task and a metric": (add("machine_translation a kg:Metric"), "shape.not"),
    "no label": (drop(f"{re.escape(iri('BERT'))} .*#label>"), "shape.label"),
    "two labels": (add('BERT rdfs:label "Bert"'), "shape.label"),
    "the label again": (add('BERT skos:altLabel "BERT"'), "shape.altLabel"),
    "no key": (drop("ns#key>"), "shape.key"),
    "a broken join": (add('BERT kg:join "no tabs"'), "shape.join"),
    "no title": (drop("terms/title>"), "shape.title"),
    "a year that is no integer": (change(r'"2017"\^\^<[^>]*>', '"2017"'), "shape.year"),
    "two identifiers": (add('@Paper dcterms:identifier "x"'), "shape.identifier"),
    "a misspelt property": (add('BERT kg:lable "x"'), "check.unknown-term"),
    "a class that is not there": (add("BERT a kg:Model"), "check.unknown-term"),
    "an object that is nothing": (add("@Paper kg:uses e:entity/none"), "check.dangling"),
    "a blank node": (add("_:b a kg:Method"), "check.blank-node"),
    "a result that nobody reports": (drop("ns#reportsResult>"), "shape.reportsResult"),
    "a result without a kind": (drop("ns#resultKind>"), "shape.resultKind"),
    "a value in words": (change(r'"88.5"\^\^<[^>]*>', '"88.5"'), "shape.value"),
    "a result with a stray property": (add('@Result kg:year "1"'), "shape.year"),
    "a value outside its sentence": (
        change(r"(ns#valueAt>) <[^>]*>", rf"\1 <{BASE}span/nowhere>"),
        "check.dangling",
    ),
    "an asserted triple that is not there": (
        drop(f"^{re.escape(iri('BERT'))} {re.escape(iri('kg:extends'))}"),
        "check.assertion-without-triple",
    ),
    "an assertion about no edge": (
        change(r"(syntax-ns#predicate>) <[^>]*>", rf"\1 {iri('rdfs:label')}"),
        "shape.predicate",
    ),
    "an assertion without evidence": (
        drop("^<[^>]*/assertion/[^>]*> <[^>]*ns#evidence>"),
        "shape.evidence",
    ),
    "a doubled assertion": (
        add(
            "e:assertion/a1 a kg:Assertion",
            "e:assertion/a1 rdf:subject BERT",
            "e:assertion/a1 rdf:predicate kg:extends",
            "e:assertion/a1 rdf:object Transformer",
        ),
        "check.assertion-twice",
    ),
    "too sure": (change(r'"0\.9"\^\^', '"1.2"^^'), "shape.confidence"),
    "support of none": (change(r'(support> )"1"', r'\1"0"'), "shape.support"),
    "support that does not count": (change(r'(support> )"2"', r'\1"3"'), "check.support"),
    "derived from another paper": (
        change(r"(wasDerivedFrom>) <[^>]*>", rf"\1 <{BASE}paper/p4>", count=3),
        "check.derived-from",
    ),
    "evidence without a reader": (drop("wasAttributedTo>"), "shape.wasAttributedTo"),
    "evidence without a sentence": (drop("ns#sentence>"), "shape.sentence"),
    "offsets of another place": (
        change(r'(oa#start> )"\d+"(.*\n.*oa#end> )"\d+"', r'\1"1"\2"3"'),
        "check.span-text",
    ),
    "a start after its end": (change(r'(oa#start> )"\d+"', r'\1"9999"'), "shape.start"),
    "a span in no text": (change(r"(ns#inText>) <[^>]*>", r"\1 <urn:x>"), "shape.inText"),
    "a span without its words": (drop("oa#exact>"), "shape.exact"),
    "a mention of nothing": (drop("ns#refersTo>"), "shape.refersTo"),
    "an abstract that is gone": (drop("terms/abstract>"), "check.span-no-text"),
    "a reader without a name": (drop("/agent/.*#label>"), "shape.label"),
    "a node that is replaced": (
        add("BERT dcterms:isReplacedBy Transformer"),
        "shape.type",
    ),
    "replaced by nothing": (
        add("e:entity/x dcterms:isReplacedBy e:entity/none"),
        "shape.isReplacedBy",
    ),
    "two roles": (add("@Paper kg:mentions Transformer"), "check.two-roles"),
}


@pytest.mark.parametrize("provenance", list(Provenance))
def test_the_small_graph_is_valid(graph, provenance):
    store = open_store("".join(rdf_text(graph, "nt", provenance=provenance)))
    assert validate(store) == ()


def test_real_papers_are_valid(gold_sample):
    store = open_store("".join(rdf_text(gold_sample, "nt")))
    assert validate(store) == ()


@pytest.mark.slow
def test_all_real_papers_are_valid(gold_graph):
    store = open_store("".join(rdf_text(gold_graph, "nt")))
    assert validate(store) == ()


@pytest.mark.parametrize("name", MUTATIONS)
def test_every_fault_is_reported(small_nt, name):
    mutate, rule = MUTATIONS[name]
    broken = mutate(small_nt)
    assert broken != small_nt
    found = validate(open_store(broken))
    assert rule in {finding.rule for finding in found}
    assert all(finding.message and "Constraint" not in finding.message for finding in found)


def test_findings_are_told_in_one_line(small_nt):
    broken = add("BERT kg:extends BERT")(small_nt)
    told = {str(one) for one in run_checks(open_store(broken))}
    detail = "https://w3id.org/kg/ns#extends"
    assert f"entity/bert: it is related to itself: {detail} (check.self-loop)" in told


@pytest.mark.parametrize("name", ["a result that nobody reports", "no label", "too sure"])
def test_pyshacl_finds_the_same(small_nt, name):
    broken = open_store(MUTATIONS[name][0](small_nt))
    assert set(check_shapes(broken)) == set(check_shapes_with_pyshacl(broken)) != set()


@pytest.mark.slow
@pytest.mark.parametrize("name", MUTATIONS)
def test_pyshacl_finds_the_same_for_every_fault(small_nt, name):
    broken = open_store(MUTATIONS[name][0](small_nt))
    ours, theirs = check_shapes(broken), check_shapes_with_pyshacl(broken)
    if name == "a blank node":  # each names it anew
        ours, theirs = (
            [replace(one, node="", detail="") for one in found] for found in (ours, theirs)
        )
    assert set(ours) == set(theirs)


@pytest.mark.slow
def test_pyshacl_finds_real_papers_valid(gold_sample):
    assert check_shapes_with_pyshacl(open_store("".join(rdf_text(gold_sample, "nt")))) == []


def test_unknown_parts_of_shacl_are_refused():
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:equals <urn:p> ."""
    with pytest.raises(VocabularyError, match="unknown part of SHACL 'equals'"):
        Shapes(ox.parse(text, format=ox.RdfFormat.TURTLE))


def test_every_check_has_a_title_and_its_columns(store):
    files = sorted((ONTOLOGY_DIR / "checks").glob("*.rq"))
    assert len(files) >= 12
    for path in files:
        lines = path.read_text("utf-8").splitlines()
        assert re.fullmatch(r"# title: [a-z].+", lines[0]), path.name
    assert run_checks(store) == []


def test_every_check_is_tested():
    fired = {rule for _, rule in MUTATIONS.values()}
    files = {f"check.{path.stem}" for path in (ONTOLOGY_DIR / "checks").glob("*.rq")}
    untested = files - fired
    assert untested <= {"check.role-evidence", "check.value-outside-evidence"}


def test_a_role_shown_by_another_paper(graph):
    roles = [edge for edge in graph.edges if edge.head.startswith("paper/")]
    other = next(edge for edge in roles if edge.evidence[0].paper != roles[0].evidence[0].paper)
    wrong = replace(roles[0], evidence=other.evidence)
    edges = tuple(wrong if edge is roles[0] else edge for edge in graph.edges)
    store = open_store("".join(rdf_text(replace(graph, edges=edges), "nt")))
    assert {one.rule for one in run_checks(store)} == {"check.role-evidence"}


def test_a_value_outside_its_sentence(graph):
    first = graph.results[0]
    wrong = replace(first, value_span=Span(0, 2))
    store = open_store("".join(rdf_text(replace(graph, results=(wrong, *graph.results[1:])), "nt")))
    assert Finding(
        "check.value-outside-evidence",
        first.id,
        "the value does not stand in the sentence that is its evidence",
        first.value,
    ) in run_checks(store)
