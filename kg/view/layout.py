"""Knowledge graph → the map: where each entity stands, how large it is, and what it belongs to.

Papers are not drawn, but they hold the map together: an entity stands near the others of its
papers, so the communities are topics and even what no relation reaches has its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.view.communities import connected_components, find_communities
from kg.view.forces import Edges, Flags, Floats, Integers, settle
from kg.view.spacing import push_apart, shelve, spread_communities

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph

__all__ = ["Layout", "find_topics", "lay_out"]

#: Sides of the grids and rounds on them: small graphs, and large ones.
_SCHEDULE = ((64, 60), (128, 60), (256, 20))
_LARGE_SCHEDULE = ((128, 60), (256, 50), (512, 10))
_LARGE = 15_000

#: Share of its weight that an edge to an entity of a single paper has when topics are sought.
#: At 1 the 733 annotated papers fall into 143 communities of one paper and its own; at 0.05 into
#: about 35 topics and some small ones.
_HANGING = 0.05

#: Radius of an entity of one paper, in units of the map.
_SMALLEST = 3.0


@dataclass(frozen=True, slots=True)
class Layout:
    """The map.

    Attributes
    ----------
    points : array of float, shape (n, 2)
        Where each node of the graph stands, in its order; y grows downwards.
    radii : array of float, shape (n,)
        How large it is.
    communities : array of int, shape (n,)
        What it belongs to; 0 is the largest, by number of nodes.
    set_aside : array of bool, shape (n,)
        Whether it stands in the rows below, since nothing joins it to the rest.
    """

    points: Floats
    radii: Floats
    communities: Integers
    set_aside: Flags


def lay_out(graph: KnowledgeGraph) -> Layout:
    """Draw the map of a graph.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    Layout
        Always the same for the same graph.
    """
    n = len(graph.nodes)
    n_papers = np.array([len(node.papers) for node in graph.nodes], dtype=np.float64)
    radii = _SMALLEST * n_papers**0.45
    if n == 0:
        empty = np.zeros(0, dtype=np.int64)
        return Layout(np.zeros((0, 2)), radii, empty, empty.astype(np.bool_))
    edges = _edges(graph, n_papers)
    whole = n + len(graph.papers)
    community = _find_communities(edges, n_papers, whole)
    piece = connected_components(whole, edges.heads, edges.tails)
    size = np.bincount(piece)
    # The largest piece is always on the map, another one if it is worth a place there.
    on_map = (piece == 0) | (size[piece] > max(40, 0.02 * whole))
    core = np.flatnonzero(on_map)
    placed = _place(edges.among(core, whole), community[core])
    points = np.zeros((n, 2))
    drawn = core[core < n]
    points[drawn] = _make_room(placed[core < n], radii[drawn], community[drawn])
    aside = ~on_map[:n]
    _shelve_rest(points, radii, piece[:n], aside)
    return Layout(points, radii, _renumber(community[:n]), aside)


def find_topics(graph: KnowledgeGraph) -> Integers:
    """Part the nodes of a graph into the communities of its map, without drawing it.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    array of int, shape (n,)
        ``lay_out(graph).communities``.
    """
    n = len(graph.nodes)
    if n == 0:
        return np.zeros(0, dtype=np.int64)
    n_papers = np.array([len(node.papers) for node in graph.nodes], dtype=np.float64)
    edges = _edges(graph, n_papers)
    return _renumber(_find_communities(edges, n_papers, n + len(graph.papers))[:n])


def _find_communities(edges: Edges, n_papers: Floats, whole: int) -> Integers:
    weights = edges.weights * np.where(_hangs(edges, n_papers, whole), _HANGING, 1.0)
    return find_communities(whole, edges.heads, edges.tails, weights)


def _edges(graph: KnowledgeGraph, n_papers: Floats) -> Edges:
    # Nodes are numbered first, papers after them.
    #
    # What many papers name says little about any of them, so it pulls less: the weight falls with
    # the logarithm of the number of papers, as in the inverse document frequency.
    number = {node.id: i for i, node in enumerate(graph.nodes)}
    number |= {id_: len(number) + i for i, id_ in enumerate(graph.paper_of_node)}
    heads = np.array([number[edge.head] for edge in graph.edges], dtype=np.int64)
    tails = np.array([number[edge.tail] for edge in graph.edges], dtype=np.int64)
    papers = np.concatenate([n_papers, np.ones(len(graph.papers))])
    support = np.array([edge.support for edge in graph.edges], dtype=np.float64)
    spread = np.maximum(papers[heads], papers[tails])
    return Edges(heads, tails, np.sqrt(support) / (1.0 + np.log(spread)))


def _hangs(edges: Edges, n_papers: Floats, whole: int) -> Flags:
    # Edges with an end that only one paper names. Such an end follows its paper and tells nothing
    # of topics; most entities are of this kind.
    single = np.zeros(whole, dtype=np.bool_)
    single[: len(n_papers)] = n_papers == 1
    return single[edges.heads] | single[edges.tails]


def _place(edges: Edges, community: Integers) -> Floats:
    """Place all vertices: communities first, as if each were one point, then every vertex."""
    n = len(community)
    _, mine, size = np.unique(community, return_inverse=True, return_counts=True)
    k = len(size)
    # A sunflower with the largest in the middle, as a start that depends on nothing else.
    turn, out = np.arange(k) * np.pi * (3.0 - np.sqrt(5.0)), np.sqrt(np.arange(k) + 0.5)
    seeds = np.column_stack([out * np.cos(turn), out * np.sin(turn)]) * 50.0
    between = _between(edges, mine, k)
    masses = np.sqrt(size.astype(np.float64)) + 1.0
    if len(between.heads):
        seeds = settle(seeds, between, masses, schedule=((64, 120),))
    seeds *= np.sqrt(n) * 6.0 / (np.abs(seeds).max() + 1e-9)
    jitter = np.random.default_rng(1).normal(size=(n, 2)) * float(np.sqrt(n)) * 0.12
    degree = np.bincount(edges.heads, minlength=n) + np.bincount(edges.tails, minlength=n)
    schedule = _LARGE_SCHEDULE if n > _LARGE else _SCHEDULE
    return settle(seeds[mine] + jitter, edges, degree.astype(np.float64) + 1.0, schedule=schedule)


def _between(edges: Edges, mine: Integers, k: int) -> Edges:
    """Give the edges between communities: the root of how many edges join two of them."""
    one, other = mine[edges.heads], mine[edges.tails]
    across = one != other
    key = np.minimum(one, other)[across] * k + np.maximum(one, other)[across]
    pair, count = np.unique(key, return_counts=True)
    return Edges(pair // k, pair % k, np.sqrt(count.astype(np.float64)))


def _make_room(points: Floats, radii: Floats, community: Integers) -> Floats:
    """Give every disc its room and every community its place."""
    # Few nodes stand wider apart: all their names are to be read at once.
    gap = 5.0 + 150.0 / float(np.sqrt(len(points)))
    points = spread_communities(points, radii + 0.35 * gap, community)
    # A wide gap first, so that an even spread comes of it; what that pushes together is mended.
    points = push_apart(points, radii, rounds=40, gap=gap)
    return push_apart(points, radii, rounds=10, gap=2.0)


def _shelve_rest(points: Floats, radii: Floats, piece: Integers, aside: Flags) -> None:
    """Set what is aside in rows below the map, the largest piece first."""
    groups = [np.flatnonzero(piece == one) for one in np.unique(piece[aside])]
    core = points[~aside]
    low, high = core.min(axis=0), core.max(axis=0)
    # As wide as the map above. Where most of a graph is aside, as wide as what stands in the rows
    # needs to be no strip, and the map in the middle above them.
    steps = [2.0 * float(radii[group].max()) + 2.0 for group in groups]
    sizes = [np.sqrt(len(group) - 1) for group in groups]
    above = max(float(high[0] - low[0]), 400.0)
    area = sum(
        (2.0 * step * (0.8 * float(size) + 1.0)) ** 2
        for step, size in zip(steps, sizes, strict=True)
    )
    wide = max(above, round(float(np.sqrt(1.5 * area))))
    left = float(low[0]) - (wide - above) / 2.0
    heaps = shelve(
        [radii[group] for group in groups],
        left=left,
        right=left + wide,
        top=float(high[1]) + 70.0,
    )
    for group, heap in zip(groups, heaps, strict=True):
        points[group] = heap


def _renumber(community: Integers) -> Integers:
    """Order communities by how many nodes they have, papers not counted."""
    labels, first, count = np.unique(community, return_index=True, return_counts=True)
    order = np.lexsort((first, -count))
    number = np.empty(int(labels.max()) + 1, dtype=np.int64)
    number[labels[order]] = np.arange(len(order))
    return number[community]
