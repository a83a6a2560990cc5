"""``KnowledgeGraph`` → GEXF, for Gephi: coloured by type, sized by papers."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.graph.graphml import protect
from kg.ids import assertion_id, paper_node_id
from kg.vocabulary import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.value import KnowledgeGraph

__all__ = ["graph_to_gexf"]

#: Colours of the page's types (``kg/view/page/theme.js``), and grey for papers.
_COLOURS: Final = {
    EntityType.METHOD: (0x2F, 0x62, 0xB0),
    EntityType.DATASET: (0xB4, 0x53, 0x09),
    EntityType.TASK: (0x23, 0x80, 0x3F),
    EntityType.METRIC: (0xB8, 0x32, 0x80),
    EntityType.CONCEPT: (0x66, 0x70, 0x85),
}
_GREY: Final = (0xB8, 0xBF, 0xCB)

_CLOCK: Final = re.compile(r' lastmodifieddate="[^"]*"')


def graph_to_gexf(kg: KnowledgeGraph) -> Iterator[str]:
    """Write a graph as GEXF 1.2.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Yields
    ------
    str
        Lines with their ends. Papers and things are nodes, roles and relations are edges that
        weigh their support; results and evidence are left to other formats.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for paper in kg.papers:
        year = {} if paper.year is None else {"year": paper.year}
        node = {"label": protect(paper.title), "type": "Paper", "papers": 1, **year}
        graph.add_node(paper_node_id(paper.id), **node, viz=_look(_GREY, 1))
    for one in kg.nodes:
        n_papers = len(one.papers)
        node = {"label": protect(one.name), "type": one.type.value, "papers": n_papers}
        graph.add_node(one.id, **node, viz=_look(_COLOURS[one.type], n_papers))
    for edge in kg.edges:
        graph.add_edge(
            edge.head,
            edge.tail,
            id=assertion_id(*edge.key),
            label=edge.relation.value,
            relation=edge.relation.value,
            support=edge.support,
            confidence=edge.confidence,
            weight=float(edge.support),
        )
    for line in nx.generate_gexf(graph, prettyprint=True):
        # No clock: the same graph gives the same bytes.
        yield (_CLOCK.sub("", line) if line.lstrip().startswith("<meta ") else line) + "\n"


def _look(colour: tuple[int, int, int], n_papers: int) -> dict[str, Any]:
    red, green, blue = colour
    size = round(4.0 + 6.0 * math.log2(1 + n_papers), 2)
    return {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": size}
