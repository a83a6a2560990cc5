"""A graph → the RDF files of an export, all in one walk, and their description."""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.extract.version import files_hash
from kg.pipeline.state import STATE_FOLDER
from kg.rdf import FileFacts, void_text
from kg.rdf.again import Earlier, Outline, write_rdf_again

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.config import Config
    from kg.graph.value import KnowledgeGraph

__all__ = ["DESCRIPTION", "file_facts", "write_rdf_files"]

#: The file that describes the others.
DESCRIPTION: Final = "void.ttl"

#: File of the outline, in the hidden folder.
_OUTLINE: Final = "outline.txt"

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: What the text of the RDF files follows from beside graph and settings.
_CODE: Final = (
    _PACKAGE / "graph",
    _PACKAGE / "rdf",
    _PACKAGE / "ids.py",
    _PACKAGE / "paper.py",
    _PACKAGE / "vocabulary.py",
    ONTOLOGY_DIR / "context.jsonld",
)


def write_rdf_files(
    folder: Path,
    graph: KnowledgeGraph,
    config: Config,
    *,
    title: str,
    before: Path | None = None,
) -> None:
    """Write a graph as RDF, and what the files hold.

    Parameters
    ----------
    folder : Path
        Where; ``graph.ttl`` and so on, ``void.ttl``, and the outline in its hidden folder, which
        is there.
    graph : KnowledgeGraph
        The graph.
    config : Config
        Settings: base of the IRIs, formats, how much provenance.
    title : str
        What the export is called.
    before : Path, optional
        An earlier export: what has not changed is copied from there.
    """
    names = {one: f"graph.{one}" for one in config.rdf_formats}
    settings = (config.base_iri, config.provenance, *names)
    made_by = files_hash(_CODE, *settings)
    earlier = None if before is None else _open_earlier(before, made_by, names)
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
    written = outline.to_text()
    (folder / STATE_FOLDER / _OUTLINE).write_text(written, encoding="utf-8", newline="\n")


def _open_earlier(folder: Path, made_by: str, names: dict[str, str]) -> Earlier | None:
    """Open an earlier export if it is as it was written, by this code under these settings."""
    try:
        outline = Outline.from_text((folder / STATE_FOLDER / _OUTLINE).read_text("utf-8"))
        told = json.loads((folder / "build.json").read_text("utf-8"))["files"]
        if outline.made_by != made_by:
            return None
        if any(told[one.name] != one.sha256 for one in file_facts(folder, names.values())):
            return None
        return Earlier(outline, {one: _view(folder / name) for one, name in names.items()})
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _view(path: Path) -> memoryview:
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


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
