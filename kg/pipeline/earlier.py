"""``EarlierExport``: what an export can take over from the one whose place it takes.

An export is its own cache: its files are copied from, piece by piece, where they are as they were
written and the code that writes them is the same. So nothing is kept that the export does not show.
"""

from __future__ import annotations

import json
import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.config import ONTOLOGY_DIR
from kg.extract.version import files_hash
from kg.graph.codec import record_lines
from kg.graph.graphml import known_graphml
from kg.pipeline.rdf_files import file_facts
from kg.pipeline.state import STATE_FOLDER
from kg.rdf.again import Earlier, Outline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.config import Config

__all__ = ["OUTLINE", "EarlierExport", "open_earlier", "writer_version"]

#: File of the outline of the RDF files, in the hidden folder.
OUTLINE: Final = "outline.txt"

_PACKAGE: Final = Path(__file__).resolve().parent.parent

#: What decides the bytes of the files that are copied from, beside graph and settings.
_CODE: Final = (
    _PACKAGE / "graph",
    _PACKAGE / "rdf",
    _PACKAGE / "ids.py",
    _PACKAGE / "paper.py",
    _PACKAGE / "vocabulary.py",
    ONTOLOGY_DIR / "context.jsonld",
)


def writer_version(config: Config) -> str:
    """Name what writes an export: code and settings.

    Parameters
    ----------
    config : Config
        Settings.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    return files_hash(_CODE, config.base_iri, config.provenance, *config.rdf_formats)


@dataclass(frozen=True)
class EarlierExport:
    """An earlier export whose files are as they were written, by this code with these settings.

    Attributes
    ----------
    folder : Path
        Where it is.
    outline : Outline
        Of its RDF files.
    formats : tuple of str
        Its RDF formats.
    """

    folder: Path
    outline: Outline
    formats: tuple[str, ...]

    def rdf(self) -> Earlier:
        """Give its RDF files, to copy units from."""
        return Earlier(self.outline, {one: self._view(f"graph.{one}") for one in self.formats})

    def graphml(self) -> Mapping[str, str]:
        """Give its GraphML by what ``graph.json`` says."""
        lines = self._read("graph.json").split("\n")
        return known_graphml(record_lines(lines), self._read("graph.graphml"))

    def _read(self, name: str) -> str:
        return (self.folder / name).read_bytes().decode("utf-8")

    def _view(self, name: str) -> memoryview:
        with (self.folder / name).open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def open_earlier(folder: Path, config: Config) -> EarlierExport | None:
    """Open an earlier export.

    Parameters
    ----------
    folder : Path
        What ``kg build`` or ``kg add`` wrote.
    config : Config
        Settings of the export to come.

    Returns
    -------
    EarlierExport or None
        None where a file is not as it was written, or code or settings were others.
    """
    names = ["graph.json", "graph.graphml", *(f"graph.{one}" for one in config.rdf_formats)]
    try:
        outline = Outline.from_text((folder / STATE_FOLDER / OUTLINE).read_text("utf-8"))
        if outline.made_by != writer_version(config):
            return None
        told = json.loads((folder / "build.json").read_text("utf-8"))["files"]
        if any(told[one.name] != one.sha256 for one in file_facts(folder, names)):
            return None
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return EarlierExport(folder, outline, config.rdf_formats)
