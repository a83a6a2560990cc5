"""The export folder: which files it holds and how they are written."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from typing import TYPE_CHECKING, Final

import kg
from kg.config import RDF_FORMAT_NAMES
from kg.extract import load_extractor
from kg.graph.analysis import count_nodes, count_relations, count_roles
from kg.graph.codec import record_lines, view_to_json
from kg.graph.graphml import view_to_graphml
from kg.graph.network import to_networkx
from kg.pipeline.earlier import OUTLINE, open_earlier, writer_version
from kg.pipeline.rdf_files import DESCRIPTION, file_facts, write_rdf_files
from kg.pipeline.state import STATE_FOLDER
from kg.pipeline.store import STORE_FOLDER, write_store
from kg.view import render_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.graph.value import KnowledgeGraph
    from kg.pipeline.project import Project

__all__ = ["EXPORT_FILES", "count_graph", "write_export"]

#: Every file that an export may hold; ``build.json`` says which it does.
EXPORT_FILES: Final = frozenset(
    {
        "build.json",
        "extractions.jsonl",
        "graph.graphml",
        "graph.html",
        "graph.json",
        "mentions.jsonl",
        DESCRIPTION,
        *(f"graph.{one}" for one in RDF_FORMAT_NAMES),
    }
)

#: Libraries whose version can change what is written.
_LIBRARIES: Final = (
    "networkx",
    "numpy",
    "onnxruntime",
    "python-crfsuite",
    "pyvis",
    "spacy",
    "tokenizers",
)


def write_export(
    folder: Path,
    graph: KnowledgeGraph,
    extractions: Iterable[str],
    *,
    project: Project,
    dropped: Mapping[str, int],
    before: Path | None = None,
) -> Iterator[str]:
    """Write every view of a graph, one after the other.

    Parameters
    ----------
    folder : Path
        Where; its state is there already.
    graph : KnowledgeGraph
        The graph.
    extractions : iterable of str
        What it was made from: lines of ``extractions.jsonl``.
    project : Project
        What they were read from, settings, heading of the page.
    dropped : Mapping of str to int
        What was dropped and why.
    before : Path, optional
        An earlier export: what has not changed is copied from there, and the store is made when it
        is first asked.

    Yields
    ------
    str
        Name of each file when it is written; ``"RDF"`` for the RDF files, all written at once;
        then that of the store's folder.
    """
    heading = project.title or f"{len(graph.papers)} papers: methods, datasets and concepts"
    earlier = None if before is None else open_earlier(before, project.config)
    view = to_networkx(graph)
    in_json = list(view_to_json(view))
    known = None if earlier is None else earlier.graphml()
    texts: dict[str, Callable[[], Iterable[str]]] = {
        "extractions.jsonl": lambda: extractions,
        "mentions.jsonl": lambda: map(_line, _mentions(graph)),
        "graph.json": lambda: in_json,
        "graph.graphml": lambda: view_to_graphml(view, record_lines(in_json), known),
        "graph.html": lambda: [render_page(graph, title=heading, base_iri=project.config.base_iri)],
    }
    for name, text in texts.items():
        _write(folder / name, text())
        yield name
    outline = write_rdf_files(
        folder,
        graph,
        project.config,
        title=heading,
        made_by=writer_version(project.config),
        earlier=None if earlier is None else earlier.rdf(),
    )
    _write(folder / STATE_FOLDER / OUTLINE, [outline.to_text()])
    yield "RDF"
    report = _report(graph, project, dropped) | {"files": _hashes(folder)}
    _write(folder / "build.json", [json.dumps(report, ensure_ascii=False, indent=2), "\n"])
    yield "build.json"
    if before is None:
        write_store(folder)
        yield STORE_FOLDER


def _write(path: Path, text: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(text)


def _hashes(folder: Path) -> dict[str, str]:
    """Hash every file of an export but the one that holds the hashes."""
    names = sorted(EXPORT_FILES - {"build.json"})
    names = [name for name in names if (folder / name).is_file()]
    return {one.name: one.sha256 for one in file_facts(folder, names)}


def _mentions(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    """Tell which node each mention ended in, by paper and place."""
    places = sorted(
        (mention.paper, mention.span, mention.type, node.id)
        for node in graph.nodes
        for mention in node.mentions
    )
    for paper, span, kind, node_id in places:
        text = graph.paper_of[paper].text[span.start : span.end]
        yield {
            "paper": paper,
            "start": span.start,
            "end": span.end,
            "text": text,
            "type": kind,
            "node": node_id,
        }


def _report(
    graph: KnowledgeGraph, project: Project, dropped: Mapping[str, int]
) -> dict[str, object]:
    """Say what was built from what. No clock, no path: the same input gives the same bytes."""
    lexicon = project.config.lexicon.encode()
    taught = {"lexicon": hashlib.sha256(lexicon).hexdigest()} if lexicon else {}
    decisions = project.config.decisions.encode()
    if decisions:
        taught["decisions"] = hashlib.sha256(decisions).hexdigest()
    return {
        "kg": kg.__version__,
        "extractor": load_extractor(project.config.extractor).version,
        "libraries": {name: importlib.metadata.version(name) for name in _LIBRARIES},
        "base_iri": project.config.base_iri,
        "min_confidence": project.config.min_confidence,
        "provenance": project.config.provenance,
        **taught,
        "inputs": [
            {"name": page.name, "sha256": page.sha256, "entries": len(page.entries)}
            for page in project.pages
        ],
        "left_out": list(project.left_out),
        "counts": count_graph(graph),
        "dropped": dict(dropped),
    }


def count_graph(graph: KnowledgeGraph) -> dict[str, object]:
    """Count what a graph holds.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.

    Returns
    -------
    dict
        ``papers``, ``nodes`` by type, ``roles`` and ``relations`` by name, ``results``,
        ``mentions``, ``evidence``: JSON values, every name there even if its count is 0.
    """
    return {
        "papers": len(graph.papers),
        "nodes": {kind.value: count for kind, count in count_nodes(graph).items()},
        "roles": {role.value: count for role, count in count_roles(graph).items()},
        "relations": {one.value: count for one, count in count_relations(graph).items()},
        "results": len(graph.results),
        "mentions": sum(len(node.mentions) for node in graph.nodes),
        "evidence": sum(len(edge.evidence) for edge in graph.edges),
    }


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
