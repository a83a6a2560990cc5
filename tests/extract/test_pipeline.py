"""The whole extraction on papers of our own: places to the letter, order, thresholds, laws."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from kg.config import DEFAULT_EXTRACTOR
from kg.extract import (
    extract_papers,
    extraction_from_dict,
    extraction_to_dict,
    load_extractor,
)
from kg.extract.lexicon_table import read_lexicon
from kg.extract.pipeline import stage_names
from kg.model import Extraction, Paper
from kg.vocabulary import EntityType, allowed_roles

PAPERS = (
    Paper(
        "a",
        "Low-Rank Adaptation of Vision Transformers for Image Classification",
        "Fine-tuning is costly. We propose SlimTune, a parameter-efficient fine-tuning method for "
        "Vision Transformers (ViTs). SlimTune learns a low-rank adaptation of each attention "
        "layer. On ImageNet-1K, SlimTune reaches an accuracy of 84.1%, outperforming full "
        "fine-tuning. ViTs are also tested on CIFAR-100.",
    ),
    Paper(
        "b",
        'Schr\\"odinger Bridges',
        'We solve Schr\\"odinger bridge problems with $\\ell_1$-loss '
        "and stochastic gradient descent.",
    ),
    Paper("c", "Flagfolds", ""),
)


@pytest.fixture(scope="module")
def found() -> list[Extraction]:
    return list(extract_papers(PAPERS))


def types_of(extraction: Extraction) -> dict[str, EntityType]:
    return {entity.name: entity.type for entity in extraction.entities}


def test_what_a_reader_would_find(found: list[Extraction]) -> None:
    types = types_of(found[0])
    assert types["SlimTune"] is EntityType.METHOD
    assert types["ImageNet-1K"] is EntityType.DATASET
    assert types["accuracy"] is EntityType.METRIC


def test_short_and_long_form_are_one_entity(found: list[Extraction]) -> None:
    entity = next(one for one in found[0].entities if "ViTs" in one.surfaces)
    assert "Vision Transformers" in entity.surfaces


def test_every_place_of_a_surface_is_a_mention(found: list[Extraction]) -> None:
    entity = next(one for one in found[0].entities if one.name == "SlimTune")
    assert len(entity.mentions) == PAPERS[0].text.count("SlimTune")


def test_places_are_to_the_letter_and_disjoint(found: list[Extraction]) -> None:
    for extraction in found:
        spans = sorted(one.span for entity in extraction.entities for one in entity.mentions)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        for entity in extraction.entities:
            assert entity.role in allowed_roles(entity.type)
            for one in entity.mentions:
                assert extraction.paper.text[one.span.start : one.span.end] == one.text
                assert one.source.startswith(load_extractor(DEFAULT_EXTRACTOR).version)
                assert 0.0 <= one.confidence <= 1.0


def test_paper_without_abstract_is_read(found: list[Extraction]) -> None:
    assert found[2].paper.id == "c"


def test_output_goes_out_and_comes_back(found: list[Extraction]) -> None:
    assert [extraction_from_dict(extraction_to_dict(one)) for one in found] == found


def test_order_of_papers_changes_nothing(found: list[Extraction]) -> None:
    assert list(extract_papers(PAPERS[::-1])) == found[::-1]


def test_threshold_drops_and_tells(found: list[Extraction]) -> None:
    strict = next(extract_papers(PAPERS[:1], min_confidence=0.9))
    assert all(entity.confidence >= 0.9 for entity in strict.entities)
    assert all(claim.confidence >= 0.9 for claim in strict.relations)
    gone = set(types_of(found[0])) - set(types_of(strict))
    told = {one.text for one in strict.dropped if one.reason == "below-threshold"}
    assert gone
    assert gone <= told


def test_users_own_names_are_taken() -> None:
    paper = Paper("d", "A Study", "We train on Zorblax and report results on Zorblax again.")
    plain = next(extract_papers([paper]))
    told = next(
        extract_papers([paper], extra_names=read_lexicon("Zorblax\tDataset\tpwc\n", "mine"))
    )
    assert told != plain


def test_stages_stand_in_order() -> None:
    assert stage_names()[0] == "kg_reader"
    assert stage_names().index("kg_mentions") < stage_names().index("kg_entities")


@pytest.mark.slow
def test_hash_seed_changes_nothing() -> None:
    code = (
        "import json;from kg.extract import *;from kg.model import Extraction, Paper;"
        f"p=Paper('a',{PAPERS[0].title!r},{PAPERS[0].abstract!r});"
        "print(json.dumps([extraction_to_dict(e) for e in extract_papers([p])]))"
    )
    outs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outs) == 1
    assert outs.pop().strip()
