"""Questions about a graph, as pure functions: counts, degrees, neighbours, names, communities."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.errors import NotFoundError
from kg.graph.names import NameIndex
from kg.vocabulary import RELATIONS, ROLES, TYPES, EntityType, Relation, Role

if TYPE_CHECKING:
    from kg.graph.value import Edge, KnowledgeGraph, Node

__all__ = [
    "Neighbours",
    "communities",
    "count_nodes",
    "count_relations",
    "count_roles",
    "degrees",
    "find_node",
    "neighbours",
    "top_nodes",
]

#: Seed of the Louvain method; any number does, as long as it stays.
_SEED: Final = 0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The edges of one kind and direction at a node.

    Attributes
    ----------
    relation : Role or Relation
        Kind of edge.
    incoming : bool
        True if the node is the tail.
    edges : tuple of Edge
        Most papers first, then surest, then by key; never empty.
    """

    relation: Role | Relation
    incoming: bool
    edges: tuple[Edge, ...]


def count_nodes(kg: KnowledgeGraph) -> dict[EntityType, int]:
    """Count nodes by type.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Every type in the vocabulary's order → number of nodes.
    """
    counts = Counter(node.type for node in kg.nodes)
    return {one: counts[one] for one in TYPES}


def count_roles(kg: KnowledgeGraph) -> dict[Role, int]:
    """Count the edges from papers by role.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Every role in the vocabulary's order → number of edges.
    """
    counts = Counter(edge.relation for edge in kg.edges if isinstance(edge.relation, Role))
    return {one: counts[one] for one in ROLES}


def count_relations(kg: KnowledgeGraph) -> dict[Relation, int]:
    """Count the edges between nodes by relation.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Every relation in the vocabulary's order → number of edges.
    """
    counts = Counter(edge.relation for edge in kg.edges if isinstance(edge.relation, Relation))
    return {one: counts[one] for one in RELATIONS}


def degrees(kg: KnowledgeGraph) -> dict[str, int]:
    """Count the edges at each node.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        Id of each node, in the graph's order → roles and relations that begin or end there.
    """
    ends = Counter(end for edge in kg.edges for end in (edge.head, edge.tail))
    return {node.id: ends[node.id] for node in kg.nodes}


def top_nodes(kg: KnowledgeGraph, n: int, *, of_type: EntityType | None = None) -> tuple[Node, ...]:
    """List the nodes that most papers name.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    n : int
        How many at most.
    of_type : EntityType, optional
        Only nodes of this type.

    Returns
    -------
    tuple of Node
        Most papers first, then highest degree, then by name and id.
    """
    degree = degrees(kg)
    chosen = [node for node in kg.nodes if of_type is None or node.type is of_type]
    chosen.sort(key=lambda one: (-len(one.papers), -degree[one.id], one.name, one.id))
    return tuple(chosen[:n])


def neighbours(kg: KnowledgeGraph, node_id: str) -> tuple[Neighbours, ...]:
    """Group the edges at a node.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    node_id : str
        Id of a node.

    Returns
    -------
    tuple of Neighbours
        Roles before relations, each in the vocabulary's order, outgoing before incoming.

    Raises
    ------
    NotFoundError
        If there is no such node.
    """
    if node_id not in kg.node_of:
        raise NotFoundError("node", node_id)
    found: dict[tuple[bool, int, bool], list[Edge]] = defaultdict(list)
    roles, relations = list(ROLES), list(RELATIONS)
    for edge in kg.edges:
        if node_id not in (edge.head, edge.tail):
            continue
        # Apart by class first: a role and a relation may have one name ("addresses").
        if isinstance(edge.relation, Role):
            place = (False, roles.index(edge.relation))
        else:
            place = (True, relations.index(edge.relation))
        found[*place, edge.tail == node_id].append(edge)
    return tuple(
        Neighbours(
            edges[0].relation,
            incoming,
            tuple(sorted(edges, key=lambda one: (-one.support, -one.confidence, one.key))),
        )
        for (_, _, incoming), edges in sorted(found.items(), key=lambda item: item[0])
    )


def find_node(kg: KnowledgeGraph, name: str) -> Node:
    """Find a node by its id or any of its names.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    name : str
        Id, name or alias; case, hyphens, spaces and plural do not count.

    Returns
    -------
    Node
        The node whose name it is to the letter, else by letters alone, else the one that has it
        among its aliases, else the one that is spelt so; of several, the one that most papers name.

    Raises
    ------
    NotFoundError
        If no node is called that; it suggests names that are near.
    """
    return NameIndex(kg.nodes).find(name)


def communities(kg: KnowledgeGraph) -> tuple[tuple[str, ...], ...]:
    """Group the nodes that relations join closely.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.

    Returns
    -------
    tuple of tuple of str
        Ids of nodes, sorted; largest group first, then by first id. A node without relations is
        in no group.

    References
    ----------
    V. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. 2008,
    P10008; as in ``networkx.community.louvain_communities``. An edge weighs its number of papers.
    """
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for edge in kg.edges:
        if isinstance(edge.relation, Relation):
            weights[min(edge.head, edge.tail), max(edge.head, edge.tail)] += edge.support
    ids = sorted({end for pair in weights for end in pair})
    # Numbers, because sets of text are not in the same order in every process.
    number_of = {id_: number for number, id_ in enumerate(ids)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ids)))
    for (left, right), weight in sorted(weights.items()):
        graph.add_edge(number_of[left], number_of[right], weight=weight)
    if not ids:
        return ()
    groups = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    named = [tuple(sorted(ids[number] for number in group)) for group in groups]
    return tuple(sorted(named, key=lambda group: (-len(group), group)))
