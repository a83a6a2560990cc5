"""The named questions answered from networkx, without RDF: what SPARQL must agree with."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from kg.graph.network import to_networkx
from kg.ids import paper_node_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.graph.value import KnowledgeGraph

Row = tuple[str, ...]
ROLES = ("proposes", "introduces", "uses", "compares", "addresses", "reports", "studies")
LABELS = {"compared_with": "compared with", "evaluated_on": "evaluated on"}
LABELS |= {"part_of": "part of", "measured_by": "measured by", "subclass_of": "kind of"}


class Plain:
    """A networkx graph, and the questions as loops over it."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self.kg = kg
        self.graph = to_networkx(kg)
        for node in kg.nodes:  # what names and vocabularies tell is skos:broader in RDF too
            for above in node.broader:
                if not self.graph.has_edge(node.id, above.node, key="subclass_of"):
                    self.graph.add_edge(node.id, above.node, key="subclass_of", evidence=[])
        self.papers = {paper_node_id(paper.id): paper for paper in kg.papers}
        self.name = {node.id: node.name for node in kg.nodes}
        self.type = {node.id: str(node.type) for node in kg.nodes}

    def edges(self, key: str) -> Iterator[tuple[str, str]]:
        for head, tail, name in self.graph.edges(keys=True):
            if name == key:
                yield head, tail

    def has(self, paper: str, *roles: str) -> set[str]:
        return {tail for role in roles for head, tail in self.edges(role) if head == paper}

    def only(self, *keys: str) -> nx.DiGraph[str]:
        return nx.DiGraph(edge for key in keys for edge in self.edges(key))

    def counted(self, pairs: Iterable[tuple[str, str]]) -> set[Row]:
        """Count the distinct first parts of each second part, and name it."""
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            found[other].add(one)
        return {(self.name[other], str(len(ones))) for other, ones in found.items()}

    def sentences(self, head: str, key: str, tail: str) -> Iterator[tuple[str, str, str]]:
        edge = next(one for one in self.kg.edges if one.key == (head, key, tail))
        for one in edge.evidence:
            paper = self.kg.paper_of[one.paper]
            confidence = f"{one.confidence:g}"
            yield paper.text[one.span.start : one.span.end], confidence, paper.title

    # ------------------------------------------------------------------------ one a question

    def built_on(self, method: str) -> set[Row]:
        graph = self.only("extends")
        return {(self.name[one],) for one in nx.descendants(graph, method)}

    def components_of(self, method: str) -> set[Row]:
        return {(self.name[one],) for one in nx.ancestors(self.only("part_of"), method)}

    def kinds_of(self, entity: str) -> set[Row]:
        return {(self.name[one],) for one in nx.ancestors(self.only("subclass_of"), entity)}

    def datasets_for_task(self, task: str) -> set[Row]:
        on_task = [paper for paper in self.papers if task in self.has(paper, "addresses")]
        return self.counted((p, d) for p in on_task for d in self.data_of(p))

    def data_of(self, paper: str) -> set[str]:
        found = self.has(paper, "uses", "introduces")
        return {one for one in found if self.type[one] == "Dataset"}

    def metrics_for_task(self, task: str) -> set[Row]:
        on_task = [paper for paper in self.papers if task in self.has(paper, "addresses")]
        return self.counted((paper, one) for paper in on_task for one in self.has(paper, "reports"))

    def most_used_datasets(self) -> set[Row]:
        return self.counted((paper, one) for paper in self.papers for one in self.data_of(paper))

    def most_compared_methods(self) -> set[Row]:
        return self.counted(self.edges("compares"))

    def tasks_by_methods(self) -> set[Row]:
        pairs = self.edges("addresses")
        return self.counted((head, task) for head, task in pairs if head not in self.papers)

    def studied_with(self, concept: str) -> set[Row]:
        papers = [paper for paper in self.papers if concept in self.has(paper, "studies")]
        pairs = ((paper, one) for paper in papers for one in self.has(paper, "studies"))
        return self.counted((paper, one) for paper, one in pairs if one != concept)

    def supported(self, key: str, tail: str) -> set[Row]:
        found = self.graph.in_edges(tail, keys=True, data=True)
        return {
            (self.name[head], str(data["support"]))
            for head, _, name, data in found
            if name == key and head not in self.papers
        }

    def methods_for_task(self, task: str) -> set[Row]:
        return self.supported("addresses", task)

    def methods_on_dataset(self, dataset: str) -> set[Row]:
        return self.supported("evaluated_on", dataset)

    def said_by(self, key: str, tail: str) -> set[Row]:
        heads = [head for head, other in self.edges(key) if other == tail]
        return {
            (self.name[head], sentence, title)
            for head in heads
            for sentence, _, title in self.sentences(head, key, tail)
        }

    def extensions_of(self, method: str) -> set[Row]:
        return self.said_by("extends", method)

    def what_outperforms(self, method: str) -> set[Row]:
        return self.said_by("outperforms", method)

    def methods_proposed_in(self, year: str) -> set[Row]:
        return {
            (self.name[method], self.papers[paper].title)
            for paper, method in self.edges("proposes")
            if str(self.papers[paper].year) == year
        }

    def papers_sharing_methods(self, paper: str) -> set[Row]:
        def methods(one: str) -> set[str]:
            found = self.has(one, "proposes", "uses", "compares")
            return {other for other in found if self.type[other] == "Method"}

        mine = methods(paper)
        shared = {one: len(mine & methods(one)) for one in self.papers if one != paper}
        return {(self.papers[one].title, str(count)) for one, count in shared.items() if count}

    def papers_with(self, entity: str) -> set[Row]:
        return {
            (role, str(self.papers[paper].year or ""), self.papers[paper].title)
            for role in (*ROLES, "mentions")
            for paper, tail in self.edges(role)
            if tail == entity and paper in self.papers
        }

    def results_of_method(self, method: str) -> set[Row]:
        def named(one: str | None) -> str:
            return "" if one is None else self.name[one]

        return {
            (
                named(one.dataset),
                named(one.metric),
                one.value,
                str(one.kind),
                named(one.baseline) or one.baseline_text or "",
                self.kg.paper_of[one.paper].title,
            )
            for one in self.kg.results
            if one.method == method
        }

    def leaderboard(self, dataset: str, metric: str) -> set[Row]:
        return {
            (
                self.name[one.method],
                f"{one.number.normalize():f}",
                one.value,
                self.kg.paper_of[one.paper].title,
            )
            for one in self.kg.results
            if (one.dataset, one.metric, str(one.kind)) == (dataset, metric, "absolute")
            and one.number is not None
        }

    def evidence_between(self, one: str, other: str) -> set[Row]:
        return {
            (self.name[head], LABELS.get(str(key), str(key)), self.name[tail], *found)
            for head, tail, key in self.graph.edges(keys=True)
            if {head, tail} == {one, other} and self.graph.edges[head, tail, key]["evidence"]
            for found in self.sentences(head, key, tail)
        }

    def new_by_year(self) -> set[Row]:
        first: dict[str, int] = {}
        for paper, node in self.papers.items():
            for entity in self.has(paper, *ROLES, "mentions"):
                if node.year is not None:
                    first[entity] = min(first.get(entity, node.year), node.year)
        counts = Counter((str(year), self.type[entity]) for entity, year in first.items())
        return {(year, kind, str(count)) for (year, kind), count in counts.items()}


def plain_answer(plain: Plain, name: str) -> Callable[..., set[Row]]:
    """Give the loop that answers a question."""
    answer: Callable[..., set[Row]] = getattr(plain, name.replace("-", "_"))
    return answer
