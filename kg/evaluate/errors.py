"""Annotation and prediction of one paper → what went wrong, by class."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.evaluate.places import gold_places, match_entities, predicted_places, triples_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.evaluate.places import Place

__all__ = ["ErrorClass", "classify_errors"]


class ErrorClass(StrEnum):
    """A way in which a mention or a relation can be wrong."""

    TYPE = "mention: other type"
    BORDERS = "mention: other borders"
    NOT_ANNOTATED = "mention: not annotated"
    MISSED = "mention: missed"
    NO_END = "relation: missed, an end was not found"
    NOT_SEEN = "relation: missed, both ends were found"
    OTHER_NAME = "relation: other name or direction"
    NOT_STATED = "relation: not annotated"


def classify_errors(
    text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]
) -> Counter[ErrorClass]:
    """Count what is wrong and what is missing in one paper.

    Parameters
    ----------
    text : str
        Title, line break, abstract.
    gold, predicted : mapping
        As for :func:`kg.evaluate.counts.count_paper`.

    Returns
    -------
    Counter of ErrorClass
        Each wrong prediction once; of what is annotated, what nothing overlaps.
    """
    counts = _mention_errors(
        gold_places(text, gold["entities"]), predicted_places(text, predicted["entities"])
    )
    pairs = match_entities(gold["entities"], predicted["entities"])
    at = {one["name"]: pairs.get(place) for place, one in enumerate(gold["entities"])}
    names = {place: one["name"] for place, one in enumerate(predicted["entities"])}
    given = triples_of(predicted)
    joined = {frozenset((head, tail)) for head, _, tail in given}
    wanted: set[tuple[str, str, str]] = set()
    for head, name, tail in triples_of(gold):
        ends = at[head], at[tail]
        if ends[0] is None or ends[1] is None:
            counts[ErrorClass.NO_END] += 1
            continue
        triple = names[ends[0]], name, names[ends[1]]
        wanted.add(triple)
        if triple not in given and frozenset((triple[0], triple[2])) not in joined:
            counts[ErrorClass.NOT_SEEN] += 1
    related = {frozenset((head, tail)) for head, _, tail in wanted}
    for head, _, tail in given - wanted:
        other = frozenset((head, tail)) in related
        counts[ErrorClass.OTHER_NAME if other else ErrorClass.NOT_STATED] += 1
    return counts


def _mention_errors(want: set[Place], got: set[Place]) -> Counter[ErrorClass]:
    counts: Counter[ErrorClass] = Counter()
    places = {place[:2] for place in want}
    for place in got - want:
        if place[:2] in places:
            counts[ErrorClass.TYPE] += 1
        elif any(_overlap(place, other) for other in want):
            counts[ErrorClass.BORDERS] += 1
        else:
            counts[ErrorClass.NOT_ANNOTATED] += 1
    counts[ErrorClass.MISSED] = sum(
        not any(_overlap(place, other) for other in got) for place in want
    )
    return counts


def _overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]
