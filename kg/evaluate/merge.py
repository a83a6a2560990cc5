"""Judged pairs of names + a linking → how often one thing is one node.

A pair is judged in its papers, since a name can mean two things in two papers; it is right only if
it is right for every choice of these papers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.link.groups import Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.link.groups import Group, Join, Linking
    from kg.model import Extraction

__all__ = ["JudgedPair", "MergeScore", "join_path", "score_merge"]


@dataclass(frozen=True, slots=True, order=True)
class JudgedPair:
    """A pair of names that was judged wrongly, or could not be.

    Attributes
    ----------
    left, right : str
        The two surfaces.
    why : str
        The judge's reason.
    rules : tuple of str
        Rules by which the surfaces came to be one node, from the left one to the right one, with
        equal rules in a row told once; empty for a pair that was missed.
    """

    left: str
    right: str
    why: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergeScore:
    """How a linking stands against judged pairs.

    Attributes
    ----------
    n_same, n_different : int
        Pairs judged, of each kind.
    n_joined : int
        Pairs of one thing that are one node in all their papers.
    wrong : tuple of JudgedPair
        Pairs of two things that share a node in some of their papers, sorted.
    missed : tuple of JudgedPair
        Pairs of one thing that are more than one node, sorted.
    absent : tuple of JudgedPair
        Pairs not judged, since no entity of the papers has the surface; sorted.
    """

    n_same: int
    n_different: int
    n_joined: int
    wrong: tuple[JudgedPair, ...]
    missed: tuple[JudgedPair, ...]
    absent: tuple[JudgedPair, ...]

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one thing; 1 if none is joined."""
        joined = self.n_joined + len(self.wrong)
        return self.n_joined / joined if joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one thing that are joined; 1 if there is none."""
        return self.n_joined / self.n_same if self.n_same else 1.0


def score_merge(
    pairs: Iterable[Mapping[str, Any]], extractions: Iterable[Extraction], linking: Linking
) -> MergeScore:
    """Score a linking against judged pairs.

    Parameters
    ----------
    pairs : iterable of mapping
        ``a``, ``b``, ``same``, ``why``, ``papers_a``, ``papers_b``.
    extractions : iterable of Extraction
        What was linked: the entities in which the surfaces stand.
    linking : Linking
        What ``kg.link.link`` made of them.

    Returns
    -------
    MergeScore
        Figures and every wrong, missed and absent pair.
    """
    named = {
        (extraction.paper.id, surface): linking.group_of[Member(extraction.paper.id, entity.name)]
        for extraction in extractions
        for entity in extraction.entities
        for surface in entity.surfaces
    }
    counts = {True: 0, False: 0}
    wrong, missed, absent = [], [], []
    for pair in pairs:
        left, right = _groups(named, pair, "a"), _groups(named, pair, "b")
        told = JudgedPair(pair["a"], pair["b"], pair["why"])
        if not left or not right:
            absent.append(told)
            continue
        counts[pair["same"]] += 1
        shared = left.keys() & right.keys()
        if pair["same"] and len(left.keys() | right.keys()) > 1:
            missed.append(told)
        elif not pair["same"] and shared:
            rules = join_path(left[min(shared)].joins, told.left, told.right)
            wrong.append(JudgedPair(told.left, told.right, told.why, rules))
    return MergeScore(
        n_same=counts[True],
        n_different=counts[False],
        n_joined=counts[True] - len(missed),
        wrong=tuple(sorted(wrong)),
        missed=tuple(sorted(missed)),
        absent=tuple(sorted(absent)),
    )


def join_path(joins: Iterable[Join], left: str, right: str) -> tuple[str, ...]:
    """Tell by which rules one surface leads to another.

    Parameters
    ----------
    joins : iterable of Join
        Of one group.
    left, right : str
        Two of its surfaces.

    Returns
    -------
    tuple of str
        Rules of the shortest way, equal ones in a row told once; ``"key.spelling"`` for a surface
        and itself.

    Examples
    --------
    >>> from kg.link.groups import Join
    >>> joins = [Join("PINN", "PINNs", "key.spelling"), Join("PINNs", "net", "abbr.same-paper")]
    >>> join_path(joins, "net", "PINN")
    ('abbr.same-paper', 'key.spelling')
    """
    beside: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for join in sorted(joins):
        beside[join.left].append((join.right, join.rule))
        beside[join.right].append((join.left, join.rule))
    ways: dict[str, tuple[str, ...]] = {left: ()}
    waiting = [left]
    for one in waiting:
        for other, rule in beside[one]:
            if other not in ways:
                ways[other] = ways[one] if ways[one][-1:] == (rule,) else (*ways[one], rule)
                waiting.append(other)
    return ways.get(right) or ("key.spelling",)


def _groups(
    named: Mapping[tuple[str, str], Group], pair: Mapping[str, Any], side: str
) -> dict[str, Group]:
    found = [named.get((paper, pair[side])) for paper in pair[f"papers_{side}"]]
    return {group.key: group for group in found if group is not None}
