"""An export folder → its graph, its triples, and what is wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph.codec import graph_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Finding, Store

__all__ = ["base_iri_of", "load_graph", "load_store", "validate_export"]


def load_graph(folder: Path) -> KnowledgeGraph:
    """Read the graph of an export folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.

    Returns
    -------
    KnowledgeGraph
        The very value that was written.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.json`` is damaged.
    """
    text = _read(folder, "graph.json").decode("utf-8", errors="replace")
    return graph_from_json(text, name=str(folder / "graph.json"))


def load_store(folder: Path) -> Store:
    """Load the triples of an export folder, to be asked.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.

    Returns
    -------
    Store
        In memory.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.nt`` is damaged.
    """
    from kg.rdf import open_store  # kg.load must not wait for it

    return open_store(_read(folder, "graph.nt"), "nt", where=str(folder / "graph.nt"))


def validate_export(folder: Path, *, pyshacl: bool = False) -> tuple[Finding, ...]:
    """Check an export folder: every file there, every view the same graph, every shape held.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    pyshacl : bool
        Let pySHACL judge by the same shapes too: the reference, which takes minutes on a large
        graph.

    Returns
    -------
    tuple of Finding
        Sorted; empty if all is well.

    Raises
    ------
    InputError
        If the folder is no export or a file cannot be read.
    """
    from kg.pipeline.export import EXPORT_FILES
    from kg.rdf import Finding, validate, write_ntriples

    graph = load_graph(folder)
    missing = [
        Finding("export.file", name, "the file is missing")
        for name in sorted(EXPORT_FILES)
        if not (folder / name).is_file()
    ]
    expected = "".join(write_ntriples(graph, base_iri=base_iri_of(folder)))
    differs = _read(folder, "graph.nt") != expected.encode("utf-8")
    found = [Finding("export.views", "graph.nt", "does not hold the graph of graph.json")]
    shapes = validate(load_store(folder), everything=pyshacl)
    return (*missing, *(found if differs else ()), *shapes)


def base_iri_of(folder: Path) -> str:
    """Tell the base of the data's IRIs that an export was built with.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.

    Returns
    -------
    str
        The base.

    Raises
    ------
    InputError
        If the folder is no export, or its ``build.json`` is damaged.
    """
    try:
        return str(json.loads(_read(folder, "build.json"))["base_iri"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(folder / "build.json"), "is damaged", hint="build again") from error


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise InputError(
            str(folder), f"is not an export folder ({name})", hint="name what kg build wrote"
        ) from error
