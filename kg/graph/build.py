"""Groups and extractions → ``KnowledgeGraph``: one edge for a triple, with all that says so.

The laws: the order of the papers does not count, every edge has evidence, and what cannot be
kept is returned with a reason.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.graph.hierarchy import add_broader, break_circles
from kg.graph.misread import drop_misread_kinds
from kg.graph.node import Node, NodeMention
from kg.graph.value import Edge, Evidence, KnowledgeGraph, ResultRecord
from kg.ids import entity_id, paper_node_id, result_id
from kg.link.groups import Member
from kg.model import Dropped
from kg.text.readable import readable
from kg.vocabulary import RELATIONS, ROLES, Role, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.link.groups import Group, Linking
    from kg.model import Entity, Extraction, ResultClaim
    from kg.vocabulary import EntityType, Relation

__all__ = ["build_graph", "nearest_role"]


def build_graph(
    extractions: Iterable[Extraction], linking: Linking
) -> tuple[KnowledgeGraph, tuple[Dropped, ...]]:
    """Make the graph.

    Parameters
    ----------
    extractions : iterable of Extraction
        One per paper, in any order.
    linking : Linking
        What ``kg.link.link`` made of them.

    Returns
    -------
    KnowledgeGraph
        Papers, one node per group, edges and results.
    tuple of Dropped
        What was not kept or was changed, sorted.
    """
    papers = sorted(extractions, key=lambda extraction: extraction.paper.id)
    entity_of = {
        Member(extraction.paper.id, entity.name): entity
        for extraction in papers
        for entity in extraction.entities
    }
    made = {group.key: _make_node(group, entity_of) for group in linking.groups}
    nodes = sorted(made.values(), key=lambda node: node.id)
    node_of = {member: made[group.key].id for member, group in linking.group_of.items()}
    type_of = {node.id: node.type for node in nodes}
    dropped: list[Dropped] = []
    stated = drop_misread_kinds(
        _join_relations(papers, node_of, type_of, dropped),
        {node.id: node.name for node in nodes},
        dropped,
    )
    edges = [
        *_join_roles(entity_of, node_of, type_of, dropped),
        *break_circles(stated, dropped),
    ]
    nodes = add_broader(nodes, edges, linking.kinds)
    results = {
        record.id: record
        for extraction in papers
        for record in (
            _make_result(extraction.paper.id, claim, node_of) for claim in extraction.results
        )
    }
    graph = KnowledgeGraph(
        papers=tuple(extraction.paper for extraction in papers),
        nodes=tuple(nodes),
        edges=tuple(sorted(edges, key=lambda edge: edge.key)),
        results=tuple(results[key] for key in sorted(results)),
    )
    return graph, tuple(sorted(dropped))


def nearest_role(role: Role, entity_type: EntityType) -> Role:
    """Give the role that says most nearly the same of a thing of this type.

    Parameters
    ----------
    role : Role
        Role that the thing has in a paper, under the type that it has there.
    entity_type : EntityType
        Type that was elected for its node.

    Returns
    -------
    Role
        The role itself where the type allows it; ``mentions`` stays ``mentions``; else the role of
        the type for a thing that the paper makes (``proposes``, ``introduces``) or works with.

    Examples
    --------
    >>> from kg.vocabulary import EntityType
    >>> nearest_role(Role.STUDIES, EntityType.TASK)
    <Role.ADDRESSES: 'addresses'>
    >>> nearest_role(Role.PROPOSES, EntityType.DATASET)
    <Role.INTRODUCES: 'introduces'>
    """
    allowed = allowed_roles(entity_type)
    if role in allowed:
        return role
    makes = (Role.PROPOSES, Role.INTRODUCES)
    if role in makes:
        return allowed[0]
    return next(one for one in allowed if one not in makes)


def _make_node(group: Group, entity_of: Mapping[Member, Entity]) -> Node:
    mentions = {
        NodeMention(member.paper, mention.span, entity_of[member].type)
        for member in group.members
        for mention in entity_of[member].mentions
    }
    # What a paper writes stays a way to ask for it.
    name = readable(group.name)
    aliases = {*group.aliases, group.name} - {name}
    return Node(
        id=entity_id(group.key),
        key=group.key,
        name=name,
        type=group.type,
        mentions=tuple(sorted(mentions)),
        aliases=tuple(sorted(aliases)),
        joins=group.joins,
        matches=group.matches,
    )


def _join_roles(
    entity_of: Mapping[Member, Entity],
    node_of: Mapping[Member, str],
    type_of: Mapping[str, EntityType],
    dropped: list[Dropped],
) -> list[Edge]:
    # One edge for a paper and a node: the strongest role that the paper's entities give.
    claims: dict[tuple[str, str], list[tuple[Role, Evidence]]] = defaultdict(list)
    for member, entity in entity_of.items():
        node = node_of[member]
        role = nearest_role(entity.role, type_of[node])
        if role is not entity.role:
            changed = f"{entity.name}: {entity.role.value} → {role.value}"
            dropped.append(Dropped("graph", "role-changed", changed, member.paper))
        confidence = round(entity.confidence * entity.role_confidence, 4)
        evidence = Evidence(member.paper, entity.role_evidence, entity.role_source, confidence)
        claims[member.paper, node].append((role, evidence))
    strength = list(ROLES)
    edges = []
    for (paper, node), said in claims.items():
        role = min((role for role, _ in said), key=strength.index)
        evidence_of = {evidence for one, evidence in said if one is role}
        edges.append(Edge(paper_node_id(paper), role, node, tuple(sorted(evidence_of))))
    return edges


def _join_relations(
    papers: Iterable[Extraction],
    node_of: Mapping[Member, str],
    type_of: Mapping[str, EntityType],
    dropped: list[Dropped],
) -> list[Edge]:
    evidence_of: dict[tuple[str, Relation, str], set[Evidence]] = defaultdict(set)
    for extraction in papers:
        paper = extraction.paper.id
        for claim in extraction.relations:
            head, tail = node_of[Member(paper, claim.head)], node_of[Member(paper, claim.tail)]
            told = f"{claim.head} {claim.relation.value} {claim.tail}"
            if head == tail:
                dropped.append(Dropped("graph", "ends-are-one-node", told, paper))
                continue
            if not allowed_ends(claim.relation, type_of[head], type_of[tail]):
                dropped.append(Dropped("graph", "ends-not-allowed", told, paper))
                continue
            if RELATIONS[claim.relation].symmetric:
                head, tail = sorted((head, tail))
            evidence_of[head, claim.relation, tail].add(
                Evidence(paper, claim.evidence, claim.source, claim.confidence)
            )
    return [
        Edge(head, relation, tail, tuple(sorted(said)))
        for (head, relation, tail), said in evidence_of.items()
    ]


def _make_result(paper: str, claim: ResultClaim, node_of: Mapping[Member, str]) -> ResultRecord:
    # Here, because a part of kg.extract loads all of it, and reading a graph needs none of it.
    from kg.extract.numbers import parse_value

    def at(name: str | None) -> str | None:
        return None if name is None else node_of.get(Member(paper, name))

    method, dataset, metric = (
        node_of[Member(paper, claim.method)],
        at(claim.dataset),
        at(claim.metric),
    )
    number, unit = parse_value(claim.value)
    baseline = at(claim.baseline)
    return ResultRecord(
        id=result_id(
            paper,
            method,
            dataset or "",
            metric or "",
            claim.value,
            claim.kind.value,
            baseline or claim.baseline or "",
            str(claim.value_span.start),
            str(claim.value_span.end),
        ),
        paper=paper,
        method=method,
        dataset=dataset,
        metric=metric,
        value=claim.value,
        number=number,
        unit=unit,
        kind=claim.kind,
        baseline=baseline,
        baseline_text=None if baseline is not None else claim.baseline,
        evidence=Evidence(paper, claim.evidence, claim.source, claim.confidence),
        value_span=claim.value_span,
    )
