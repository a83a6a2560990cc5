"""Communities of the map → topics: two names for each, and a colour that its neighbours lack."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Sequence

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

#: What a type counts as a name of a topic, where it is not 1: "accuracy" says nothing about one,
#: and a method or a task says more than a data set or a word of many meanings. Chosen by eye, on
#: the example and on 492 papers.
_WEIGHTS: Final = {EntityType.METRIC: 0.2, EntityType.CONCEPT: 0.7, EntityType.DATASET: 0.7}


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
        it and the more of what these papers name belongs to its community. Two names of one
        community have less than half of their words in common.
    """
    named: list[list[str]] = [[] for _ in range(_n_topics(communities))]
    telling = _telling(graph, communities.tolist())
    order = sorted(range(len(telling)), key=lambda i: (-telling[i], graph.nodes[i].id))
    for i in order:
        mine, name = named[communities[i]], graph.nodes[i].name
        if not mine or (len(mine) == 1 and not _alike(mine[0], name)):
            mine.append(name)
    return named


def _telling(graph: KnowledgeGraph, communities: Sequence[int]) -> list[float]:
    """How much each node tells of its community: what its papers give to that, summed."""
    given: dict[str, Counter[int]] = {}
    for node, community in zip(graph.nodes, communities, strict=True):
        for paper in node.papers:
            given.setdefault(paper, Counter())[community] += 1
    share = {
        paper: {one: count / counts.total() for one, count in counts.items()}
        for paper, counts in given.items()
    }
    return [
        round(sum(share[paper][one] for paper in node.papers) * _WEIGHTS.get(node.type, 1.0), 6)
        for node, one in zip(graph.nodes, communities, strict=True)
    ]


def _alike(name: str, other: str) -> bool:
    """Whether the shorter of two names has half of its words, or more, from the longer."""
    words, others = _words(name), _words(other)
    return len(words & others) * 2 >= max(1, min(len(words), len(others)))


def _words(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w+", name.lower()))


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
