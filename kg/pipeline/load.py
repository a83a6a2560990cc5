"""An export folder → its graph and its triples; what was altered since is not believed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from kg.errors import InputError
from kg.graph.codec import graph_from_json

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from kg.rdf import Store

__all__ = [
    "base_iri_of",
    "check_written",
    "load_graph",
    "load_store",
    "open_folder_store",
    "read_file",
]

_REPORT: Final = "build.json"


def load_graph(folder: Path, *, altered: bool = False) -> KnowledgeGraph:
    """Read the graph of an export folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    altered : bool
        Read a ``graph.json`` that is not as it was written, too.

    Returns
    -------
    KnowledgeGraph
        The very value that was written.

    Raises
    ------
    InputError
        If the folder is no export, or its ``graph.json`` is damaged or not as it was written.
    """
    data = read_file(folder, "graph.json")
    if not altered:
        check_written(folder, "graph.json", hashlib.sha256(data).hexdigest())
    text = data.decode("utf-8", errors="replace")
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
    return str(_reported(folder, "base_iri"))


def check_written(folder: Path, name: str, sha256: str) -> None:
    """Refuse a file of an export folder that is not as it was written.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote. Without its ``build.json`` nothing is known, and nothing refused.
    name : str
        Name of the file.
    sha256 : str
        Hash of what it holds.

    Raises
    ------
    InputError
        If ``build.json`` has another hash of it, or is damaged.
    """
    if not (folder / _REPORT).is_file():
        return
    written = _reported(folder, "files")
    if not isinstance(written, dict) or written.get(name) != sha256:
        told = f"is not as it was written ({_REPORT} has another hash)"
        raise InputError(str(folder / name), told, hint="bring it back, or build again")


def _reported(folder: Path, field: str) -> Any:
    try:
        return json.loads(read_file(folder, _REPORT))[field]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(str(folder / _REPORT), "is damaged", hint="build again") from error


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
