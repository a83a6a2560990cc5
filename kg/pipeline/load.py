"""An export folder → its graph and its triples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.graph.codec import graph_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Store

__all__ = ["base_iri_of", "load_graph", "load_store", "open_folder_store", "read_file"]


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
    text = read_file(folder, "graph.json").decode("utf-8", errors="replace")
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

    return open_store(read_file(folder, "graph.nt"), "nt", where=str(folder / "graph.nt"))


def open_folder_store(folder: Path) -> Store:
    """Open the store of an export folder: what ``load_store`` gives, in milliseconds.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. Where its store on disk is missing or is not that of ``graph.nt``,
        one is made in its place.

    Returns
    -------
    Store
        With the export's description in it; in memory where the folder cannot be written to and
        has no store that is up to date.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.nt`` is damaged.
    """
    from kg.pipeline.store import find_store
    from kg.rdf.disk import open_disk_store

    with find_store(folder) as place:
        if place.is_relative_to(folder):
            return open_disk_store(place)
    return load_store(folder)


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
        return str(json.loads(read_file(folder, "build.json"))["base_iri"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(str(folder / "build.json"), "is damaged", hint="build again") from error


def read_file(folder: Path, name: str) -> bytes:
    """Read a file of an export folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    name : str
        Name of the file.

    Returns
    -------
    bytes
        What it holds.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise InputError(
            str(folder), f"is not an export folder ({name})", hint="name what kg build wrote"
        ) from error
