"""Knowledge graph → one HTML file that needs nothing else: no server, no network, no folder.

pyvis is the exporter: ``GraphPage`` is its ``Network`` with nodes and edges in pyvis's own lists,
our template, and vis-network from pyvis's own package. Its template, style sheets, tom-select and
the bootstrap that it loads from a CDN even with ``cdn_resources="in_line"`` are left out.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyvis
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyvis.network import Network

from kg.config import DEFAULT_BASE_IRI
from kg.surrogates import SURROGATE
from kg.view.compact import column
from kg.view.details import details_of
from kg.view.embed import script_json
from kg.view.layout import lay_out
from kg.view.payload import core_of, texts_of
from kg.vocabulary import Relation

if TYPE_CHECKING:
    from kg.graph.value import KnowledgeGraph

__all__ = ["VIS_NETWORK", "GraphPage", "render_page"]

_PAGE: Final = Path(__file__).parent / "page"
#: The vis-network that pyvis carries.
VIS_NETWORK: Final = Path(pyvis.__file__).parent / "templates/lib/vis-9.1.2/vis-network.min.js"

#: Scripts of the page, in the order in which they run: each uses only what stands before it.
_SCRIPTS: Final = (
    "dom", "events", "seam", "heap", "compact", "data", "address", "measures", "filters", "theme",
    "camera", "map", "labels", "pick", "columns", "net", "focus", "minimap",
    "charts", "marks", "evidence", "results", "panel", "home", "node", "fact", "paper",
    "gather", "path", "compare", "boards", "ask", "table", "svg", "picture", "export", "timeline",
    "search", "found", "filter_panel", "frame", "crumbs", "pointer", "keys", "sheet", "print",
    "main",
)  # fmt: skip

#: Longer blocks are compressed. Shorter ones are not worth it, and stay the same to the byte
#: whatever zlib a Python was built with.
_PACK_ABOVE: Final = 150_000


def render_page(
    graph: KnowledgeGraph, *, title: str, base_iri: str = DEFAULT_BASE_IRI, at: str = ""
) -> str:
    """Show a graph as one self-contained HTML page.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    title : str
        Heading of the page.
    base_iri : str
        Base of the IRIs of the data, for the queries that the page writes.
    at : str
        Where the page opens, as behind ``#`` in its address; "" for the whole map.

    Returns
    -------
    str
        The page; always the same for the same graph, title and base.

    Notes
    -----
    Names and sentences are other people's text. They come into the page as JSON in which no
    character can end a script, are shown as text only, and a content security policy lets no other
    script run than ours and nothing be loaded.
    """
    layout = lay_out(graph)
    core = core_of(graph, layout, title=title) | {"baseIri": base_iri, "at": at}
    page = GraphPage(graph, core, heading=title)
    for node, (x, y), radius in zip(graph.nodes, layout.points, layout.radii, strict=True):
        page.add_node(
            node.id, node.name, x=round(float(x)), y=round(float(y)), size=round(float(radius), 1)
        )
    for edge in graph.edges:
        if isinstance(edge.relation, Relation):
            page.add_edge(edge.head, edge.tail, title=edge.relation.value)
    html: str = page.generate_html()
    return html


class GraphPage(Network):  # type: ignore[misc]
    """A pyvis network whose page is ours.

    ``nodes``, ``edges`` and ``options`` are pyvis's own: labels, places and sizes of nodes and
    options of vis-network that are changed before ``generate_html`` show on the page.

    Parameters
    ----------
    graph : KnowledgeGraph
        The graph.
    core : dict
        What ``kg.view.payload.core_of`` made of it.
    heading : str
        Heading of the page.
    """

    def __init__(self, graph: KnowledgeGraph, core: dict[str, Any], *, heading: str) -> None:
        super().__init__(directed=True, heading=heading, cdn_resources="in_line")
        self.graph = graph
        self.core = core
        self.path = "page.html.j2"
        self.templateEnv = Environment(
            loader=FileSystemLoader(_PAGE), autoescape=True, undefined=StrictUndefined
        )

    def add_node(self, n_id: str, label: str, **options: Any) -> None:
        """Add a node; pyvis's own method casts, copies and checks what is right already.

        Parameters
        ----------
        n_id : str
            Its id.
        label : str
            Its name.
        **options
            ``x``, ``y``, ``size``: its place and radius on the map.
        """
        node = {**options, "id": n_id, "label": label}
        self.nodes.append(node)
        self.node_ids.append(n_id)
        self.node_map[n_id] = node

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """Add an edge; pyvis's own method looks through all edges for each one.

        Parameters
        ----------
        source, to : str
            Ids of nodes.
        **options
            Options of vis-network.
        """
        self.edges.append({**options, "from": source, "to": to})

    def generate_html(
        self,
        name: str = "index.html",
        local: bool = True,
        notebook: bool = False,
    ) -> str:
        """Write the page.

        Parameters
        ----------
        name, local, notebook
            As pyvis has them; they make no difference here.

        Returns
        -------
        str
            The page.
        """
        drawn = {
            **self.core["nodes"],
            "name": [node["label"] for node in self.nodes],
            "x": column(round(node["x"]) for node in self.nodes),
            "y": column(round(node["y"]) for node in self.nodes),
            "r": column(round(10 * node["size"]) for node in self.nodes),
        }
        # pyvis holds an object of its own defaults until ``set_options`` puts a dictionary there.
        options = self.options if isinstance(self.options, dict) else {}
        core = {**self.core, "nodes": drawn, "visOptions": options}
        blocks: dict[str, object] = {"details": details_of(self.graph)}
        for i, block in enumerate(texts_of(self.graph)):
            blocks[f"texts-{i}"] = block
        ours = "\n".join(_read(_PAGE / f"{one}.js") for one in _SCRIPTS)
        scripts = [_read(_PAGE / "early.js"), _read(VIS_NETWORK), ours]
        styles = "\n".join(_read(_PAGE / f"{one}.css") for one in ("page", "panel", "narrow"))
        self.html = self.templateEnv.get_template(self.path).render(
            heading=SURROGATE.sub("\ufffd", self.heading),
            core=script_json(core),
            blocks={f"kg-{key}": _pack(value) for key, value in blocks.items()},
            scripts=scripts,
            styles=styles,
            policy=_policy(scripts, styles),
            counts=(len(self.graph.nodes), len(self.core["edges"]["head"]), len(self.graph.papers)),
        )
        return self.html

    def write_html(self, name: str, **_options: Any) -> None:
        """Write the page to a file, in UTF-8 whatever the locale says.

        Parameters
        ----------
        name : str
            Path of the file.
        **_options
            As pyvis has them; they make no difference here.
        """
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")


def _read(path: Path) -> str:
    """Read a script or style sheet; none may end the element that it will stand in."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"</(?=script|style)", r"<\\/", text, flags=re.IGNORECASE)


def _pack(value: object) -> tuple[str, str]:
    """Write a block, as JSON or, if it is long, as base64 of gzip; the first item says which."""
    text = script_json(value)
    if len(text) <= _PACK_ABOVE:
        return "json", text
    packed = gzip.compress(text.encode("utf-8"), compresslevel=6, mtime=0)
    return "gzip", base64.b64encode(packed).decode("ascii")


def _policy(scripts: list[str], styles: str) -> str:
    """Allow the page's own scripts and styles by their hashes, and nothing to be loaded at all."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(styles)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
