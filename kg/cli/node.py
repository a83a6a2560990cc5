"""One node of a graph → words on a terminal, each fact with the sentences that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from kg.cli.show import as_line, new_console, plain
from kg.graph.analysis import neighbours
from kg.ids import paper_node_id
from kg.vocabulary import RELATIONS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from kg.graph.value import Edge, KnowledgeGraph, Node, ResultRecord
    from kg.paper import Paper

__all__ = ["print_node"]

#: Sentences shown for a fact: the surest ones.
_N_SENTENCES = 3


def print_node(graph: KnowledgeGraph, node: Node, *, why: bool) -> None:
    """Print all that a graph knows of a node.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    node : Node
        One of its nodes.
    why : bool
        Whether to say why its names are one node.
    """
    console = new_console()
    console.print(Text(plain(node.name), style="bold"), Text(f"  {node.type}", style="cyan"))
    console.print(as_line(f"id        {node.id}"))
    if node.aliases:
        console.print(as_line(f"also      {' · '.join(map(plain, node.aliases))}"))
    if why:
        _print_why(console, graph, node)
    papers = sorted(
        (graph.paper_of[paper] for paper in node.papers), key=lambda p: (p.date or "", p.id)
    )
    console.print(as_line(f"papers    {len(papers)}"))
    _print_roles(console, graph, node, papers)
    _print_relations(console, graph, node)
    _print_results(console, graph, node)


def _print_why(console: Console, graph: KnowledgeGraph, node: Node) -> None:
    for join in node.joins:
        told = f"{plain(join.left)} = {plain(join.right)}  ({join.rule})"
        console.print(as_line(f"joined    {told}"))
    for broader in node.broader:
        above = plain(graph.node_of[broader.node].name)
        console.print(as_line(f"kind of   {above}  ({broader.rule})"))
    for match in node.matches:
        what = "is" if match.exact else "is near"
        told = f"{plain(match.label)} <{plain(match.iri)}>  ({match.rule}, {match.score})"
        console.print(as_line(f"{what:<10}{told}"))


def _print_roles(
    console: Console, graph: KnowledgeGraph, node: Node, papers: Iterable[Paper]
) -> None:
    roles = {
        edge.head: edge
        for edge in graph.edges
        if edge.tail == node.id and isinstance(edge.relation, Role)
    }
    for paper in papers:
        date = paper.date or "undated"
        edge = roles.get(paper_node_id(paper.id))
        said = "names it" if edge is None else edge.relation.value
        console.print(as_line(f"  {date:<10}  {said:<10}  {plain(paper.title)}"))
        if edge is not None:
            _print_sentences(console, graph, edge)


def _print_relations(console: Console, graph: KnowledgeGraph, node: Node) -> None:
    for group in neighbours(graph, node.id):
        if isinstance(group.relation, Role):
            continue  # told with the papers
        label = RELATIONS[group.relation].label
        console.print(Text(f"{'←' if group.incoming else '→'} {label}", style="bold"))
        for edge in group.edges:
            other = graph.node_of[edge.head if group.incoming else edge.tail]
            support = f"{edge.support} paper(s), confidence {edge.confidence:.2f}"
            console.print(as_line(f"  {plain(other.name)}  [{other.type}; {support}]"))
            _print_sentences(console, graph, edge)


def _print_results(console: Console, graph: KnowledgeGraph, node: Node) -> None:
    results = [
        one
        for one in graph.results
        if node.id in (one.method, one.dataset, one.metric, one.baseline)
    ]
    if not results:
        return
    console.print(Text("results", style="bold"))
    for one in results:
        console.print(as_line(f"  {_result_words(graph, one)}"))


def _result_words(graph: KnowledgeGraph, one: ResultRecord) -> str:
    def name(node_id: str | None) -> str | None:
        return None if node_id is None else plain(graph.node_of[node_id].name)

    metric, dataset = name(one.metric), name(one.dataset)
    baseline = name(one.baseline) or (one.baseline_text and plain(one.baseline_text))
    words = [f"{name(one.method)}: {plain(one.value)} ({one.kind})"]
    words += [f"{metric}"] if metric else []
    words += [f"on {dataset}"] if dataset else []
    words += [f"over {baseline}"] if baseline else []
    return ", ".join([*words, plain(graph.paper_of[one.paper].title)])


def _print_sentences(console: Console, graph: KnowledgeGraph, edge: Edge) -> None:
    best = sorted(edge.evidence, key=lambda one: (-one.confidence, one))[:_N_SENTENCES]
    for one in best:
        sentence = Text(f"“{plain(graph.sentence(one))}”", style="italic")
        console.print(Padding(sentence, (0, 0, 0, 6)))
