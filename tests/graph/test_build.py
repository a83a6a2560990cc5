"""Edges: one for a triple, allowed by the types, with every sentence that says so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from kg.evaluate.gold import gold_extraction
from kg.graph import KnowledgeGraph, build_graph
from kg.graph.build import nearest_role
from kg.ids import paper_node_id
from kg.link import link
from kg.vocabulary import EntityType, Relation, Role, allowed_roles

if TYPE_CHECKING:
    import random

    from kg.model import Dropped, Extraction

METHOD, DATASET, TASK = "Method", "Dataset", "Task"
ROLES = {
    METHOD: "uses",
    DATASET: "uses",
    TASK: "addresses",
    "Concept": "studies",
    "Metric": "reports",
}


def read(
    paper: str,
    text: str,
    entities: dict[str, str],
    relations: list[list[str]] | None = None,
    results: list[dict[str, Any]] | None = None,
) -> Extraction:
    """Make an extraction: names with types or with ``type/role``."""
    listed = []
    for name, told in entities.items():
        kind, _, role = told.partition("/")
        made = {"name": name, "type": kind, "role": role or ROLES[kind], "mentions": [name]}
        listed.append(made)
    record = {"id": paper, "title": f"Paper {paper}", "abstract": text}
    annotation = {"entities": listed, "relations": relations or [], "results": results or []}
    return gold_extraction(record, annotation)


def build(*extractions: Extraction) -> tuple[KnowledgeGraph, tuple[Dropped, ...]]:
    return build_graph(extractions, link(extractions))


def triples(kg: KnowledgeGraph) -> set[tuple[str, str, str]]:
    """Give the relations by names."""
    return {
        (kg.node_of[edge.head].name, edge.relation.value, kg.node_of[edge.tail].name)
        for edge in kg.edges
        if isinstance(edge.relation, Relation)
    }


def test_two_papers_that_say_so_are_one_edge_with_two_sentences():
    said = [["FooNet", "extends", "BarNet"]]
    names = {"FooNet": METHOD, "BarNet": METHOD}
    kg, dropped = build(
        read("p", "FooNet extends BarNet.", names, said),
        read("q", "Here FooNet extends BarNet.", names, said),
    )
    (edge,) = [edge for edge in kg.edges if edge.relation is Relation.EXTENDS]
    assert [one.paper for one in edge.evidence] == ["p", "q"]
    assert edge.support == 2
    assert [kg.sentence(one) for one in edge.evidence] == [
        "FooNet extends BarNet.",
        "Here FooNet extends BarNet.",
    ]
    assert dropped == ()


def test_a_name_is_read_without_its_latex_and_asked_for_with_it():
    given_name = r"Gr\"uneisen parameter"
    kg, _ = build(read("a", f"We measure the {given_name}.", {given_name: "Concept"}))
    [node] = kg.nodes
    assert (node.name, node.aliases) == ("Grüneisen parameter", (given_name,))


def test_strongest_role_of_two_members_wins():
    kg, _ = build(
        read("p", "We propose fine-tuning. Then finetuning.",
             {"fine-tuning": "Method/proposes", "finetuning": "Method/mentions"}),
    )  # fmt: skip
    (edge,) = kg.edges
    assert edge.relation is Role.PROPOSES
    assert edge.head == paper_node_id("p")


def test_role_that_the_elected_type_forbids_becomes_the_nearest():
    kg, dropped = build(
        read("p", "On pruning.", {"pruning": "Concept/studies"}),
        read("q", "On pruning.", {"pruning": TASK}),
        read("r", "On pruning.", {"pruning": TASK}),
    )
    assert {edge.relation for edge in kg.edges} == {Role.ADDRESSES}
    assert [(one.reason, one.text) for one in dropped] == [
        ("role-changed", "pruning: studies → addresses")
    ]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("kind", list(EntityType))
def test_nearest_role_is_allowed_and_keeps_background_apart(role, kind):
    nearest = nearest_role(role, kind)
    assert nearest in allowed_roles(kind)
    assert (nearest is Role.MENTIONS) == (role is Role.MENTIONS)


def test_relation_that_the_elected_types_forbid_is_dropped_and_told():
    kg, dropped = build(
        read("p", "FooNet for pruning.", {"FooNet": METHOD, "pruning": TASK},
             [["FooNet", "addresses", "pruning"]]),
        read("q", "Of pruning.", {"pruning": "Method/uses"}),
        read("r", "Of pruning.", {"pruning": "Method/uses"}),
    )  # fmt: skip
    assert triples(kg) == set()
    assert ("ends-not-allowed", "FooNet addresses pruning", "p") in [
        (one.reason, one.text, one.paper) for one in dropped
    ]


def test_relation_between_two_names_of_one_node_is_dropped_and_told():
    kg, dropped = build(
        read("p", "fine-tuning extends finetuning.", {"fine-tuning": METHOD, "finetuning": METHOD},
             [["fine-tuning", "extends", "finetuning"]]),
    )  # fmt: skip
    assert triples(kg) == set()
    assert [one.reason for one in dropped] == ["ends-are-one-node"]


def test_symmetric_relation_is_stored_once():
    names = {"FooNet": METHOD, "BarNet": METHOD}
    kg, _ = build(
        read("p", "FooNet and BarNet.", names, [["FooNet", "compared_with", "BarNet"]]),
        read("q", "BarNet and FooNet.", names, [["BarNet", "compared_with", "FooNet"]]),
    )
    assert triples(kg) == {("BarNet", "compared_with", "FooNet")}
    (edge,) = [edge for edge in kg.edges if edge.relation is Relation.COMPARED_WITH]
    assert edge.support == 2


def test_circle_of_kinds_is_broken_where_fewest_papers_say_so():
    names = {"alpha": METHOD, "beta": METHOD, "gamma": METHOD}
    circle = [["alpha", "subclass_of", "beta"], ["beta", "subclass_of", "gamma"]]
    weak = [["gamma", "subclass_of", "alpha"]]
    text = "Of alpha, beta and gamma."
    kg, dropped = build(read("p", text, names, [*circle, *weak]), read("q", text, names, circle))
    assert triples(kg) == {tuple(one) for one in circle}
    assert [(one.reason, one.paper) for one in dropped] == [("circle-of-kinds", "p")]


def test_result_keeps_its_number_unit_and_place():
    claim = {"method": "FooNet", "dataset": "BarBench", "metric": None, "value": "91.5%"}
    kg, _ = build(
        read("p", "FooNet has 91.5% on BarBench.", {"FooNet": METHOD, "BarBench": DATASET},
             results=[{**claim, "kind": "absolute", "baseline": "the rest"}]),
    )  # fmt: skip
    (result,) = kg.results
    assert (result.number, result.unit) == (Decimal("91.5"), "%")
    assert (result.baseline, result.baseline_text) == (None, "the rest")
    assert kg.node_of[result.method].name == "FooNet"
    assert kg.sentence(result.evidence) == "FooNet has 91.5% on BarBench."


NAMES = ("FooNet", "Foo-Net", "BarNet", "Bar Net", "SGD", "stochastic gradient descent", "pruning")


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    extractions = []
    for paper in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
        types = {name: draw(st.sampled_from((METHOD, METHOD, TASK))) for name in names}
        methods = [name for name in names if types[name] == METHOD]
        pairs = [(a, b) for a in methods for b in methods if a != b]
        chosen = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
        relations = [
            [head, draw(st.sampled_from(("subclass_of", "extends", "compared_with"))), tail]
            for head, tail in chosen
        ]
        text = " ".join(f"About {name}." for name in names)
        extractions.append(read(f"p{paper}", text, types, relations))
    return extractions


@settings(max_examples=30, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_the_papers_does_not_count(extractions: list[Extraction], rnd: random.Random):
    shuffled = rnd.sample(extractions, len(extractions))
    assert build(*shuffled) == build(*extractions)


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_every_edge_is_said_in_a_sentence_of_its_paper(extractions: list[Extraction]):
    kg, _ = build(*extractions)
    for edge in kg.edges:
        for one in edge.evidence:
            assert one.span.end <= len(kg.paper_of[one.paper].text)
            assert kg.sentence(one)
        if isinstance(edge.relation, Role):
            assert {paper_node_id(one.paper) for one in edge.evidence} == {edge.head}


@settings(max_examples=30, deadline=None)
@given(corpora())
def test_every_claim_is_an_edge_or_is_told(extractions: list[Extraction]):
    kg, dropped = build(*extractions)
    relations = [edge for edge in kg.edges if isinstance(edge.relation, Relation)]
    n_lost = sum(one.reason != "role-changed" for one in dropped)
    n_claims = sum(len(one.relations) for one in extractions)
    # Two claims of one paper may say one thing of one node; no claim is ever neither.
    assert sum(len(edge.papers) for edge in relations) + n_lost <= n_claims
    assert bool(relations or n_lost) == bool(n_claims)
