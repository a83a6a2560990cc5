"""Communities of the map → topics: two names for each, and a colour that its neighbours lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from kg.vocabulary import EntityType, Relation

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph
    from kg.view.forces import Integers
    from kg.view.layout import Layout

__all__ = ["N_COLOURS", "SMALL_TOPIC", "colour_topics", "name_topics"]

#: Colours of topics that the page's style sheet has.
N_COLOURS: Final = 10

#: A community with fewer nodes, is no topic: it is drawn grey and has no name on the map. In a
#: small graph a fortieth of its nodes is enough, but three at least.
SMALL_TOPIC: Final = 30
_SMALLEST_TOPIC: Final = 3

#: What a metric counts as a name of a topic: "accuracy" says nothing about one.
_METRIC_WEIGHT: Final = 0.2


def name_topics(graph: KnowledgeGraph, communities: Integers) -> list[list[str]]:
    """Name each community by its two most telling nodes.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    communities : array of int, shape (n,)
        What each node belongs to.

    Returns
    -------
    list of list of str
        One or two names for each community, in their order. A node tells more the more papers name
        it and the more of its facts stay inside the community.
    """
    place = {node.id: i for i, node in enumerate(graph.nodes)}
    inside, all_facts = np.ones(len(place)), np.ones(len(place))
    for edge in graph.edges:
        if isinstance(edge.relation, Relation):
            head, tail = place[edge.head], place[edge.tail]
            stays = communities[head] == communities[tail]
            all_facts[[head, tail]] += 1
            inside[[head, tail]] += stays
    names: list[list[str]] = [[] for _ in range(_n_topics(communities))]
    telling = {
        node.id: len(node.papers)
        * float(inside[i] / all_facts[i])
        * (_METRIC_WEIGHT if node.type is EntityType.METRIC else 1.0)
        for i, node in enumerate(graph.nodes)
    }
    for node in sorted(graph.nodes, key=lambda one: (-round(telling[one.id], 6), one.id)):
        mine = names[communities[place[node.id]]]
        if len(mine) < 2:
            mine.append(node.name)
    return names


def colour_topics(layout: Layout) -> list[int]:
    """Choose a colour for each community, far from every other that has the same.

    Parameters
    ----------
    layout : Layout
        The map.

    Returns
    -------
    list of int
        Number of a colour, or -1 for a community that is too small to have one.

    Notes
    -----
    Greedy, from the largest on: the colour whose nearest other community is farthest away.
    """
    k = _n_topics(layout.communities)
    size = np.bincount(layout.communities, minlength=k)
    small = min(SMALL_TOPIC, max(_SMALLEST_TOPIC, len(layout.communities) / 40))
    centres = np.array(
        [np.median(layout.points[layout.communities == one], axis=0) for one in range(k)]
    ).reshape(k, 2)
    colours: list[int] = []
    for one in range(k):
        if size[one] < small:
            colours.append(-1)
            continue
        nearest = np.full(N_COLOURS, np.inf)
        for other, colour in enumerate(colours):
            if colour >= 0:
                distance = float(np.hypot(*(centres[one] - centres[other])))
                nearest[colour] = min(nearest[colour], round(distance, 3))
        colours.append(int(np.argmax(nearest)))
    return colours


def _n_topics(communities: Integers) -> int:
    return int(communities.max()) + 1 if len(communities) else 0
