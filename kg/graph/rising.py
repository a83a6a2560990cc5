"""Which things gain ground: what a larger share of recent papers names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, shown

if TYPE_CHECKING:
    from kg.graph.node import Node
    from kg.graph.value import KnowledgeGraph
    from kg.vocabulary import EntityType

__all__ = ["Periods", "Rise", "count_by_period", "rising_nodes"]

#: Papers added to both sides of a rate, so that two mentions in ten papers do not beat ninety in
#: five hundred (additive smoothing, as by Laplace).
_PRIOR: Final = 2.0


@dataclass(frozen=True, slots=True)
class Periods:
    """The papers of a graph by time.

    Attributes
    ----------
    names : tuple of str
        ``"2024"`` or ``"2024-05"``, in order; only those that have a paper.
    of_paper : dict of str to int
        Id of each dated paper → its period, counted from 0.
    totals : tuple of int
        Papers of each period.
    """

    names: tuple[str, ...]
    of_paper: dict[str, int]
    totals: tuple[int, ...]

    def count(self, node: Node) -> tuple[int, ...]:
        """Count the papers that name a node.

        Parameters
        ----------
        node : Node
            Of the same graph.

        Returns
        -------
        tuple of int
            One number a period.
        """
        counts = [0] * len(self.names)
        for paper in node.papers:
            if paper in self.of_paper:
                counts[self.of_paper[paper]] += 1
        return tuple(counts)


@dataclass(frozen=True, slots=True)
class Rise:
    """A node that gains ground.

    Attributes
    ----------
    node : Node
        The node.
    before, recent : int
        Papers that name it, before the last periods and in them.
    factor : float
        How many times larger its share of papers is now, smoothed; 1 is no change.
    """

    node: Node
    before: int
    recent: int
    factor: float


def count_by_period(graph: KnowledgeGraph, *, by: str = "month") -> Periods:
    """Part the papers of a graph by time.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    by : str
        ``"year"``, ``"month"`` or ``"day"``. A paper whose date is not that exact is not counted.

    Returns
    -------
    Periods
        In order of time.

    Raises
    ------
    InputError
        If there is no such period, or no paper has such a date.
    """
    lengths = {"year": 4, "month": 7, "day": 10}
    if by not in lengths:
        raise InputError("--by", f"{shown(by)} is no period", hint=f"give {', '.join(lengths)}")
    found = {
        paper.id: paper.date[: lengths[by]]
        for paper in graph.papers
        if paper.date is not None and len(paper.date) >= lengths[by]
    }
    if not found:
        raise InputError("kg rising", f"no paper of the graph has a date with its {by}")
    names = tuple(sorted(set(found.values())))
    place = {name: number for number, name in enumerate(names)}
    of_paper = {paper: place[name] for paper, name in found.items()}
    totals = [0] * len(names)
    for number in of_paper.values():
        totals[number] += 1
    return Periods(names, of_paper, tuple(totals))


def rising_nodes(
    graph: KnowledgeGraph,
    periods: Periods,
    *,
    last: int = 1,
    n: int = 10,
    of_type: EntityType | None = None,
) -> tuple[Rise, ...]:
    """List what gains ground.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    periods : Periods
        Its papers by time.
    last : int
        How many periods are recent; the others are what was before.
    n : int
        How many nodes at most.
    of_type : EntityType, optional
        Only nodes of this type.

    Returns
    -------
    tuple of Rise
        Largest factor first, then by papers and name. Only what two recent papers name or more.
    """
    start = max(len(periods.names) - last, 0)
    of_before, of_recent = sum(periods.totals[:start]), sum(periods.totals[start:])
    found = []
    for node in graph.nodes:
        if of_type is not None and node.type is not of_type:
            continue
        counts = periods.count(node)
        before, recent = sum(counts[:start]), sum(counts[start:])
        expected = before / of_before * of_recent if of_before else 0.0
        factor = (recent + _PRIOR) / (expected + _PRIOR)
        if recent > 1 and factor > 1:
            found.append(Rise(node, before, recent, round(factor, 2)))
    found.sort(key=lambda one: (-one.factor, -one.recent, one.node.name, one.node.id))
    return tuple(found[:n])
