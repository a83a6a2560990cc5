"""Weighted graph → communities, by the Louvain method; the same graph always gives the same ones.

Written here, not taken from networkx, because the map needs one answer for one graph: no random
order, ties broken by number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kg.view.forces import Floats, Integers

__all__ = ["connected_components", "find_communities"]

#: A move must gain this much of the weight of its vertex; less is noise of floating point.
_LEAST_GAIN = 1e-9


def find_communities(n: int, heads: Integers, tails: Integers, weights: Floats) -> Integers:
    """Part the vertices of a graph into communities.

    Parameters
    ----------
    n : int
        Number of vertices.
    heads, tails : array of int, shape (m,)
        Ends of the edges; direction does not count.
    weights : array of float, shape (m,)
        Weights of the edges, above 0.

    Returns
    -------
    array of int, shape (n,)
        Community of each vertex; 0 is the largest, of two equal ones that with the smaller vertex.

    References
    ----------
    V. D. Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. (2008)
    P10008.

    Examples
    --------
    >>> heads, tails = np.array([0, 1, 2, 3, 4, 5, 2]), np.array([1, 2, 0, 4, 5, 3, 3])
    >>> find_communities(6, heads, tails, np.ones(7)).tolist()
    [0, 0, 0, 1, 1, 1]
    """
    near: list[dict[int, float]] = [{} for _ in range(n)]
    for head, tail, weight in zip(heads.tolist(), tails.tolist(), weights.tolist(), strict=True):
        near[head][tail] = near[head].get(tail, 0.0) + weight
        near[tail][head] = near[tail].get(head, 0.0) + weight
    # A loop counts twice in the degree of its vertex; above, `head == tail` was added twice.
    of = list(range(n))
    while True:
        moved, labels = _move_vertices(near)
        of = [labels[one] for one in of]
        if not moved:
            return _number_by_size(of)
        near = _merge(near, labels)


def _move_vertices(near: list[dict[int, float]]) -> tuple[bool, list[int]]:
    """Move single vertices between communities for as long as modularity gains."""
    degree = [sum(mine.values()) for mine in near]
    whole = sum(degree) or 1.0
    label = list(range(len(near)))
    total = list(degree)
    any_moved = False
    waiting = list(range(len(near)))
    while waiting:
        touched: dict[int, None] = {}
        for vertex in waiting:
            mine = label[vertex]
            links: dict[int, float] = {mine: 0.0}
            for other, weight in near[vertex].items():
                if other != vertex:
                    links[label[other]] = links.get(label[other], 0.0) + weight
            total[mine] -= degree[vertex]
            share = degree[vertex] / whole
            best, best_gain = mine, links[mine] - total[mine] * share + _LEAST_GAIN * degree[vertex]
            for one in sorted(links):
                gain = links[one] - total[one] * share
                if gain > best_gain:
                    best, best_gain = one, gain
            total[best] += degree[vertex]
            if best != mine:
                label[vertex] = best
                any_moved = True
                touched.update((other, None) for other in near[vertex] if label[other] != best)
        waiting = sorted(touched)
    known = {old: new for new, old in enumerate(sorted(set(label)))}
    return any_moved, [known[one] for one in label]


def _merge(near: list[dict[int, float]], labels: list[int]) -> list[dict[int, float]]:
    merged: list[dict[int, float]] = [{} for _ in range(max(labels) + 1)]
    for vertex, mine in enumerate(near):
        into = merged[labels[vertex]]
        for other, weight in mine.items():
            into[labels[other]] = into.get(labels[other], 0.0) + weight
    return merged


def connected_components(n: int, heads: Integers, tails: Integers) -> Integers:
    """Part the vertices of a graph into pieces that nothing joins.

    Parameters
    ----------
    n : int
        Number of vertices.
    heads, tails : array of int, shape (m,)
        Ends of the edges; direction does not count.

    Returns
    -------
    array of int, shape (n,)
        Piece of each vertex; 0 is the largest.

    Examples
    --------
    >>> connected_components(5, np.array([3, 1]), np.array([4, 3])).tolist()
    [1, 0, 2, 0, 0]
    """
    root = list(range(n))

    def find(vertex: int) -> int:
        while root[vertex] != vertex:
            root[vertex] = root[root[vertex]]
            vertex = root[vertex]
        return vertex

    for head, tail in zip(heads.tolist(), tails.tolist(), strict=True):
        one, other = sorted((find(head), find(tail)))
        root[other] = one
    return _number_by_size([find(vertex) for vertex in range(n)])


def _number_by_size(labels: list[int]) -> Integers:
    """Give labels new numbers: by size, largest first, then by their first vertex."""
    first: dict[int, int] = {}
    size: dict[int, int] = {}
    for vertex, label in enumerate(labels):
        first.setdefault(label, vertex)
        size[label] = size.get(label, 0) + 1
    order = sorted(size, key=lambda label: (-size[label], first[label]))
    number = {label: place for place, label in enumerate(order)}
    return np.array([number[label] for label in labels], dtype=np.int64)
