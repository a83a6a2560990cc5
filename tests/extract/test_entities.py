"""Mentions of one thing become one draft: spelling, plural, abbreviation, type, name."""

from __future__ import annotations

import re

import pytest

from kg.errors import ValueCheckError
from kg.extract.abbreviations import find_abbreviations
from kg.extract.entities import DraftEntity, TypedMention, group_mentions, surface_key, thing_keys
from kg.extract.reading import Reading, make_reader, read_paper
from kg.model import Mention, Paper, Span
from kg.vocabulary import EntityType

METHOD, CONCEPT = EntityType.METHOD, EntityType.CONCEPT
PAPER = Paper(
    "p",
    "Random Feature Trees for Sparse Graphs",
    "We study random feature trees (RFTs). A random feature tree splits sparse graphs; "
    "an RFT never sees a sparse graph twice. Noise is small.",
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_paper(PAPER, make_reader())


def mentions(*wanted: tuple[str, EntityType, float]) -> list[TypedMention]:
    found = []
    for surface, kind, confidence in wanted:
        for match in re.finditer(rf"\b{re.escape(surface)}\b", PAPER.text):
            mention = Mention(Span(*match.span()), surface, "test", confidence)
            found.append(TypedMention(mention, kind))
    return found


def group(reading: Reading, *wanted: tuple[str, EntityType, float]) -> tuple[DraftEntity, ...]:
    return group_mentions(reading, mentions(*wanted), find_abbreviations(reading))


def test_abbreviation_and_plural_are_one_thing_with_a_full_singular_name(reading: Reading) -> None:
    drafts = group(
        reading,
        ("Random Feature Trees", METHOD, 0.9),
        ("random feature trees", METHOD, 0.9),
        ("random feature tree", METHOD, 0.8),
        ("RFTs", METHOD, 0.7),
        ("RFT", METHOD, 0.7),
    )
    assert [draft.name for draft in drafts] == ["random feature tree"]
    assert [one.text for one in drafts[0].mentions] == [
        "Random Feature Trees",
        "random feature trees",
        "RFTs",
        "random feature tree",
        "RFT",
    ]
    assert drafts[0].confidence == 0.9


def test_name_is_the_short_form_where_the_long_one_was_not_found(reading: Reading) -> None:
    assert [draft.name for draft in group(reading, ("RFT", METHOD, 0.7))] == ["RFT"]


def test_type_is_elected_by_weight_and_ties_go_by_the_vocabulary(reading: Reading) -> None:
    wanted = mentions(("sparse graphs", CONCEPT, 0.5), ("sparse graph", METHOD, 0.6))
    assert group_mentions(reading, wanted, ())[0].type is METHOD
    wanted = mentions(("sparse graphs", CONCEPT, 0.5), ("sparse graph", METHOD, 0.5))
    assert group_mentions(reading, wanted, ())[0].type is METHOD


def test_order_of_mentions_changes_nothing(reading: Reading) -> None:
    wanted = mentions(("RFT", METHOD, 0.7), ("sparse graph", CONCEPT, 0.5), ("Noise", CONCEPT, 0.2))
    pairs = find_abbreviations(reading)
    assert group_mentions(reading, wanted, pairs) == group_mentions(reading, wanted[::-1], pairs)


def test_drafts_stand_by_first_mention(reading: Reading) -> None:
    drafts = group(reading, ("Noise", CONCEPT, 0.5), ("RFT", METHOD, 0.7))
    assert [draft.name for draft in drafts] == ["RFT", "Noise"]


def test_thing_keys_follow_the_abbreviation(reading: Reading) -> None:
    places = [
        reading.tokens_of(one.mention.span)
        for one in mentions(("RFTs", METHOD, 1.0), ("random feature tree", METHOD, 1.0))
    ]
    keys = thing_keys(reading, places, find_abbreviations(reading))
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("C++", "C"), ("GPT-3", "GPT-4"), ("CIFAR-10", "CIFAR-100")]
)
def test_names_of_other_things_keep_their_own_key(one: str, other: str) -> None:
    assert surface_key(one) != surface_key(other)


def test_entity_without_mention_is_refused() -> None:
    with pytest.raises(ValueCheckError, match="no mention"):
        DraftEntity("x", METHOD, (), 1.0)


@pytest.mark.parametrize(("one", "other"), [("MATH", "math"), ("GLUE", "glue"), ("SWAG", "Swag")])
def test_acronym_is_not_the_word_of_the_same_letters(one: str, other: str) -> None:
    assert surface_key(one) != surface_key(other)


def test_plural_acronym_is_its_singular() -> None:
    assert surface_key("LLMs") == surface_key("LLM")
