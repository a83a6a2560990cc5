"""Annotation and prediction of one paper → counts: how much is right, given and wanted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.evaluate.places import gold_places, match_entities, predicted_places, triples_of
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Counts", "count_paper"]


@dataclass(frozen=True, slots=True)
class Counts:
    """How well something was found.

    Attributes
    ----------
    right, given, wanted : int
        Found and annotated; found; annotated.

    Examples
    --------
    >>> both = Counts(1, 2, 4) + Counts(1, 2, 0)
    >>> both.precision, both.recall, round(both.f1, 3)
    (0.5, 0.5, 0.5)
    """

    right: int = 0
    given: int = 0
    wanted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.given + other.given, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what is annotated that was found; 0 if nothing is annotated."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 if both are."""
        return 2 * self.right / (self.given + self.wanted) if self.right else 0.0


def count_paper(
    text: str, gold: Mapping[str, Any], predicted: Mapping[str, Any]
) -> dict[str, Counts]:
    """Count what was found in one paper against its annotation.

    Parameters
    ----------
    text : str
        Title, line break, abstract.
    gold : mapping
        ``entities`` with strings as ``mentions``; ``relations`` and ``results`` where given.
    predicted : mapping
        The same, with places as ``mentions``.

    Returns
    -------
    dict of str to Counts
        ``mention``, ``mention.<type>``, ``mention.untyped``, ``entity``, ``role``,
        ``role.<role>``, ``relation``, ``relation.<name>`` (names that occur), ``result``.

    Raises
    ------
    ValueCheckError
        If a predicted mention does not stand in the text where it says.

    Notes
    -----
    A mention is right with exact borders and type; an entity is if it shares a folded surface with
    one of the same type; a role, if it is that of such an entity; a relation, if both its ends
    share a surface with the annotated ones; a result, if its value is printed the same.
    """
    want, got = gold_places(text, gold["entities"]), predicted_places(text, predicted["entities"])
    counts = {"mention": _count(want, got)}
    for kind in EntityType:
        counts[f"mention.{kind}"] = _count(
            {one for one in want if one[2] == kind}, {one for one in got if one[2] == kind}
        )
    counts["mention.untyped"] = _count({one[:2] for one in want}, {one[:2] for one in got})
    pairs = match_entities(gold["entities"], predicted["entities"])
    counts |= _count_entities(gold["entities"], predicted["entities"], pairs)
    counts |= _count_relations(gold, predicted, pairs)
    values = [
        Counter(one["value"] for one in record.get("results", ())) for record in (gold, predicted)
    ]
    counts["result"] = Counts((values[0] & values[1]).total(), values[1].total(), values[0].total())
    return counts


def _count(want: set[Any], got: set[Any]) -> Counts:
    return Counts(len(want & got), len(got), len(want))


def _count_entities(
    gold: Sequence[Mapping[str, Any]],
    predicted: Sequence[Mapping[str, Any]],
    pairs: Mapping[int, int],
) -> dict[str, Counts]:
    same = [(i, j) for i, j in pairs.items() if gold[i]["type"] == predicted[j]["type"]]
    right = Counter(gold[i]["role"] for i, j in same if gold[i]["role"] == predicted[j]["role"])
    given = Counter(one["role"] for one in predicted)
    wanted = Counter(one["role"] for one in gold)
    counts = {
        f"role.{role}": Counts(right[role], given[role], wanted[role])
        for role in sorted(given.keys() | wanted.keys())
    }
    counts["entity"] = Counts(len(same), len(predicted), len(gold))
    counts["role"] = Counts(right.total(), len(predicted), len(gold))
    return counts


def _count_relations(
    gold: Mapping[str, Any], predicted: Mapping[str, Any], pairs: Mapping[int, int]
) -> dict[str, Counts]:
    at_gold = {one["name"]: pairs.get(place) for place, one in enumerate(gold["entities"])}
    at_found = {one["name"]: place for place, one in enumerate(predicted["entities"])}
    want, got = triples_of(gold), triples_of(predicted)
    wanted = {(at_gold[head], name, at_gold[tail]) for head, name, tail in want}
    given = {(at_found[head], name, at_found[tail]) for head, name, tail in got}
    right = Counter(name for _, name, _ in wanted & given)
    of_given = Counter(name for _, name, _ in given)
    of_wanted = Counter(name for _, name, _ in want)
    counts = {
        f"relation.{name}": Counts(right[name], of_given[name], of_wanted[name])
        for name in sorted(of_given.keys() | of_wanted.keys())
    }
    counts["relation"] = Counts(right.total(), len(given), len(want))
    return counts
