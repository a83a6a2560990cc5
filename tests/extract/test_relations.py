"""Relations between entities."""

import pytest

from kg.extract.linear import LinearModel
from kg.extract.relations import (
    RELATION_SOURCE,
    RelationModel,
    find_relations,
    find_relations_by,
    load_relation_models,
)
from kg.extract.roles import assign_roles
from kg.vocabulary import EntityType, Relation, allowed_ends
from tests.extract.claim_case import case, drafts_of, read, words_of


@pytest.fixture(scope="module")
def found():
    reading, drafts = case()
    entities = assign_roles(reading, drafts)
    claims = find_relations(reading, entities)
    return reading, {e.name: e for e in entities}, {(c.head, c.relation, c.tail): c for c in claims}


def test_find_relations_reads_what_the_sentences_say(found):
    _, _, claims = found
    assert ("FooNet", Relation.EVALUATED_ON, "ImageNet") in claims
    assert ("FooNet", Relation.OUTPERFORMS, "BarNet") in claims
    assert ("FooNet", Relation.ADDRESSES, "image classification") in claims
    assert ("FooNet", Relation.MEASURED_BY, "accuracy") in claims
    assert ("Adam", Relation.SUBCLASS_OF, "Optimizers") in claims


def test_find_relations_takes_our_method_for_the_proposal(found):
    reading, _, claims = found
    claim = claims["FooNet", Relation.EVALUATED_ON, "CIFAR-100"]
    assert words_of(reading, claim.evidence) == "Our method is evaluated on CIFAR-100 and ImageNet."


def test_evidence_holds_an_end_and_source_names_the_cue(found):
    reading, entities, claims = found
    spans = {sentence.span for sentence in reading.sentences}
    for claim in claims.values():
        assert claim.evidence in spans
        ends = (*entities[claim.head].mentions, *entities[claim.tail].mentions)
        assert any(claim.evidence.holds(mention.span) for mention in ends)
        assert claim.source.startswith(RELATION_SOURCE)
        assert 0 < claim.confidence <= 1
    best = claims["FooNet", Relation.OUTPERFORMS, "BarNet"]
    assert best.source == f"{RELATION_SOURCE}/rel.outperforms-verb"


def test_find_relations_is_sorted_without_doubles_and_types_fit(found):
    reading, entities, claims = found
    keys = [(head, relation.value, tail) for head, relation, tail in claims]
    assert keys == sorted(set(keys))
    for head, relation, tail in claims:
        assert head != tail
        assert allowed_ends(relation, entities[head].type, entities[tail].type)
        assert (tail, relation, head) not in claims
    assert find_relations(reading, tuple(reversed(entities.values()))) == tuple(claims.values())


def test_find_relations_of_too_few_entities_is_empty(found):
    reading, entities, _ = found
    assert find_relations(reading, ()) == ()
    assert find_relations(reading, (entities["FooNet"],)) == ()


def test_find_relations_by_keeps_a_symmetric_relation_once(found):
    reading, entities, _ = found
    always = RelationModel(LinearModel(("compared_with",), (1000,), {}), 0.5)
    some = (entities["FooNet"], entities["BarNet"])
    claims = find_relations_by({Relation.COMPARED_WITH: always}, reading, some)
    assert [(c.head, c.tail) for c in claims] == [("FooNet", "BarNet")]


def test_every_relation_has_a_model():
    assert set(load_relation_models()) == set(Relation)


def relate(title: str, abstract: str, *entities):
    reading = read(title, abstract)
    return reading, find_relations(reading, assign_roles(reading, drafts_of(reading, entities)))


def test_evidence_is_no_sentence_that_says_where_the_code_is():
    reading, claims = relate(
        "FooNet for Images",
        "We propose FooNet. It consists of a gating module and a decoder. "
        "FooNet is available at https://example.org/foonet.",
        ("FooNet", EntityType.METHOD, ("FooNet",)),
        ("gating module", EntityType.METHOD, ("gating module",)),
        ("decoder", EntityType.METHOD, ("decoder",)),
    )
    assert claims
    assert not any("https" in words_of(reading, claim.evidence) for claim in claims)


def test_a_name_is_not_related_to_its_own_short_form():
    _, claims = relate(
        "OptFS: Training Fast",
        "We present Optimized Foo Selection, which extends conformal selection. OptFS is fast.",
        ("OptFS", EntityType.METHOD, ("OptFS",)),
        ("Optimized Foo Selection", EntityType.METHOD, ("Optimized Foo Selection",)),
        ("conformal selection", EntityType.METHOD, ("conformal selection",)),
    )
    pairs = {frozenset((claim.head, claim.tail)) for claim in claims}
    assert frozenset(("OptFS", "Optimized Foo Selection")) not in pairs
