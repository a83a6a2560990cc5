"""Pages, records or a folder → ``Graph``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.api.graph import Graph
from kg.api.inputs import find_all, teller
from kg.checks import check_path, check_text
from kg.config import (
    DEFAULT_BASE_IRI,
    DEFAULT_EXTRACTOR,
    DEFAULT_RDF_FORMATS,
    GRAPH_MIN_CONFIDENCE,
    Provenance,
)
from kg.pipeline.load import load_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.api.inputs import Pages

__all__ = ["build", "load"]


def load(folder: str | Path) -> Graph:
    """Open a graph that was built before.

    Parameters
    ----------
    folder : str or Path
        What ``kg build`` wrote.

    Returns
    -------
    Graph
        The graph.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.json`` is damaged.

    Examples
    --------
    >>> import kg
    >>> kg.load("no-such-folder")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.InputError: no-such-folder: is not an export folder (graph.json); name what ...
    """
    path = check_path(folder, "folder")
    return Graph(load_graph(path), folder=path)


def build(
    pages: Pages,
    *,
    out: str | Path | None = None,
    title: str | None = None,
    base_iri: str = DEFAULT_BASE_IRI,
    min_confidence: float = GRAPH_MIN_CONFIDENCE,
    extractor: str = DEFAULT_EXTRACTOR,
    lexicon: str | Path | None = None,
    curation: str | Path | None = None,
    provenance: str = Provenance.FULL,
    rdf: str | Iterable[str] = DEFAULT_RDF_FORMATS,
    llm_url: str = "",
    llm_model: str = "",
    gliner_model: str = "",
    n_processes: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> Graph:
    """Read pages and build their graph.

    Parameters
    ----------
    pages : str, Path, or iterable of str, Path and mapping
        Files, folders and globs, as for ``kg build``, and papers as records with ``title``,
        ``abstract`` and, if they are known, ``id``, ``date``, ``authors``, ``url`` (a data frame:
        ``frame.to_dict("records")``).
    out : str or Path, optional
        Folder to write every view of the graph to; replaced as a whole. None writes nothing.
    title : str, optional
        Heading of the page in it.
    base_iri : str
        Base of the IRIs of the data.
    min_confidence : float
        Drop what is less sure; 0 to 1.
    extractor : str
        Who reads the papers.
    lexicon : str or Path, optional
        File with names of your own (docs/lexicon.md).
    curation : str or Path, optional
        File with what you decided about names (``kg review``).
    provenance : str
        How much the RDF in the folder says about where facts come from: ``"none"``,
        ``"assertions"`` or ``"full"``.
    rdf : str or iterable of str
        RDF files in the folder: ``"ttl,nt"``, ``("ttl", "nt")`` or ``"all"``.
    llm_url, llm_model, gliner_model : str, optional
        Where the model of ``extractor="llm"`` or ``"gliner"`` is.
    n_processes : int
        Processes that read the papers; 0 for as many as are worth their start. More than one needs
        a script with ``if __name__ == "__main__":``, or a notebook.
    progress : callable, optional
        Told of stage, done and total.

    Returns
    -------
    Graph
        The same for the same pages, whatever their order.

    Raises
    ------
    InputError
        If a page or record cannot be read, an option does not fit, or the folder cannot be written
        to.

    Examples
    --------
    >>> import kg
    >>> g = kg.build([{"title": "FooNet", "abstract": "We propose FooNet, which extends BERT."}])
    >>> [paper.title for paper in g["FooNet"].papers(role="proposes")]
    ['FooNet']
    """
    from kg.pipeline.build import build_export, build_value
    from kg.pipeline.settings import read_settings

    target = None if out is None else check_path(out, "out")
    if title is not None:
        check_text(title, "title")
    tell = teller(progress)
    config = read_settings(
        base_iri=base_iri,
        min_confidence=min_confidence,
        extractor=extractor,
        provenance=provenance,
        rdf=rdf,
        lexicon=lexicon,
        llm_url=llm_url,
        llm_model=llm_model,
        gliner_model=gliner_model,
        curation=curation,
        n_processes=n_processes,
    )
    found = find_all(pages)
    if target is not None:
        graph = build_export(found, target, config, progress=tell, title=title).graph
        return Graph(graph, folder=target)
    return Graph(build_value(found, config, progress=tell), base_iri=base_iri)
