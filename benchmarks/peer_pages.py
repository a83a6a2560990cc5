"""Other tools' pages of one graph, each by the tool's own writer; run by ``benchmarks/peers.py``.

    PYTHON benchmarks/peer_pages.py GRAPH.json FOLDER

Needs the tools, not kg. Prints one JSON line a page: its name, what wrote it, and the seconds.
Each gets what it can take: places where it takes some (then its own layout is off), sentences
where it keeps any. What a tool does by default is left as it is.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
import time
import types
from importlib.metadata import distribution, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Callable


def network_of(graph: dict[str, Any]) -> nx.MultiDiGraph:
    """Give it as a graph of networkx."""
    network = nx.MultiDiGraph()
    for one in graph["nodes"]:
        network.add_node(one["id"], label=one["name"], x=one["x"], y=one["y"])
    for one in graph["facts"]:
        network.add_edge(one["head"], one["tail"], label=one["relation"])
    return network


def gravis_vis(graph: dict[str, Any], path: Path) -> None:
    """Let its vis-network page draw given places."""
    import gravis

    gravis.vis(network_of(graph), layout_algorithm_active=False).export_html(str(path))


def gravis_d3(graph: dict[str, Any], path: Path) -> None:
    """Let its D3 page draw given places."""
    import gravis

    gravis.d3(network_of(graph), layout_algorithm_active=False).export_html(str(path))


def ipysigma(graph: dict[str, Any], path: Path) -> None:
    """Let sigma.js draw given places, by WebGL."""
    from ipysigma import Sigma

    layout = {one["id"]: {"x": one["x"], "y": one["y"]} for one in graph["nodes"]}
    Sigma.write_html(network_of(graph), str(path), fullscreen=True, layout=layout)


def sift_kg(graph: dict[str, Any], path: Path) -> None:
    """Let its viewer draw; it takes no places: springs work in the browser."""
    from sift_kg.graph.knowledge_graph import KnowledgeGraph
    from sift_kg.visualize import generate_view

    made = KnowledgeGraph()
    for one in graph["nodes"]:
        made.add_entity(one["id"], one["type"], one["name"], source_documents=one["papers"])
    for k, one in enumerate(graph["facts"]):
        for paper, sentence in one["said"]:
            made.add_relation(
                f"r{k}", one["head"], one["tail"], one["relation"], 0.9, sentence, paper
            )
    generate_view(made, path, open_browser=False)


def kg_gen(graph: dict[str, Any], path: Path) -> None:
    """Let its page draw; the package itself cannot be imported without a language-model library."""
    files = {str(one): one for one in distribution("kg-gen").files or ()}
    root = Path(str(files["kg_gen/__init__.py"].locate())).parent
    for name in ("kg_gen", "kg_gen.utils"):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = [str(root / Path(*name.split(".")[1:]))]
    models = importlib.import_module("kg_gen.models")
    view = importlib.import_module("kg_gen.utils.visualize_kg")
    name = {one["id"]: one["name"] for one in graph["nodes"]}
    triples = {(name[f["head"]], f["relation"], name[f["tail"]]) for f in graph["facts"]}
    relations = {relation for _, relation, _ in triples}
    view.visualize(
        models.Graph(entities=set(name.values()), edges=relations, relations=triples), str(path)
    )


WRITERS = {
    "sift-kg": sift_kg,
    "kg-gen": kg_gen,
    "gravis (vis)": gravis_vis,
    "gravis (d3)": gravis_d3,
    "ipysigma": ipysigma,
}


def warm(write: Callable[[dict[str, Any], Path], None], graph: dict[str, Any]) -> None:
    """Write a page of one fact: imports are not the page's time."""
    ends = {graph["facts"][0]["head"], graph["facts"][0]["tail"]}
    nodes = [one for one in graph["nodes"] if one["id"] in ends]
    with tempfile.TemporaryDirectory() as folder:
        write({"nodes": nodes, "facts": graph["facts"][:1]}, Path(folder) / "page.html")


def main() -> None:
    """Write a page by each tool."""
    graph = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for name, write in WRITERS.items():
        package = name.split(" ")[0]
        path = Path(sys.argv[2]) / f"{name.replace(' ', '-').strip('()')}.html"
        told: dict[str, Any] = {"name": name, "path": str(path)}
        try:
            told["version"] = version(package)
            with contextlib.redirect_stdout(io.StringIO()):
                warm(write, graph)
                start = time.perf_counter()
                write(graph, path)
            told["seconds"] = time.perf_counter() - start
        except Exception as error:
            told["trouble"] = f"{type(error).__name__}: {error}"
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
