"""Gold annotations get places, and each claim a sentence."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.evaluate.gold import gold_extraction, gold_extractions, place_mentions
from kg.model import Span
from kg.vocabulary import Relation

ABSTRACT = (
    "FooNet is old. We present BarNet, e.g. for parsing. BarNet extends FooNet by 3.5%. "
    "FooNet-2 is another thing."
)
RECORD = {"id": "p", "title": "On BarNet", "abstract": ABSTRACT}
ENTITIES = [
    {"name": "BarNet", "type": "Method", "role": "proposes", "mentions": ["BarNet"]},
    {"name": "FooNet", "type": "Method", "role": "compares", "mentions": ["FooNet"]},
    {"name": "FooNet-2", "type": "Method", "role": "mentions", "mentions": ["FooNet-2"]},
    {"name": "parsing", "type": "Task", "role": "addresses", "mentions": ["parsing"]},
]


def entity(*mentions: str) -> dict[str, object]:
    return {"mentions": list(mentions)}


def test_longer_mention_takes_the_place():
    first, second = place_mentions(
        "deep network, network", [entity("network"), entity("deep network")]
    )
    assert first == [Span(14, 21)]
    assert second == [Span(0, 12)]


def test_mention_is_a_whole_word():
    assert place_mentions("GANs and WGAN", [entity("GAN")]) == [[]]


def test_entity_that_stands_only_inside_another_keeps_one_place():
    found = place_mentions("a deep network", [entity("network"), entity("deep network")])
    assert found == [[Span(7, 14)], [Span(2, 14)]]


def test_relation_has_the_sentence_of_both_ends():
    claim = {"entities": ENTITIES, "relations": [["BarNet", "extends", "FooNet"]]}
    (found,) = gold_extraction(RECORD, claim).relations
    text = f"On BarNet\n{ABSTRACT}"
    assert found.relation is Relation.EXTENDS
    assert text[found.evidence.start : found.evidence.end] == "BarNet extends FooNet by 3.5%."


def test_relation_across_sentences_has_the_later_one():
    claim = {"entities": ENTITIES, "relations": [["FooNet-2", "addresses", "parsing"]]}
    (found,) = gold_extraction(RECORD, claim).relations
    text = f"On BarNet\n{ABSTRACT}"
    assert text[found.evidence.start : found.evidence.end] == "FooNet-2 is another thing."


def test_result_has_the_place_of_its_value():
    result = {"method": "BarNet", "dataset": None, "metric": "speed", "value": "3.5%"}
    claim = {"entities": ENTITIES, "results": [{**result, "kind": "improvement", "baseline": None}]}
    (found,) = gold_extraction(RECORD, claim).results
    assert f"On BarNet\n{ABSTRACT}"[found.value_span.start : found.value_span.end] == "3.5%"
    assert found.metric is None


def test_what_has_no_place_is_reported():
    lost = {"name": "Gone", "type": "Method", "role": "uses", "mentions": ["Gone"]}
    claim = {"entities": [*ENTITIES, lost], "relations": [["Gone", "extends", "FooNet"]]}
    found = gold_extraction(RECORD, claim)
    assert [one.reason for one in found.dropped] == ["no-end", "no-place"]
    assert "Gone" not in [one.name for one in found.entities]


def test_annotation_without_its_paper_is_an_error():
    with pytest.raises(InputError, match="q: the annotated paper has no text"):
        gold_extractions([RECORD], [{"id": "q", "entities": []}])
