"""``Graph``: a knowledge graph as a person asks it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.api.analyses import Analyses
from kg.api.publication import Publication
from kg.api.render import html_card
from kg.api.sparql import Rows, rows_of
from kg.api.words import as_types
from kg.errors import InputError
from kg.graph.analysis import count_nodes
from kg.graph.cut import cut_nodes, cut_papers, keep_sure, reach
from kg.graph.network import to_networkx
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from kg.api.thing import Thing
    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Store

__all__ = ["Graph"]


class Graph(Analyses):
    """A knowledge graph: look-up by any name, questions, and the way to other tools.

    Made by ``kg.build`` and ``kg.load``. It never changes; what it answers are frozen values that
    show themselves as tables, in a notebook too.

    Parameters
    ----------
    value : KnowledgeGraph
        The graph as one frozen value.
    folder : Path, optional
        The export that it was read from.

    Examples
    --------
    >>> import kg
    >>> g = kg.load("exports")
    >>> g.methods["lora"] == g["low rank adaptation"]
    True
    >>> g.datasets["ImagNet"]  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.NotFoundError: no dataset 'ImagNet'; did you mean ImageNet...?
    """

    def __init__(self, value: KnowledgeGraph, *, folder: Path | None = None) -> None:
        super().__init__(value)
        self.folder = folder

    @cached_property
    def _store(self) -> Store:
        from kg.pipeline.load import load_store
        from kg.rdf import open_store, write_ntriples

        if self.folder is not None:
            return load_store(self.folder)
        return open_store("".join(write_ntriples(self._value)))

    def query(self, sparql: str) -> Rows:
        """Ask in SPARQL.

        Parameters
        ----------
        sparql : str
            SELECT, ASK, CONSTRUCT or DESCRIBE; the prefixes of the ontology need no declaration.

        Returns
        -------
        Rows
            Rows that are mappings; see ``rows_of`` for the values.

        Raises
        ------
        QueryError
            If it is no SPARQL, would change the data, or would call another endpoint.

        Notes
        -----
        The first question loads the triples; those after it do not.
        """
        from kg.rdf import run_query

        return rows_of(run_query(self._store, sparql), self._store.base_iri)

    def named(self, name: str, **parameters: str | int | Thing | Publication) -> Rows:
        """Ask a named question; ``kg query --list`` lists them.

        Parameters
        ----------
        name : str
            Its name.
        **parameters
            What it needs to be told: names, ids, things, papers, numbers.

        Returns
        -------
        Rows
            The answer.

        Raises
        ------
        NotFoundError
            If there is no such question or thing.
        QueryError
            If a parameter is missing, unknown or means several things.
        """
        from kg.rdf import ask_named, find_question

        title = find_question(name).title
        told = {key: self._as_parameter(one) for key, one in parameters.items()}
        return rows_of(ask_named(self._store, name, told), self._store.base_iri, title)

    def _as_parameter(self, value: str | int | Thing | Publication) -> str:
        return str(value) if isinstance(value, str | int) else value.id

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the graph as networkx has it.

        Returns
        -------
        networkx.MultiDiGraph
            A copy of one's own: papers, things and results as nodes, keyed edges with support,
            confidence and evidence.
        """
        return to_networkx(self._value)

    def subgraph(
        self,
        *things: str | Thing,
        depth: int = 1,
        types: str | Iterable[str] | None = None,
        papers: Iterable[str | Publication] | None = None,
        min_papers: int = 1,
        min_support: int = 1,
        min_confidence: float = 0.0,
    ) -> Graph:
        """Cut a part out.

        Parameters
        ----------
        *things : str or Thing
            Keep what relations reach from these; none named keeps everything.
        depth : int
            Steps from them, at most; 0 keeps them alone.
        types : str or iterable of str, optional
            Keep things of these types only: ``"methods"``, ``("Method", "Task")``.
        papers : iterable of str or Publication, optional
            Keep what these papers say only.
        min_papers : int
            Keep things that this many papers name, of those that are left.
        min_support, min_confidence : int, float
            Keep relations that this many papers say, and edges that are this sure.

        Returns
        -------
        Graph
            A graph of its own.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such type.
        InputError
            If the depth is negative.
        """
        if depth < 0:
            raise InputError("subgraph", f"depth {depth} is negative", hint="give 0 or more")
        kinds = frozenset(TYPES) if types is None else as_types(types)
        start = [self.index.find(one).id for one in things]
        value = self._value
        if papers is not None:
            ids = [
                one.id if isinstance(one, Publication) else self.papers[one].id for one in papers
            ]
            value = cut_papers(value, ids)
        if min_support > 1 or min_confidence > 0:
            value = keep_sure(value, min_support=min_support, min_confidence=min_confidence)
        near = reach(value, start, depth) if start else value.node_of.keys()
        keep = {
            node.id
            for node in value.nodes
            if node.id in near
            and node.type in kinds
            and (min_papers <= 1 or len(node.papers) >= min_papers)
        }
        return Graph(cut_nodes(value, keep))

    def to_html(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write the graph as one page that opens offline.

        Parameters
        ----------
        path : str or Path
            File to write; an earlier one is replaced when the new one is whole.
        title : str, optional
            Heading of the page.

        Returns
        -------
        Path
            The file.
        """
        from kg.pipeline.folder import replace_file
        from kg.view import render_page

        target = Path(path)
        heading = title or f"{len(self._value.papers)} papers: methods, datasets and concepts"
        with replace_file(target) as staging:
            page = render_page(self._value, title=heading)
            staging.write_text(page, encoding="utf-8", newline="\n")
        return target

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self._value == other.value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{n} {TYPES[kind].plural}" for kind, n in count_nodes(self._value).items()
        )
        n_facts = len(self._value.edges)
        return (
            f"Graph({len(self._value.papers)} papers, {counts}, {n_facts} edges, "
            f"{len(self._value.results)} results)"
        )

    def _repr_html_(self) -> str:
        lines: list[tuple[str, object]] = [
            (
                TYPES[kind].plural,
                f"{n}: {', '.join(one.name for one in self._of_type(kind)[:5])}, …",
            )
            for kind, n in count_nodes(self._value).items()
            if n
        ]
        lines.append(("edges", len(self._value.edges)))
        lines.append(("results", len(self._value.results)))
        return html_card("Knowledge graph", f"{len(self._value.papers)} papers", lines)
