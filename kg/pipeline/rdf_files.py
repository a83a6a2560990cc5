"""A graph → the RDF files of an export, all in one walk, and their description."""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Final

from kg.rdf import FileFacts, void_text
from kg.rdf.again import write_rdf_again

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.config import Config
    from kg.graph.value import KnowledgeGraph
    from kg.rdf.again import Earlier, Outline

__all__ = ["DESCRIPTION", "file_facts", "write_rdf_files"]

#: The file that describes the others.
DESCRIPTION: Final = "void.ttl"


def write_rdf_files(
    folder: Path,
    graph: KnowledgeGraph,
    config: Config,
    *,
    title: str,
    made_by: str = "",
    earlier: Earlier | None = None,
) -> Outline:
    """Write a graph as RDF, and what the files hold.

    Parameters
    ----------
    folder : Path
        Where; ``graph.ttl`` and so on, and ``void.ttl``.
    graph : KnowledgeGraph
        The graph.
    config : Config
        Settings: base of the IRIs, formats, how much provenance.
    title : str
        What the export is called.
    made_by : str
        Names code and settings, for the outline.
    earlier : Earlier, optional
        The RDF files of an earlier export: what has not changed is copied from there.

    Returns
    -------
    Outline
        For the next time; the same whether anything was copied.
    """
    names = {one: f"graph.{one}" for one in config.rdf_formats}
    with contextlib.ExitStack() as stack:
        files = {
            one: stack.enter_context((folder / name).open("wb")) for one, name in names.items()
        }
        census, outline = write_rdf_again(
            graph,
            {one: file.write for one, file in files.items()},
            made_by=made_by,
            base_iri=config.base_iri,
            provenance=config.provenance,
            earlier=earlier,
        )
    text = void_text(
        census,
        file_facts(folder, names.values()),
        title=title,
        base_iri=config.base_iri,
        provenance=config.provenance,
    )
    with (folder / DESCRIPTION).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(text)
    return outline


def file_facts(folder: Path, names: Iterable[str]) -> list[FileFacts]:
    """Measure files.

    Parameters
    ----------
    folder : Path
        Where they are.
    names : iterable of str
        Their names.

    Returns
    -------
    list of FileFacts
        In the order given.
    """
    facts = []
    for name in names:
        with (folder / name).open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        facts.append(FileFacts(name, (folder / name).stat().st_size, sha256))
    return facts
