"""The extraction format goes out and comes back without loss."""

from __future__ import annotations

import json

from kg.extract.writing import extraction_from_dict, extraction_to_dict
from kg.model import (
    Dropped,
    Entity,
    Extraction,
    Mention,
    Paper,
    RelationClaim,
    ResultClaim,
    Span,
)
from kg.vocabulary import EntityType, Relation, ResultKind, Role

PAPER = Paper(
    "p1",
    "FooNet",
    "FooNet reaches 91.2% accuracy on BarBench.",
    date="2025-03-01",
    date_inferred=True,
    n_authors=3,
    authors=("A. One",),
    url="https://example.org/p1",
    sources=("page.txt",),
)


def entity(surface: str, kind: EntityType, role: Role) -> Entity:
    start = PAPER.text.index(surface, len(PAPER.title))
    span = Span(start, start + len(surface))
    mention = Mention(span, surface, "model.crf", 0.75)
    return Entity(surface, kind, role, (mention,), 0.75, Span(7, 49), "role.rule", 0.5)


def extraction() -> Extraction:
    value = PAPER.text.index("91.2%")
    return Extraction(
        PAPER,
        (
            entity("FooNet", EntityType.METHOD, Role.PROPOSES),
            entity("accuracy", EntityType.METRIC, Role.REPORTS),
            entity("BarBench", EntityType.DATASET, Role.USES),
        ),
        (RelationClaim("FooNet", Relation.EVALUATED_ON, "BarBench", Span(7, 49), "rel.on", 0.9),),
        (
            ResultClaim(
                "FooNet",
                "BarBench",
                "accuracy",
                "91.2%",
                ResultKind.ABSOLUTE,
                None,
                Span(7, 49),
                Span(value, value + 5),
                "result.rule",
                0.8,
            ),
        ),
        (Dropped("extract", "generic-word", "method", "p1"),),
    )


def test_round_trip_is_lossless() -> None:
    once = extraction_from_dict(json.loads(json.dumps(extraction_to_dict(extraction()))))
    assert once == extraction()
    assert once.dropped == extraction().dropped


def test_bare_format_is_read() -> None:
    bare = {
        "id": "p1",
        "title": PAPER.title,
        "abstract": PAPER.abstract,
        "entities": [
            {
                "name": "FooNet",
                "type": "Method",
                "role": "proposes",
                "mentions": [{"start": 0, "end": 6, "text": "FooNet"}],
            }
        ],
        "results": [
            {
                "method": "FooNet",
                "dataset": None,
                "metric": None,
                "value": "91.2%",
                "kind": "absolute",
                "baseline": None,
                "evidence": {"start": 7, "end": 49},
            }
        ],
    }
    read = extraction_from_dict(bare)
    assert read.entities[0].role_evidence == Span(0, 6)
    place = read.results[0].value_span
    assert PAPER.text[place.start : place.end] == "91.2%"


def test_paper_without_extras_writes_only_what_it_has() -> None:
    assert set(extraction_to_dict(Extraction(Paper("q", "T", "A")))) == {
        "id",
        "title",
        "abstract",
        "entities",
        "relations",
        "results",
    }
