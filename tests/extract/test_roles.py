"""Roles of entities."""

from hypothesis import given, settings, strategies as st

from kg.extract.roles import PROPOSAL_RULE, ROLE_SOURCE, assign_roles, load_role_models
from kg.model import Entity
from kg.vocabulary import EntityType, Role, allowed_roles
from tests.extract.claim_case import case, drafts_of, read, words_of


def roles() -> dict[str, Entity]:
    reading, drafts = case()
    return {entity.name: entity for entity in assign_roles(reading, drafts)}


def test_assign_roles_knows_the_proposal_and_what_it_is_tried_on():
    found = roles()
    assert found["FooNet"].role == Role.PROPOSES
    assert found["ImageNet"].role == Role.USES
    assert found["accuracy"].role == Role.REPORTS
    assert found["image classification"].role == Role.ADDRESSES
    assert found["LoRA"].role == Role.COMPARES


def test_assign_roles_keeps_order_names_and_mentions():
    reading, drafts = case()
    entities = assign_roles(reading, drafts)
    assert [(e.name, e.mentions) for e in entities] == [(d.name, d.mentions) for d in drafts]
    assert assign_roles(reading, ()) == ()


def test_role_evidence_is_a_sentence_that_names_the_entity():
    reading, _ = case()
    spans = {sentence.span for sentence in reading.sentences}
    for entity in roles().values():
        assert entity.role_evidence in spans
        assert any(entity.role_evidence.holds(mention.span) for mention in entity.mentions)
        assert entity.role_source == ROLE_SOURCE
        assert 0 < entity.role_confidence <= 1
    assert words_of(reading, roles()["FooNet"].role_evidence).startswith("We propose FooNet")


@given(st.permutations(range(12)))
@settings(max_examples=5, deadline=None)
def test_assign_roles_does_not_depend_on_the_order_of_the_drafts(order):
    reading, drafts = case()
    shuffled = assign_roles(reading, tuple(drafts[at] for at in order))
    assert {e.name: e.role for e in shuffled} == {n: e.role for n, e in roles().items()}


def test_models_know_the_roles_of_their_types():
    models = load_role_models()
    assert set(models) == set(EntityType)
    for kind, model in models.items():
        assert model.labels == tuple(role.value for role in allowed_roles(kind))


def roles_in(abstract: str, *names: str) -> dict[str, Entity]:
    reading = read("A title", abstract)
    drafts = drafts_of(reading, [(name, EntityType.METHOD, (name,)) for name in names])
    return {entity.name: entity for entity in assign_roles(reading, drafts)}


def test_what_the_text_proposes_outright_is_proposed_however_known_the_name_is():
    found = roles_in("We propose the Transformer, which needs no recurrence.", "Transformer")
    assert found["Transformer"].role == Role.PROPOSES
    assert found["Transformer"].role_source in (ROLE_SOURCE, PROPOSAL_RULE)


def test_the_rule_leaves_names_alone_that_go_on():
    found = roles_in("We propose a LoRA criterion. We compare with LoRA, a baseline.", "LoRA")
    assert found["LoRA"].role_source == ROLE_SOURCE


def test_a_data_set_that_the_text_introduces_is_introduced():
    reading = read("A title", "To study this we introduce FooSet, a data set of many sums.")
    drafts = drafts_of(reading, [("FooSet", EntityType.DATASET, ("FooSet",))])
    (entity,) = assign_roles(reading, drafts)
    assert entity.role == Role.INTRODUCES
