"""The name and the type that a node is given."""

from __future__ import annotations

import pytest

from kg.link.elect import elect_name, elect_type
from kg.model import Entity, Mention, Paper, Span
from kg.vocabulary import EntityType, Role


def member(number: int, surface: str, *, confidence: float = 1.0, role: Role = Role.USES):
    paper = Paper(f"p{number}", "A title", f"We use {surface} here.")
    start = paper.text.index(surface)
    span = Span(start, start + len(surface))
    mention = Mention(span, surface, "test")
    sentence = Span(8, len(paper.text))
    return paper, Entity(surface, EntityType.METHOD, role, (mention,), confidence, sentence, "test")


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        (["Mixture of Experts", "mixture of experts"], "mixture of experts"),
        (["Gaussian process", "Gaussian Process", "Gaussian processes"], "Gaussian process"),
        (["Adam", "Adam", "Adam", "adam"], "Adam"),
        (["neural networks", "neural networks", "neural network"], "neural network"),
        (["GELU", "GELU", "GeLU"], "GELU"),
        (["$\\mu$-network", "mu-network"], "mu-network"),
    ],
)
def test_elect_name_is_what_a_person_would_write(surfaces, name):
    members = [member(number, surface) for number, surface in enumerate(surfaces)]
    assert elect_name(members, set(surfaces)) == name
    assert elect_name(reversed(members), set(surfaces)) == name


def test_elect_name_leaves_out_what_fits_another_thing():
    members = [member(1, "large language model"), member(2, "language model")]
    assert elect_name(members, {"language model"}) == "language model"


def test_elect_type_counts_a_mere_mention_half():
    _, used = member(1, "net", confidence=0.6)
    _, named = member(2, "net", confidence=1.0, role=Role.MENTIONS)
    other = Entity(
        "net", EntityType.CONCEPT, Role.MENTIONS, named.mentions, 1.0, named.role_evidence, "test"
    )
    assert elect_type([used, other]) is EntityType.METHOD
    assert elect_type([named, other]) is EntityType.METHOD  # of equals the vocabulary's first
