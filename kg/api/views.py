"""The way from a graph to SPARQL, data frames, networkx, files and a page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.api.analyses import Analyses
from kg.api.publication import Publication
from kg.api.sparql import Rows, rows_of
from kg.api.thing import Thing
from kg.checks import check_count, check_path
from kg.config import DEFAULT_BASE_IRI
from kg.graph.network import to_networkx
from kg.tables.frame import to_frame
from kg.tables.rows import table_of

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx
    import pandas as pd

    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Store

__all__ = ["Views"]


class Views(Analyses):
    """The part of ``Graph`` that leads to other tools.

    Parameters
    ----------
    value : KnowledgeGraph
        The graph as one frozen value.
    folder : Path, optional
        The export that it was read from.
    base_iri : str, optional
        Base of the IRIs of the data; None for that of the export, or the usual one.
    """

    #: The export that the graph was read from.
    folder: Path | None
    _base_iri: str | None

    def __init__(
        self, value: KnowledgeGraph, *, folder: Path | None = None, base_iri: str | None = None
    ) -> None:
        super().__init__(value)
        self.__dict__.update(folder=folder, _base_iri=base_iri)

    @cached_property
    def base_iri(self) -> str:
        """What stands before every id in RDF."""
        from kg.pipeline.load import base_iri_of

        if self._base_iri is not None:
            return self._base_iri
        return DEFAULT_BASE_IRI if self.folder is None else base_iri_of(self.folder)

    @cached_property
    def _store(self) -> Store:
        from kg.pipeline.load import open_folder_store
        from kg.rdf import open_store, rdf_text

        if self.folder is not None:
            return open_folder_store(self.folder)
        return open_store("".join(rdf_text(self._value, "nt", base_iri=self.base_iri)))

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
        Of a graph that was read from a folder, the store on disk is asked, as by ``kg query``; of
        another one, the first question loads the triples.
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
        told = {key: self._as_parameter(key, one) for key, one in parameters.items()}
        return rows_of(ask_named(self._store, name, told), self._store.base_iri, title)

    def _as_parameter(self, name: str, value: str | int | Thing | Publication) -> str:
        if isinstance(value, Thing | Publication):
            return value.id
        return value if isinstance(value, str) else str(check_count(value, name))

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Give the graph as networkx has it.

        Returns
        -------
        networkx.MultiDiGraph
            A copy of one's own: papers, things and results as nodes, keyed edges with support,
            confidence and evidence.
        """
        return to_networkx(self._value)

    def to_pandas(self, table: str = "edges") -> pd.DataFrame:
        """Give a table of the graph as a data frame; needs the extra ``tables``.

        Parameters
        ----------
        table : str
            ``"nodes"``, ``"edges"``, ``"papers"``, ``"results"``, ``"evidence"``, ``"mentions"``,
            or the nodes of one type: ``"methods"``, ``"datasets"``, …

        Returns
        -------
        pandas.DataFrame
            One row each; lists are tuples.

        Raises
        ------
        VocabularyError
            If there is no such table.
        InputError
            If pandas is not installed.
        """
        made = table_of(self._value, table)
        return to_frame(made.heads, made.rows)

    def export(self, path: str | Path, format: str | None = None) -> Path:  # noqa: A002
        """Write the graph for another program.

        Parameters
        ----------
        path : str or Path
            A file, which is replaced when the new one is whole, or a new or empty folder.
        format : str, optional
            ``"csv"``, ``"parquet"``, ``"neo4j"`` (folders), ``"xlsx"``, ``"sqlite"``, ``"gexf"``,
            ``"graphml"``, ``"json"``, ``"jsonld"``, ``"ttl"``, ``"nt"``,
            ``"trig"``, ``"nq"``, ``"rdf"`` (files). None tells it by
            the end of the file's name.

        Returns
        -------
        Path
            The file or folder.

        Raises
        ------
        VocabularyError
            If there is no such format.
        InputError
            If the folder holds something, or a library is missing.
        """
        from kg.api.export import export_graph, format_of

        target = check_path(path, "path")
        name = format_of(target) if format is None else format
        export_graph(self._value, target, name, base_iri=self.base_iri)
        return target
