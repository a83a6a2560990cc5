"""The map: always the same, nothing over anything, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings, strategies as st

from kg.graph.value import KnowledgeGraph
from kg.model import Paper
from kg.view import forces
from kg.view.communities import connected_components, find_communities
from kg.view.forces import Edges, Integers, settle
from kg.view.layout import lay_out
from kg.view.spacing import push_apart, shelve, spread_communities
from tests.view.graphs import METHOD, graph_of, harbour_graph, large_graph, node

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGES = st.integers(1, 30).flatmap(
    lambda n: st.tuples(
        st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60)
    )
)


def columns(pairs: Sequence[tuple[int, int]]) -> tuple[Integers, Integers]:
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]


@settings(max_examples=60, deadline=None)
@given(EDGES)
def test_components_join_what_edges_join_and_nothing_else(case):
    n, pairs = case
    found = connected_components(n, *columns(pairs))
    assert all(found[head] == found[tail] for head, tail in pairs)
    # Each piece needs at least size - 1 edges; loops and doubles do not count.
    sizes = np.bincount(found)
    assert list(sizes) == sorted(sizes, reverse=True)
    proper = {tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]}
    for piece, size in enumerate(sizes):
        assert sum(found[head] == piece for head, _ in proper) >= size - 1


@settings(max_examples=60, deadline=None)
@given(EDGES)
def test_communities_never_cross_components(case):
    n, pairs = case
    heads, tails = columns(pairs)
    community = find_communities(n, heads, tails, np.ones(len(pairs)))
    piece = connected_components(n, heads, tails)
    assert len(community) == n
    for one in np.unique(community):
        assert len(set(piece[community == one])) == 1


def test_communities_find_planted_cliques():
    pairs = [
        (base + i, base + j) for base in range(0, 40, 8) for i in range(8) for j in range(i)
    ] + [(base, (base + 8) % 40) for base in range(0, 40, 8)]
    community = find_communities(40, *columns(pairs), np.ones(len(pairs)))
    assert community.reshape(5, 8).tolist() == [[i] * 8 for i in range(5)]


def test_push_apart_leaves_no_overlap_and_parts_what_stands_at_one_place():
    radii = np.linspace(2, 6, 40)
    points = push_apart(np.zeros((40, 2)), radii, rounds=2000, gap=1.0)
    distance = np.hypot(*(points[:, None] - points[None]).T)
    missing = radii[:, None] + radii[None] - distance
    np.fill_diagonal(missing, 0)
    assert missing.max() < 0.01


def test_shelve_keeps_groups_apart_and_within_the_rows():
    groups = [np.full(size, 3.0) for size in (20, 12, 5, 5, 1)]
    heaps = shelve(groups, left=0.0, right=150.0, top=10.0)
    assert [len(heap) for heap in heaps] == [20, 12, 5, 5, 1]
    everything = np.concatenate(heaps)
    assert everything[:, 1].min() - 3 >= 10
    distance = np.hypot(*(everything[:, None] - everything[None]).T)
    np.fill_diagonal(distance, np.inf)
    assert distance.min() >= 6


def test_spread_keeps_communities_apart():
    rng = np.random.default_rng(0)
    community = np.repeat([0, 1, 2], 50)
    points = rng.normal(size=(150, 2)) + community[:, None] * 0.5
    spread = spread_communities(points, np.full(150, 3.0), community)
    centres = np.array([spread[community == one].mean(axis=0) for one in range(3)])
    for one in range(3):
        distance = np.hypot(*(spread[community == one, None] - centres[None]).T)
        assert (distance.argmin(axis=0) == one).mean() > 0.9


def test_settle_is_not_moved_by_the_last_digits(monkeypatch):
    rng = np.random.default_rng(3)
    n = 300
    edges = Edges(rng.integers(0, n, 700), rng.integers(0, n, 700), np.ones(700))
    start = rng.normal(size=(n, 2)) * 50
    first = settle(start, edges, np.ones(n), schedule=((64, 60),))
    pull = forces._attraction

    def another_processor(points, edges):
        return pull(points, edges) * (1 + 1e-15 * rng.normal(size=(n, 2)))

    monkeypatch.setattr(forces, "_attraction", another_processor)
    second = settle(start, edges, np.ones(n), schedule=((64, 60),))
    assert np.array_equal(first, second)


def test_lay_out_sets_aside_what_nothing_joins():
    graph = harbour_graph()
    layout = lay_out(graph)
    aside = [node.name for node, flag in zip(graph.nodes, layout.set_aside, strict=True) if flag]
    assert aside == ["braid group"]
    below = layout.points[layout.set_aside][:, 1].min()
    assert below > layout.points[~layout.set_aside][:, 1].max()


def test_islands_alone_are_no_strip():
    papers = [Paper(f"p{i:03}", "Alone", f"Name {i:03}.") for i in range(300)]
    nodes = [node(f"Name {i:03}", METHOD, papers[i : i + 1]) for i in range(300)]
    wide, high = np.ptp(lay_out(graph_of(papers, nodes, [])).points, axis=0)
    assert 0.5 < wide / high < 2.5


def test_lay_out_covers_nothing():
    layout = lay_out(harbour_graph())
    distance = np.hypot(*(layout.points[:, None] - layout.points[None]).T)
    need = layout.radii[:, None] + layout.radii[None]
    np.fill_diagonal(distance, np.inf)
    assert (distance > need).all()


def test_lay_out_of_nothing():
    layout = lay_out(KnowledgeGraph())
    assert len(layout.points) == len(layout.radii) == len(layout.communities) == 0


def test_lay_out_of_single_nodes():
    graph = harbour_graph()
    lonely = KnowledgeGraph(graph.papers, graph.nodes, ())
    layout = lay_out(lonely)
    assert np.isfinite(layout.points).all()
    assert len({tuple(point) for point in layout.points.tolist()}) == len(graph.nodes)


def test_lay_out_puts_what_is_joined_together():
    graph = large_graph(1_500, 3_700, 120)
    layout = lay_out(graph)
    assert np.isfinite(layout.points).all()
    # Neighbours stand near: a fifth of the map's width, at most, for the middle one of all edges.
    place = {node.id: i for i, node in enumerate(graph.nodes)}
    ends = np.array(
        [[place[one.head], place[one.tail]] for one in graph.edges if one.head in place]
    )
    length = np.hypot(*(layout.points[ends[:, 0]] - layout.points[ends[:, 1]]).T)
    assert np.median(length) < np.ptp(layout.points[:, 0]) / 5
