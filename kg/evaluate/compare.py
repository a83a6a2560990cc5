"""Two predictions of the same papers → what came and what went, and whether that was good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kg.evaluate.places import gold_places, match_entities, predicted_places, triples_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

__all__ = ["Change", "Kind", "compare_paper", "count_changes"]


class Kind(StrEnum):
    """What changed."""

    MENTION = "mention"
    ROLE = "role"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that one of two predictions has and the other has not.

    Attributes
    ----------
    kind : Kind
        What it is.
    came : bool
        True if the second prediction has it, False if the first had.
    text : str
        The thing, in a few words.
    paper : str
        Id of the paper.
    right : bool or None
        Whether the annotation has it; None without an annotation.
    """

    kind: Kind
    came: bool
    text: str
    paper: str
    right: bool | None = None

    @property
    def better(self) -> bool | None:
        """Whether the change is for the better; None without an annotation."""
        return None if self.right is None else self.right == self.came


def compare_paper(
    paper: str,
    text: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    gold: Mapping[str, Any] | None = None,
) -> tuple[Change, ...]:
    """List what came and what went in one paper.

    Parameters
    ----------
    paper : str
        Its id, for the list.
    text : str
        Title, line break, abstract.
    before, after : mapping
        Predictions.
    gold : mapping, optional
        The annotation.

    Returns
    -------
    tuple of Change
        Mentions by place, roles by entity, relations by head; what went before what came.
    """
    sides = (before, after)
    return (
        *_mentions(paper, text, sides, gold),
        *_roles(paper, sides, gold),
        *_relations(paper, sides, gold),
    )


def _mentions(
    paper: str,
    text: str,
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    gold: Mapping[str, Any] | None,
) -> Iterator[Change]:
    found = [predicted_places(text, side["entities"]) for side in sides]
    wanted = None if gold is None else gold_places(text, gold["entities"])
    for place in sorted(found[0] ^ found[1]):
        start, end, kind = place
        right = None if wanted is None else place in wanted
        told = f"{text[start:end]} [{kind}] at {start}"
        yield Change(Kind.MENTION, place in found[1], told, paper, right)


def _roles(
    paper: str,
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    gold: Mapping[str, Any] | None,
) -> Iterator[Change]:
    """Compare what both sides have as an entity; others are told as mentions."""
    entities = [side["entities"] for side in sides]
    wanted = None
    if gold is not None:
        wanted = [
            {
                (j, gold["entities"][i]["role"])
                for i, j in match_entities(gold["entities"], side).items()
                if gold["entities"][i]["type"] == side[j]["type"]
            }
            for side in entities
        ]
    for i, j in sorted(match_entities(*entities).items()):
        roles = entities[0][i]["role"], entities[1][j]["role"]
        if roles[0] == roles[1]:
            continue
        for came, (place, role) in enumerate(zip((i, j), roles, strict=True)):
            right = None if wanted is None else (place, role) in wanted[came]
            told = f"{role} {entities[came][place]['name']}"
            yield Change(Kind.ROLE, bool(came), told, paper, right)


def _relations(
    paper: str,
    sides: tuple[Mapping[str, Any], Mapping[str, Any]],
    gold: Mapping[str, Any] | None,
) -> Iterator[Change]:
    # Names of the first side are led to entities of the second: another best name of the same
    # thing is no change.
    shared = match_entities(sides[0]["entities"], sides[1]["entities"])
    keys = [_keyed(sides[0], dict(shared)), _keyed(sides[1], None)]
    right: list[set[Hashable]] = [set(), set()]
    if gold is not None:
        for number, side in enumerate(sides):
            pairs = match_entities(gold["entities"], side["entities"])
            at = {one["name"]: pairs.get(place) for place, one in enumerate(gold["entities"])}
            names = {place: one["name"] for place, one in enumerate(side["entities"])}
            right[number] = {
                (names.get(at[head], ""), name, names.get(at[tail], ""))  # type: ignore[arg-type]
                for head, name, tail in triples_of(gold)
            }
    for came in (0, 1):
        gone = keys[came].keys() - keys[1 - came].keys()
        for triple in sorted(keys[came][key] for key in gone):
            judged = None if gold is None else triple in right[came]
            yield Change(Kind.RELATION, bool(came), " · ".join(triple), paper, judged)


def _keyed(
    side: Mapping[str, Any], other: Mapping[int, int] | None
) -> dict[Hashable, tuple[str, str, str]]:
    places: dict[str, Hashable] = {}
    for place, one in enumerate(side["entities"]):
        places[one["name"]] = place if other is None else other.get(place, one["name"])
    return {
        (places[head], name, places[tail]): (head, name, tail)
        for head, name, tail in triples_of(side)
    }


def count_changes(changes: Iterable[Change]) -> Sequence[tuple[Kind, bool, int, int, int]]:
    """Count changes by kind and direction.

    Parameters
    ----------
    changes : iterable of Change
        Of any papers.

    Returns
    -------
    sequence of (Kind, bool, int, int, int)
        Kind, whether it came, how many, of them right, of them wrong by the annotation; what
        never occurs has zeros.
    """
    counts = Counter((one.kind, one.came, one.right) for one in changes)
    return [
        (
            kind,
            came,
            sum(counts[kind, came, right] for right in (True, False, None)),
            counts[kind, came, True],
            counts[kind, came, False],
        )
        for kind in Kind
        for came in (False, True)
    ]
