"""Counts of what an export says, taken while it is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.rdf.terms import RDF, Iri

if TYPE_CHECKING:
    from kg.rdf.blocks import Block

__all__ = ["Census"]


class Census:
    """Counts triples, subjects, classes and properties of blocks.

    Attributes
    ----------
    n_triples, n_quads : int
        Triples of formats without graphs, and of formats with graphs.
    n_subjects : int
        Distinct subjects.
    n_graphs : int
        Named graphs.
    entities : Counter of Iri
        Subjects by class.
    properties : Counter of Iri
        Triples by property.
    by_class : Counter of (Iri, Iri)
        Triples by class of the subject and property.
    example : Iri or None
        The first subject that has a graph, which is a paper.
    """

    def __init__(self) -> None:
        self.n_triples = self.n_quads = self.n_subjects = self.n_graphs = 0
        self.entities: Counter[Iri] = Counter()
        self.properties: Counter[Iri] = Counter()
        self.by_class: Counter[tuple[Iri, Iri]] = Counter()
        self.example: Iri | None = None
        self._graph: Iri | None = None

    def add(self, other: Census, times: int = 1) -> None:
        """Add the counts of other blocks.

        Parameters
        ----------
        other : Census
            Counts of blocks that share no graph with those counted here.
        times : int
            How many such there are.
        """
        self.n_triples += other.n_triples * times
        self.n_quads += other.n_quads * times
        self.n_subjects += other.n_subjects * times
        self.n_graphs += other.n_graphs * times
        for kind, n in other.entities.items():
            self.entities[kind] += n * times
        for name, n in other.properties.items():
            self.properties[name] += n * times
        for both, n in other.by_class.items():
            self.by_class[both] += n * times
        self.example = self.example or other.example

    def count(self, block: Block) -> None:
        """Count a block.

        Parameters
        ----------
        block : Block
            Those of one graph come together; what is said again of a subject has no class.
        """
        in_graph = block.said if block.in_graph is None else block.in_graph
        self.n_quads += sum(len(values) for _, values in in_graph)
        if block.graph is not None and block.graph != self._graph and in_graph:
            self._graph = block.graph
            self.n_graphs += 1
            self.example = self.example or block.subject
        if not block.said:
            return
        self.n_subjects += not block.again
        kinds = [Iri(str(kind)) for kind in block.said[0][1] if block.said[0][0] == RDF.type]
        for kind in kinds:
            self.entities[kind] += 1
        for name, values in block.said:
            self.n_triples += len(values)
            self.properties[name] += len(values)
            for kind in kinds:
                self.by_class[kind, name] += len(values)
