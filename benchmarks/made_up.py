"""Made-up literature of any size, for measuring: topics, hubs, islands, papers with abstracts.

Nothing in it is real. Names are syllables, sentences say one fact each, and the same numbers give
the same graph.
"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.graph.value import Edge, Evidence, KnowledgeGraph, Node, NodeMention
from kg.ids import entity_id, paper_node_id
from kg.model import Paper, Span
from kg.vocabulary import EntityType, Relation, Role, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["make_graph"]

_SYLLABLES = [a + b for a in "bdfghklmnprstvz" for b in "aeiou"]
_TYPES = random.Random(0).choices(list(EntityType), weights=(38, 4, 9, 4, 45), k=1000)
#: How many sentences say a fact: most facts are said once.
_SENTENCES = (1,) * 70 + (2,) * 18 + (3,) * 8 + (4,) * 4
_FACTS_PER_PAPER = 10


def make_graph(n: int, m: int, *, seed: int = 1) -> KnowledgeGraph:
    """Make a graph of n nodes and m facts up.

    Parameters
    ----------
    n, m : int
        Number of nodes and of facts between them.
    seed : int
        Another number gives another graph.

    Returns
    -------
    KnowledgeGraph
        Communities of very different sizes, a few hubs, many nodes with one fact, some small
        islands; each fact in one to four sentences of abstracts of about ten sentences.
    """
    rng = random.Random(seed)
    names = _names(rng, n)
    kinds = [_TYPES[rng.randrange(1000)] for _ in range(n)]
    topics = _topics(rng, n)
    facts = _facts(rng, kinds, topics, m)
    return _write(rng, names, kinds, facts)


def _word(rng: random.Random, low: int = 2, high: int = 4) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(low, high)))


def _names(rng: random.Random, n: int) -> list[str]:
    words = [_word(rng) for _ in range(2000)]
    names: dict[str, None] = {}
    while len(names) < n:
        names[" ".join(rng.choices(words, k=rng.choice((1, 2, 2, 3)))) + f" {len(names)}"] = None
    return list(names)


def _topics(rng: random.Random, n: int) -> list[list[int]]:
    """Part the nodes into topics, the first a sixth of all; the last 2 % are islands of four."""
    islands = n // 50
    nodes = list(range(n))
    topics, start = [], 0
    while start < n - islands:
        size = max(8, round((n - islands - start) * rng.uniform(0.03, 0.17)))
        topics.append(nodes[start : min(start + size, n - islands)])
        start += size
    topics += [nodes[k : k + 4] for k in range(n - islands, n, 4)]
    return topics


def _facts(
    rng: random.Random, kinds: Sequence[EntityType], topics: Sequence[Sequence[int]], m: int
) -> list[tuple[int, Relation, int, int]]:
    """Draw facts: (head, relation, tail, topic); the first nodes of a topic are its hubs."""
    inside = [topic for topic in topics if len(topic) > 4]
    share = [len(topic) for topic in inside]
    found: dict[tuple[int, Relation, int], int] = {}

    def add(a: int, b: int, topic: int) -> None:
        fitting = [one for one in Relation if allowed_ends(one, kinds[a], kinds[b])]
        if a != b and fitting:
            found.setdefault((a, rng.choice(fitting), b), topic)

    for number, topic in enumerate(topics):
        if len(topic) <= 4:
            for a, b in pairwise(topic):
                add(a, b, number)
    while len(found) < m:
        (number,) = rng.choices(range(len(inside)), weights=share)
        topic = inside[number]
        a = topic[rng.randrange(len(topic))]
        far = rng.random() < 0.1
        other = rng.choices(inside, weights=share)[0] if far else topic
        b = other[int(len(other) * rng.random() ** 2.5)]
        add(*((a, b) if rng.random() < 0.6 else (b, a)), number)
    return [(*fact, topic) for fact, topic in found.items()]


def _write(
    rng: random.Random,
    names: Sequence[str],
    kinds: Sequence[EntityType],
    facts: Sequence[tuple[int, Relation, int, int]],
) -> KnowledgeGraph:
    """Let papers say the facts, each paper those of one topic."""
    filler = [_word(rng) for _ in range(3000)]
    said: dict[int, list[int]] = defaultdict(list)
    for number, fact in enumerate(facts):
        said[fact[3]] += [number] * rng.choice(_SENTENCES)
    papers: list[Paper] = []
    evidence: dict[int, list[Evidence]] = defaultdict(list)
    mentions: dict[int, set[NodeMention]] = defaultdict(set)
    roles: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for topic in sorted(said):
        rng.shuffle(said[topic])
        for start in range(0, len(said[topic]), _FACTS_PER_PAPER):
            id_ = f"p{len(papers):06}"
            title = " ".join(rng.choices(filler, k=7)).capitalize()
            text = f"{title}\n"
            for number in said[topic][start : start + _FACTS_PER_PAPER]:
                head, relation, tail, _ = facts[number]
                begin = len(text)
                words = rng.choices(filler, k=rng.randint(4, 14))
                text += "We show that "
                for end in (head, tail):
                    place = Span(len(text), len(text) + len(names[end]))
                    mentions[end].add(NodeMention(id_, place, kinds[end]))
                    text += names[end] + (f" {relation.value} " if end == head else " ")
                text += " ".join(words) + "."
                one = Evidence(id_, Span(begin, len(text)), "made.up", rng.randint(30, 100) / 100)
                evidence[number].append(one)
                for end in (head, tail):
                    roles[id_, end].append(one)
                text += " "
            date = f"{rng.randint(2012, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            papers.append(Paper(id_, title, text[len(title) + 1 :].strip(), date=date))
    ids = [entity_id(name) for name in names]
    nodes = [
        Node(ids[i], ids[i], name, kinds[i], tuple(sorted(mentions[i])), ())
        for i, name in enumerate(names)
    ]
    edges = [
        Edge(ids[head], relation, ids[tail], tuple(sorted(set(evidence[number]))))
        for number, (head, relation, tail, _) in enumerate(facts)
    ]
    edges += [
        Edge(paper_node_id(id_), _role(rng, kinds[end]), ids[end], tuple(sorted(set(rows))))
        for (id_, end), rows in roles.items()
    ]
    return KnowledgeGraph(
        tuple(papers),
        tuple(sorted(nodes, key=lambda one: one.id)),
        tuple(sorted(edges, key=lambda one: one.key)),
    )


def _role(rng: random.Random, kind: EntityType) -> Role:
    return rng.choice(allowed_roles(kind))
