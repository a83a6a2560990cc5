"""``Extraction`` ↔ one JSON object: what ``kg extract`` writes, one line a paper.

The fields of the project's extraction format, and beside them what makes the way back lossless:
who found each thing, how sure it is, and what the paper's source said.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "extraction_from_dict",
    "extraction_to_dict",
    "extraction_to_line",
    "paper_from_dict",
    "paper_to_dict",
]

_Json = dict[str, Any]


def extraction_to_dict(extraction: Extraction) -> _Json:
    """Write one extraction as plain values.

    Parameters
    ----------
    extraction : Extraction
        What was found in one paper.

    Returns
    -------
    dict
        Ready for ``json.dumps``; keys in a fixed order, empty and unknown paper fields left out.

    Examples
    --------
    >>> extraction_to_dict(Extraction(Paper("p", "Sets", "")))
    {'id': 'p', 'title': 'Sets', 'abstract': '', 'entities': [], 'relations': [], 'results': []}
    """
    record = paper_to_dict(extraction.paper)
    record["entities"] = [_entity_to_dict(one) for one in extraction.entities]
    record["relations"] = [_relation_to_dict(one) for one in extraction.relations]
    record["results"] = [_result_to_dict(one) for one in extraction.results]
    if extraction.dropped:
        record["dropped"] = [
            {"stage": one.stage, "reason": one.reason, "text": one.text}
            for one in extraction.dropped
        ]
    return record


def extraction_to_line(extraction: Extraction) -> str:
    """Write one extraction as a line of JSON.

    Parameters
    ----------
    extraction : Extraction
        What was found in one paper.

    Returns
    -------
    str
        With the line's end.
    """
    return json.dumps(extraction_to_dict(extraction), ensure_ascii=False) + "\n"


def extraction_from_dict(record: Mapping[str, Any]) -> Extraction:
    """Read one extraction back.

    Parameters
    ----------
    record : mapping
        From :func:`extraction_to_dict`; the bare extraction format is read too.

    Returns
    -------
    Extraction
        Equal to the one that was written.
    """
    paper = paper_from_dict(record)
    return Extraction(
        paper,
        tuple(_entity_from_dict(one) for one in record.get("entities", ())),
        tuple(_relation_from_dict(one) for one in record.get("relations", ())),
        tuple(_result_from_dict(one, paper) for one in record.get("results", ())),
        tuple(
            Dropped(one["stage"], one["reason"], one["text"], paper.id)
            for one in record.get("dropped", ())
        ),
    )


def _span_to_dict(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _span_from_dict(record: Mapping[str, int]) -> Span:
    return Span(record["start"], record["end"])


def paper_to_dict(paper: Paper) -> _Json:
    """Write a paper as plain values.

    Parameters
    ----------
    paper : Paper
        As its sources have it.

    Returns
    -------
    dict
        Ready for ``json.dumps``; what is empty or unknown is left out.
    """
    record: _Json = {"id": paper.id, "title": paper.title, "abstract": paper.abstract}
    if paper.date is not None:
        record["date"] = paper.date
    if paper.date_inferred:
        record["date_inferred"] = True
    if paper.n_authors is not None:
        record["n_authors"] = paper.n_authors
    if paper.authors:
        record["authors"] = list(paper.authors)
    if paper.url is not None:
        record["url"] = paper.url
    if paper.sources:
        record["sources"] = list(paper.sources)
    if paper.ids:
        record["ids"] = list(paper.ids)
    return record


def paper_from_dict(record: Mapping[str, Any]) -> Paper:
    """Read a paper back.

    Parameters
    ----------
    record : mapping
        From :func:`paper_to_dict`, or of a whole extraction.

    Returns
    -------
    Paper
        Equal to the one that was written.
    """
    return Paper(
        record["id"],
        record["title"],
        record["abstract"],
        date=record.get("date"),
        date_inferred=record.get("date_inferred", False),
        n_authors=record.get("n_authors"),
        authors=tuple(record.get("authors", ())),
        url=record.get("url"),
        sources=tuple(record.get("sources", ())),
        ids=tuple(record.get("ids", ())),
    )


def _entity_to_dict(entity: Entity) -> _Json:
    return {
        "name": entity.name,
        "type": entity.type.value,
        "role": entity.role.value,
        "confidence": entity.confidence,
        "role_evidence": _span_to_dict(entity.role_evidence),
        "role_source": entity.role_source,
        "role_confidence": entity.role_confidence,
        "mentions": [
            {
                **_span_to_dict(mention.span),
                "text": mention.text,
                "source": mention.source,
                "confidence": mention.confidence,
            }
            for mention in entity.mentions
        ],
    }


def _entity_from_dict(record: Mapping[str, Any]) -> Entity:
    mentions = tuple(
        Mention(
            _span_from_dict(one),
            one["text"],
            one.get("source", "file"),
            one.get("confidence", 1.0),
        )
        for one in record["mentions"]
    )
    evidence = record.get("role_evidence")
    return Entity(
        record["name"],
        EntityType(record["type"]),
        Role(record["role"]),
        mentions,
        record.get("confidence", 1.0),
        mentions[0].span if evidence is None else _span_from_dict(evidence),
        record.get("role_source", "file"),
        record.get("role_confidence", 1.0),
    )


def _relation_to_dict(claim: RelationClaim) -> _Json:
    return {
        "head": claim.head,
        "relation": claim.relation.value,
        "tail": claim.tail,
        "confidence": claim.confidence,
        "source": claim.source,
        "evidence": _span_to_dict(claim.evidence),
    }


def _relation_from_dict(record: Mapping[str, Any]) -> RelationClaim:
    return RelationClaim(
        record["head"],
        Relation(record["relation"]),
        record["tail"],
        _span_from_dict(record["evidence"]),
        record.get("source", "file"),
        record.get("confidence", 1.0),
    )


def _result_to_dict(claim: ResultClaim) -> _Json:
    return {
        "method": claim.method,
        "dataset": claim.dataset,
        "metric": claim.metric,
        "value": claim.value,
        "kind": claim.kind.value,
        "baseline": claim.baseline,
        "confidence": claim.confidence,
        "source": claim.source,
        "evidence": _span_to_dict(claim.evidence),
        "value_span": _span_to_dict(claim.value_span),
    }


def _result_from_dict(record: Mapping[str, Any], paper: Paper) -> ResultClaim:
    evidence = _span_from_dict(record["evidence"])
    return ResultClaim(
        record["method"],
        record["dataset"],
        record["metric"],
        record["value"],
        ResultKind(record["kind"]),
        record["baseline"],
        evidence,
        _value_span(record, evidence, paper),
        record.get("source", "file"),
        record.get("confidence", 1.0),
    )


def _value_span(record: Mapping[str, Any], evidence: Span, paper: Paper) -> Span:
    """Give the value's place; the bare format does not tell it, so it is looked up."""
    if "value_span" in record:
        return _span_from_dict(record["value_span"])
    start = paper.text.find(record["value"], evidence.start, evidence.end)
    return evidence if start < 0 else Span(start, start + len(record["value"]))
