"""Gold annotations → ``Extraction``: what people read, as if a pipeline had read it.

A gold mention is a string and stands for every place where it occurs; a relation names its ends
only. Here the strings get their places, and each claim the sentence that most likely says it, so
that everything behind extraction can be built, measured and shown without an extractor.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.evaluate.places import cuts_word
from kg.extract.reading import make_reader, read_paper
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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.extract.reading import Reading

__all__ = ["gold_extraction", "gold_extractions", "place_mentions"]

#: Who found it, in every record made here.
SOURCE: Final = "gold"


def gold_extractions(
    papers: Iterable[Mapping[str, Any]], annotations: Iterable[Mapping[str, Any]]
) -> tuple[Extraction, ...]:
    """Turn gold annotations into extractions.

    Parameters
    ----------
    papers : iterable of mapping
        Texts: ``id``, ``title``, ``abstract``.
    annotations : iterable of mapping
        Annotations: ``id``, ``entities``, ``relations``, ``results``.

    Returns
    -------
    tuple of Extraction
        In the order of the annotations.

    Raises
    ------
    InputError
        If an annotation's paper is not among the texts.
    """
    texts = {str(paper["id"]): paper for paper in papers}
    made = []
    for annotation in annotations:
        record = texts.get(str(annotation["id"]))
        if record is None:
            raise InputError(str(annotation["id"]), "the annotated paper has no text")
        made.append(gold_extraction(record, annotation))
    return tuple(made)


def gold_extraction(record: Mapping[str, Any], annotation: Mapping[str, Any]) -> Extraction:
    """Turn the annotation of one paper into an extraction.

    Parameters
    ----------
    record : mapping
        ``id``, ``title``, ``abstract``.
    annotation : mapping
        ``entities``, ``relations``, ``results``.

    Returns
    -------
    Extraction
        Confidence 1 throughout. What has no place in the text is in ``dropped``.

    Examples
    --------
    >>> found = gold_extraction(
    ...     {"id": "p", "title": "Ab", "abstract": "Ab extends Cd. Cd is old."},
    ...     {
    ...         "entities": [
    ...             {"name": "Ab", "type": "Method", "role": "proposes", "mentions": ["Ab"]},
    ...             {"name": "Cd", "type": "Method", "role": "uses", "mentions": ["Cd"]},
    ...         ],
    ...         "relations": [["Ab", "extends", "Cd"]],
    ...     },
    ... )
    >>> span = found.relations[0].evidence
    >>> found.paper.text[span.start : span.end]
    'Ab extends Cd.'
    """
    paper = Paper(
        id=str(record["id"]), title=record["title"].strip(), abstract=record["abstract"].strip()
    )
    sentences = [sentence.span for sentence in _reader()(paper).sentences]
    places = place_mentions(paper.text, annotation["entities"])
    dropped = []
    entities = []
    for entity, spans in zip(annotation["entities"], places, strict=True):
        if not spans:
            dropped.append(Dropped("gold", "no-place", entity["name"], paper.id))
            continue
        entities.append(
            Entity(
                name=entity["name"],
                type=EntityType(entity["type"]),
                role=Role(entity["role"]),
                mentions=tuple(
                    Mention(span, paper.text[span.start : span.end], SOURCE) for span in spans
                ),
                confidence=1.0,
                role_evidence=_sentence_at(sentences, spans[0].start),
                role_source=SOURCE,
            )
        )
    entities.sort(key=lambda entity: (entity.mentions[0].span, entity.name))
    spans_of = {entity.name: [m.span for m in entity.mentions] for entity in entities}
    results, lost = _place_results(paper, annotation.get("results", ()), spans_of, sentences)
    relations = []
    for head, name, tail in sorted({tuple(one) for one in annotation.get("relations", ())}):
        if head in spans_of and tail in spans_of:
            evidence = _shared_sentence(sentences, spans_of[head], spans_of[tail])
            relations.append(RelationClaim(head, Relation(name), tail, evidence, SOURCE))
        else:
            dropped.append(Dropped("gold", "no-end", f"{head} {name} {tail}", paper.id))
    return Extraction(
        paper, tuple(entities), tuple(relations), results, tuple(sorted([*dropped, *lost]))
    )


def place_mentions(text: str, entities: Sequence[Mapping[str, Any]]) -> list[list[Span]]:
    """Find every place where each entity's mentions stand: longest first, whole words, no overlap.

    Parameters
    ----------
    text : str
        The paper's text.
    entities : sequence of mapping
        Gold entities: ``mentions`` are strings.

    Returns
    -------
    list of list of Span
        For each entity its places, by start. An entity whose every mention lies inside longer ones
        has the first of those places; the list is empty if no mention stands in the text.

    Notes
    -----
    The rule is that of the gold's own scorer, so the places are those that are scored.
    """
    wanted = sorted(
        {(mention, index) for index, one in enumerate(entities) for mention in one["mentions"]},
        key=lambda pair: (-len(pair[0]), pair),
    )
    taken = bytearray(len(text))
    places: list[list[Span]] = [[] for _ in entities]
    inside: list[list[Span]] = [[] for _ in entities]
    for mention, index in wanted:
        for match in re.finditer(re.escape(mention), text):
            start, end = match.span()
            if cuts_word(text, start, end):
                continue
            if any(taken[start:end]):
                inside[index].append(Span(start, end))
                continue
            taken[start:end] = b"\1" * (end - start)
            places[index].append(Span(start, end))
    return [sorted(free) or sorted(nested)[:1] for free, nested in zip(places, inside, strict=True)]


def _place_results(
    paper: Paper,
    results: Iterable[Mapping[str, Any]],
    spans_of: Mapping[str, list[Span]],
    sentences: Sequence[Span],
) -> tuple[tuple[ResultClaim, ...], list[Dropped]]:
    claims: dict[tuple[Any, ...], ResultClaim] = {}
    dropped = []
    for result in results:
        method, value = result["method"], str(result["value"])
        start = paper.text.find(value)
        if method not in spans_of or start < 0:
            dropped.append(Dropped("gold", "result-without-method", value, paper.id))
            continue
        claim = ResultClaim(
            method=method,
            dataset=result["dataset"] if result["dataset"] in spans_of else None,
            metric=result["metric"] if result["metric"] in spans_of else None,
            value=value,
            kind=ResultKind(result["kind"]),
            baseline=result["baseline"],
            evidence=_sentence_at(sentences, start),
            value_span=Span(start, start + len(value)),
            source=SOURCE,
        )
        key = (claim.value_span, claim.method, claim.dataset or "", claim.metric or "")
        claims[(*key, claim.kind, claim.baseline or "")] = claim
    return tuple(claims[key] for key in sorted(claims)), dropped


@lru_cache(maxsize=1)
def _reader() -> Callable[[Paper], Reading]:
    return partial(read_paper, nlp=make_reader())


def _sentence_at(sentences: Sequence[Span], start: int) -> Span:
    return sentences[max(0, bisect_right([one.start for one in sentences], start) - 1)]


def _shared_sentence(sentences: Sequence[Span], heads: list[Span], tails: list[Span]) -> Span:
    # The nearest pair that shares a sentence; with none, the later sentence refers back.
    pairs = sorted(
        (abs(head.start - tail.start), head.start, tail.start) for head in heads for tail in tails
    )
    for _, head_start, tail_start in pairs:
        one, other = _sentence_at(sentences, head_start), _sentence_at(sentences, tail_start)
        if one == other:
            return one
    _, head_start, tail_start = pairs[0]
    return _sentence_at(sentences, max(head_start, tail_start))
