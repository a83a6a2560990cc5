"""A graph → a file or a folder of files for another program."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.checks import check_word
from kg.config import DEFAULT_BASE_IRI, RDF_FORMAT_NAMES
from kg.errors import InputError, VocabularyError
from kg.pipeline.folder import check_file, replace_file
from kg.tables.rows import BASE_TABLES, table_of
from kg.tables.write import csv_text, markdown_text, write_excel, write_parquet, write_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.graph.value import KnowledgeGraph
    from kg.tables.table import Table

__all__ = ["FORMATS", "TABLE_FORMATS", "check_out", "export_graph", "export_table", "format_of"]


@dataclass(frozen=True, slots=True)
class Format:
    """What a graph can be written as.

    Attributes
    ----------
    suffix : str
        End of the file's name; empty for a folder of files.
    meaning : str
        What it is for.
    write : callable
        Writes a graph, with a base IRI, to a file that is not there, or into an empty folder.
    """

    suffix: str
    meaning: str
    write: Callable[[KnowledgeGraph, str, Path], None]


def export_graph(
    graph: KnowledgeGraph, path: Path, name: str, *, base_iri: str = DEFAULT_BASE_IRI
) -> None:
    """Write a graph for another program.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    path : Path
        A file, which is replaced when the new one is whole, or a new or empty folder.
    name : str
        One of ``FORMATS``.
    base_iri : str
        Base of the data's IRIs, for RDF.

    Raises
    ------
    VocabularyError
        If there is no such format.
    InputError
        If the folder holds something, the file cannot be replaced, or a library is missing.
    """
    form = FORMATS[check_out(path, name)]
    if form.suffix:
        with replace_file(path) as staging:
            form.write(graph, base_iri, staging)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as staging_name:
        inner = Path(staging_name) / "out"
        inner.mkdir()
        form.write(graph, base_iri, inner)
        if path.exists():
            path.rmdir()
        shutil.move(inner, path)


def check_out(path: Path, name: str | None) -> str:
    """Check where a graph is to be written, before it is read.

    Parameters
    ----------
    path : Path
        The file or folder.
    name : str, optional
        The format; told by the end of the file's name if left out.

    Returns
    -------
    str
        The format.

    Raises
    ------
    VocabularyError
        If there is no such format.
    InputError
        If something else is at the path, or the folder holds something.
    """
    name = format_of(path) if name is None else check_word(name, "format", FORMATS)
    if FORMATS[name].suffix:
        check_file(path)
    elif path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputError(str(path), "is there already", hint="name a new or an empty folder")
    return name


def export_table(table: Table, path: Path, name: str) -> None:
    """Write a table to a file, which is replaced when the new one is whole.

    Parameters
    ----------
    table : Table
        The table.
    path : Path
        The file.
    name : str
        One of ``TABLE_FORMATS``.

    Raises
    ------
    VocabularyError
        If there is no such format.
    """
    write = TABLE_FORMATS[check_word(name, "format", TABLE_FORMATS)]
    with replace_file(path) as staging:
        write(table, staging)


def format_of(path: Path) -> str:
    """Tell a format by the end of a file's name.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        One of ``FORMATS``.

    Raises
    ------
    VocabularyError
        If no format has this end.
    InputError
        If it is that of the files of a folder.

    Examples
    --------
    >>> format_of(Path("graph.gexf"))
    'gexf'
    """
    for name, form in FORMATS.items():
        if form.suffix and path.name.endswith(form.suffix):
            return name
    if (kind := path.suffix.removeprefix(".")) in FORMATS:
        hint = f"name a folder, with the format {kind}"
        raise InputError(str(path), f"{kind} is a folder of files", hint=hint)
    ends = [form.suffix for form in FORMATS.values() if form.suffix]
    raise VocabularyError("end of a file's name", path.suffix or path.name, ends)


def _write_text(path: Path, text: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(text)


def _tables(graph: KnowledgeGraph) -> Iterator[Table]:
    return (table_of(graph, name) for name in BASE_TABLES)


def _csv(graph: KnowledgeGraph, _: str, folder: Path) -> None:
    for table in _tables(graph):
        _write_text(folder / f"{table.name}.csv", [csv_text(table)])


def _parquet(graph: KnowledgeGraph, _: str, folder: Path) -> None:
    for table in _tables(graph):
        write_parquet(table, folder / f"{table.name}.parquet")


def _neo4j(graph: KnowledgeGraph, _: str, folder: Path) -> None:
    from kg.tables.neo4j import neo4j_files

    for name, text in neo4j_files(graph).items():
        _write_text(folder / name, [text])


def _gexf(graph: KnowledgeGraph, _: str, path: Path) -> None:
    from kg.graph.gexf import graph_to_gexf

    _write_text(path, graph_to_gexf(graph))


def _graphml(graph: KnowledgeGraph, _: str, path: Path) -> None:
    from kg.graph.graphml import graph_to_graphml

    _write_text(path, graph_to_graphml(graph))


def _json(graph: KnowledgeGraph, _: str, path: Path) -> None:
    from kg.graph.codec import graph_to_json

    _write_text(path, graph_to_json(graph))


def _rdf(name: str) -> Callable[[KnowledgeGraph, str, Path], None]:
    def write(graph: KnowledgeGraph, base_iri: str, path: Path) -> None:
        from kg.rdf import rdf_text

        _write_text(path, rdf_text(graph, name, base_iri=base_iri))

    return write


#: Every format: name → what writes it.
FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "csv": Format("", "a folder of CSV files", _csv),
        "parquet": Format("", "a folder of Parquet files", _parquet),
        "xlsx": Format(".xlsx", "an Excel workbook", lambda g, _, p: write_excel(_tables(g), p)),
        "sqlite": Format(".sqlite", "a database", lambda g, _, p: write_sqlite(_tables(g), p)),
        "gexf": Format(".gexf", "Gephi", _gexf),
        "graphml": Format(".graphml", "yEd, Cytoscape, networkx", _graphml),
        "neo4j": Format("", "a folder for neo4j-admin database import", _neo4j),
        "json": Format(".json", "node-link JSON of networkx", _json),
        **{name: Format(f".{name}", "RDF", _rdf(name)) for name in RDF_FORMAT_NAMES},
    }
)

#: Every format of one table: name → what writes it.
TABLE_FORMATS: Final[Mapping[str, Callable[[Table, Path], None]]] = MappingProxyType(
    {
        "csv": lambda table, path: _write_text(path, [csv_text(table)]),
        "md": lambda table, path: _write_text(path, [markdown_text(table)]),
        "parquet": write_parquet,
        "xlsx": lambda table, path: write_excel([table], path),
    }
)
