"""``KnowledgeGraph`` → tables: things by type, papers, edges, evidence, results, mentions."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.checks import check_word
from kg.graph.analysis import degrees
from kg.ids import assertion_id
from kg.tables.table import Column, Kind, Table, make_table
from kg.vocabulary import TYPES, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.graph.value import Edge, KnowledgeGraph, Node, ResultRecord
    from kg.tables.table import Cell
    from kg.vocabulary import EntityType

__all__ = ["BASE_TABLES", "TABLES", "table_of"]

_TEXT, _INTEGER, _NUMBER, _LIST = Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.LIST

_NODES: Final = (
    Column("id", _TEXT, "id of the node"),
    Column("name", _TEXT, "the name that a person would choose"),
    Column("type", _TEXT, "Method, Dataset, Task, Metric or Concept"),
    Column("aliases", _LIST, "other names"),
    Column("papers", _INTEGER, "papers that name it"),
    Column("facts", _INTEGER, "edges that begin or end at it"),
    Column("introduced_in", _LIST, "ids of papers that propose or introduce it"),
    Column("first_date", _TEXT, "date of the first paper that names it"),
    Column("last_date", _TEXT, "date of the last paper that names it"),
)
_PAPERS: Final = (
    Column("id", _TEXT, "id of the paper"),
    Column("title", _TEXT, "title"),
    Column("date", _TEXT, "YYYY-MM-DD, YYYY-MM or YYYY"),
    Column("authors", _LIST, "names"),
    Column("url", _TEXT, "where the paper stands"),
    Column("things", _INTEGER, "things that it names"),
    Column("results", _INTEGER, "numbers that it claims"),
    Column("abstract", _TEXT, "abstract"),
)
_EDGES: Final = (
    Column("id", _TEXT, "id of the edge"),
    Column("head", _TEXT, "id of a node, or paper/…"),
    Column("head_name", _TEXT, "its name or title"),
    Column("relation", _TEXT, "role (from a paper) or relation (from a thing)"),
    Column("tail", _TEXT, "id of a node"),
    Column("tail_name", _TEXT, "its name"),
    Column("support", _INTEGER, "papers that say so"),
    Column("confidence", _NUMBER, "chance that at least one paper is read rightly"),
    Column("first_date", _TEXT, "date of the first paper that says so"),
    Column("last_date", _TEXT, "date of the last paper that says so"),
    Column("sentence", _TEXT, "the surest sentence that says so"),
)
_EVIDENCE: Final = (
    Column("edge", _TEXT, "id of the edge"),
    Column("paper", _TEXT, "id of the paper"),
    Column("start", _INTEGER, "where the sentence begins in title, newline, abstract"),
    Column("end", _INTEGER, "where it ends"),
    Column("sentence", _TEXT, "the sentence"),
    Column("source", _TEXT, "the rule or model that read it"),
    Column("confidence", _NUMBER, "that it is read rightly"),
)
_RESULTS: Final = (
    Column("id", _TEXT, "id of the result"),
    Column("method", _TEXT, "name of the method"),
    Column("dataset", _TEXT, "name of the data set"),
    Column("metric", _TEXT, "name of the metric"),
    Column("value", _TEXT, "as printed"),
    Column("number", _NUMBER, "the value as a number"),
    Column("unit", _TEXT, "as printed"),
    Column("kind", _TEXT, "absolute or improvement"),
    Column("baseline", _TEXT, "name of the baseline, or the text's words"),
    Column("paper", _TEXT, "id of the paper"),
    Column("title", _TEXT, "its title"),
    Column("date", _TEXT, "its date"),
    Column("sentence", _TEXT, "the sentence that says so"),
    Column("confidence", _NUMBER, "that it is read rightly"),
    Column("method_id", _TEXT, "id of the method"),
    Column("dataset_id", _TEXT, "id of the data set"),
    Column("metric_id", _TEXT, "id of the metric"),
    Column("baseline_id", _TEXT, "id of the baseline"),
)
_MENTIONS: Final = (
    Column("node", _TEXT, "id of the node"),
    Column("paper", _TEXT, "id of the paper"),
    Column("start", _INTEGER, "where it begins in title, newline, abstract"),
    Column("end", _INTEGER, "where it ends"),
    Column("text", _TEXT, "the words"),
    Column("type", _TEXT, "type that it has in the paper"),
)


def _nodes(kg: KnowledgeGraph, *, name: str, of_type: EntityType | None) -> Table:
    degree = degrees(kg)
    introduced: dict[str, list[str]] = defaultdict(list)
    for edge in kg.edges:
        if edge.relation in {Role.PROPOSES, Role.INTRODUCES}:
            introduced[edge.tail].append(kg.paper_of_node[edge.head].id)
    chosen = [node for node in kg.nodes if of_type is None or node.type is of_type]
    chosen.sort(key=lambda one: (-len(one.papers), -degree[one.id], one.name, one.id))

    def row(node: Node) -> tuple[Cell, ...]:
        first, last = _dates(kg, node.papers)
        papers = tuple(introduced[node.id])
        about = (node.id, node.name, node.type.value, node.aliases, len(node.papers))
        return (*about, degree[node.id], papers, first, last)

    return make_table(name, _NODES, map(row, chosen))


def _papers(kg: KnowledgeGraph) -> Table:
    things: dict[str, int] = defaultdict(int)
    results: dict[str, int] = defaultdict(int)
    for node in kg.nodes:
        for paper in node.papers:
            things[paper] += 1
    for result in kg.results:
        results[result.paper] += 1
    rows = (
        (
            one.id,
            one.title,
            one.date,
            one.authors,
            one.url,
            things[one.id],
            results[one.id],
            one.abstract,
        )
        for one in kg.papers
    )
    return make_table("papers", _PAPERS, rows)


def _edges(kg: KnowledgeGraph) -> Table:
    def row(edge: Edge) -> tuple[Cell, ...]:
        paper = kg.paper_of_node.get(edge.head)
        head = kg.node_of[edge.head].name if paper is None else paper.title
        surest = min(edge.evidence, key=lambda one: (-one.confidence, one))
        facts = (edge.support, edge.confidence, *_dates(kg, edge.papers), kg.sentence(surest))
        ends = (edge.head, head, edge.relation.value, edge.tail, kg.node_of[edge.tail].name)
        return (assertion_id(*edge.key), *ends, *facts)

    return make_table("edges", _EDGES, map(row, kg.edges))


def _evidence(kg: KnowledgeGraph) -> Table:
    def rows() -> Iterator[tuple[Cell, ...]]:
        for edge in kg.edges:
            id_ = assertion_id(*edge.key)
            for one in edge.evidence:
                place = (one.paper, one.span.start, one.span.end)
                yield (id_, *place, kg.sentence(one), one.source, one.confidence)

    return make_table("evidence", _EVIDENCE, rows())


def _results(kg: KnowledgeGraph) -> Table:
    def name(node_id: str | None) -> str | None:
        return None if node_id is None else kg.node_of[node_id].name

    def row(one: ResultRecord) -> tuple[Cell, ...]:
        paper = kg.paper_of[one.paper]
        return (
            *(one.id, name(one.method), name(one.dataset), name(one.metric)),
            *(one.value, one.number, one.unit, one.kind.value),
            *(name(one.baseline) or one.baseline_text, paper.id, paper.title, paper.date),
            *(kg.sentence(one.evidence), one.evidence.confidence),
            *(one.method, one.dataset, one.metric, one.baseline),
        )

    order = sorted(kg.results, key=lambda one: (one.paper, one.value_span, one.id))
    return make_table("results", _RESULTS, map(row, order))


def _mentions(kg: KnowledgeGraph) -> Table:
    rows = (
        (
            node.id,
            one.paper,
            one.span.start,
            one.span.end,
            kg.paper_of[one.paper].text[one.span.start : one.span.end],
            one.type.value,
        )
        for node in kg.nodes
        for one in node.mentions
    )
    return make_table("mentions", _MENTIONS, rows)


def _dates(kg: KnowledgeGraph, papers: Iterable[str]) -> tuple[str | None, str | None]:
    dates = sorted(date for one in papers if (date := kg.paper_of[one].date) is not None)
    return (dates[0], dates[-1]) if dates else (None, None)


#: Tables that hold a graph, each fact once.
BASE_TABLES: Final = ("papers", "nodes", "edges", "evidence", "results", "mentions")

#: Every table: name → what makes it. Those of one type are parts of ``nodes``.
TABLES: Final[Mapping[str, Callable[[KnowledgeGraph], Table]]] = MappingProxyType(
    {
        **{
            term.plural: partial(_nodes, name=term.plural, of_type=kind)
            for kind, term in TYPES.items()
        },
        "papers": _papers,
        "nodes": partial(_nodes, name="nodes", of_type=None),
        "edges": _edges,
        "evidence": _evidence,
        "results": _results,
        "mentions": _mentions,
    }
)


def table_of(kg: KnowledgeGraph, name: str) -> Table:
    """Make a table of a graph.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    name : str
        One of ``TABLES``.

    Returns
    -------
    Table
        Things: most papers first, then most facts, then by name. Everything else in the graph's
        order.

    Raises
    ------
    VocabularyError
        If there is no such table.

    Examples
    --------
    >>> from kg.graph.value import KnowledgeGraph
    >>> table_of(KnowledgeGraph(), "mentions").heads
    ('node', 'paper', 'start', 'end', 'text', 'type')
    """
    return TABLES[check_word(name, "table", TABLES)](kg)
