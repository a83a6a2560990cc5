"""An export folder → what is wrong with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.config import DEFAULT_BASE_IRI, Provenance
from kg.errors import InputError, KgError, shown
from kg.pipeline.export import EXPORT_FILES
from kg.pipeline.load import load_graph, load_store, read_file
from kg.pipeline.rdf_files import file_facts
from kg.rdf import Finding, rdf_text, validate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["validate_export"]


def validate_export(folder: Path, *, pyshacl: bool = False) -> tuple[Finding, ...]:
    """Check an export folder: every file as it was written, one graph in all, every shape held.

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
        Those of files first; empty if all is well.

    Raises
    ------
    KgError
        If the folder is no export, or a file that is as it was written cannot be read.
    """
    build = _build(folder)
    files = tuple(_check_files(folder, build["files"]))
    try:
        shapes = validate(load_store(folder), everything=pyshacl)
        return (*files, *_check_views(folder, build), *shapes)
    except KgError:
        if files:
            return files  # an altered file cannot be read: what is wrong with it is told
        raise


def _check_views(folder: Path, build: Mapping[str, Any]) -> Iterator[Finding]:
    """Hold the triples against the graph."""
    expected = "".join(
        rdf_text(
            load_graph(folder, altered=True),
            "nt",
            base_iri=build.get("base_iri", DEFAULT_BASE_IRI),
            provenance=build.get("provenance", Provenance.FULL),
        )
    )
    if read_file(folder, "graph.nt") != expected.encode("utf-8"):
        yield Finding("export.views", "graph.nt", "does not hold the graph of graph.json")


def _check_files(folder: Path, written: Mapping[str, str]) -> Iterator[Finding]:
    """Hold every file against the hash that the build wrote down."""
    for name in sorted(written):
        if not (folder / name).is_file():
            yield Finding("export.file", name, "the file is missing")
            continue
        (facts,) = file_facts(folder, [name])
        if facts.sha256 != written[name]:
            yield Finding("export.file", name, "is not as it was written: its hash differs")
    for name in sorted(EXPORT_FILES - set(written) - {"build.json"}):
        if (folder / name).is_file():
            yield Finding("export.file", name, "is not of this build: build.json does not know it")


def _build(folder: Path) -> dict[str, Any]:
    where = str(folder / "build.json")
    try:
        build: dict[str, Any] = json.loads(read_file(folder, "build.json"))
        hashes: dict[str, str] = dict(build["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(where, "is damaged", hint="build again") from error
    for name, one in hashes.items():
        if name not in EXPORT_FILES or not isinstance(one, str):
            raise InputError(where, f"names {shown(name)}, which is no file of an export")
    return build
