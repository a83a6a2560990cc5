"""The page of a graph or of a part of it: as a file, and inside a notebook."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.api.thing import Thing
from kg.api.words import as_types
from kg.checks import check_count, check_list, check_text
from kg.graph.analysis import degrees
from kg.graph.cut import cut_nodes, reach
from kg.view import render_page
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.api.graph import Graph
    from kg.graph.value import KnowledgeGraph

__all__ = ["Page", "draw"]

#: What a page inside a notebook may do: run its own scripts, save exports, open links in new tabs.
#: It has no origin, so it reaches neither the notebook nor its server.
_SANDBOX: Final = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """A page that shows itself inside a notebook.

    Attributes
    ----------
    title : str
        Its heading.
    html : str
        The page, complete in itself.
    height : int
        Pixels that it takes in a notebook.
    """

    title: str
    html: str
    height: int = 640

    def __repr__(self) -> str:
        return f"Page({self.title!r})"

    def _repr_html_(self) -> str:
        return (
            f'<iframe title="Knowledge graph" sandbox="{_SANDBOX}" '
            f'style="width:100%;height:{self.height}px;border:1px solid #ccd" '
            f'srcdoc="{html.escape(self.html)}"></iframe>'
        )


def draw(
    graph: Graph,
    *,
    focus: str | Thing | Iterable[str | Thing] | None,
    depth: int,
    top: int | None,
    types: str | Iterable[str] | None,
    title: str | None,
    height: int = 640,
) -> Page:
    """Write the page of a graph or of a part of it.

    Parameters
    ----------
    graph : Graph
        The graph.
    focus, depth, top, types, title, height
        As ``Graph.page`` has them.

    Returns
    -------
    Page
        The page.

    Raises
    ------
    ArgumentError
        If an argument does not fit.
    """
    check_count(depth, "depth")
    check_count(height, "height", least=1)
    if top is not None:
        check_count(top, "top", least=1)
    if title is not None:
        check_text(title, "title")
    hint = "give names, ids or things"
    named = [] if focus is None else check_list(focus, "focus", str | Thing, hint=hint)
    start = list(dict.fromkeys(graph.index.find(one).id for one in named))
    value = _cut(graph.value, start, depth, top, types)
    heading = title or _title(value, start)
    page = render_page(value, title=heading, base_iri=graph.base_iri, at=_address(start))
    return Page(heading, page, height)


def _cut(
    value: KnowledgeGraph,
    start: list[str],
    depth: int,
    top: int | None,
    types: str | Iterable[str] | None,
) -> KnowledgeGraph:
    """Keep what is asked for; what is in focus is kept in any case."""
    if not start and top is None and types is None:
        return value
    kinds = frozenset(TYPES) if types is None else as_types(types)
    near = reach(value, start, depth) if start else value.node_of.keys()
    kept = [
        node for node in value.nodes if node.id in near and (node.type in kinds or node.id in start)
    ]
    if top is not None:
        degree = degrees(value)
        kept.sort(key=lambda one: (one.id not in start, -len(one.papers), -degree[one.id], one.id))
        kept = kept[: max(top, len(start))]
    return cut_nodes(value, {node.id for node in kept})


def _title(value: KnowledgeGraph, start: list[str]) -> str:
    if start:
        return f"Around {' and '.join(value.node_of[id_].name for id_ in start[:3])}"
    return f"{len(value.papers)} papers: methods, datasets and concepts"


def _address(start: list[str]) -> str:
    """Where the page opens: at the thing in focus, or with all of them gathered."""
    ids = [quote(id_) for id_ in start]
    if not ids:
        return ""
    return f"n={ids[0]}" if len(ids) == 1 else f"net={'~'.join(ids)}"
