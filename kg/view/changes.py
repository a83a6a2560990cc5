"""What changed between two graphs → tables, for a page and for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.surrogates import SURROGATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.diff import FactChange, GraphDiff, NodeChange, PaperChange

__all__ = ["Section", "change_sections", "render_changes"]


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    Attributes
    ----------
    title : str
        ``"new facts"``.
    columns : tuple of str
        Their heads.
    rows : tuple of tuple of str
        Greatest change first.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def change_sections(diff: GraphDiff) -> tuple[Section, ...]:
    """Lay a difference out as tables.

    Parameters
    ----------
    diff : GraphDiff
        What changed.

    Returns
    -------
    tuple of Section
        Papers, nodes, facts; those without a row are left out.
    """
    found = [
        _papers("new papers", diff.new_papers),
        _papers("gone papers", diff.gone_papers),
        _nodes("new nodes", diff.new_nodes),
        _nodes("stronger nodes", diff.stronger_nodes),
        _nodes("weaker nodes", diff.weaker_nodes),
        _gone_nodes(diff.gone_nodes),
        _facts("new facts", diff.new_facts),
        _facts("stronger facts", diff.stronger_facts),
        _facts("weaker facts", diff.weaker_facts),
        _facts("gone facts", diff.gone_facts),
    ]
    return tuple(section for section in found if section.rows)


def render_changes(diff: GraphDiff, *, before: str, after: str) -> str:
    """Show a difference as one self-contained HTML page.

    Parameters
    ----------
    diff : GraphDiff
        What changed.
    before, after : str
        Names of both graphs.

    Returns
    -------
    str
        The page. Names are shown as text; it holds no script, and nothing is loaded.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    html = environment.get_template("changes.html.j2").render(
        before=before, after=after, sections=change_sections(diff)
    )
    return SURROGATE.sub("\ufffd", html)


def _papers(title: str, papers: Sequence[PaperChange]) -> Section:
    return Section(title, ("id", "title"), tuple((paper.id, paper.title) for paper in papers))


def _nodes(title: str, nodes: Sequence[NodeChange]) -> Section:
    rows = tuple((node.name, node.type, _count(node.before, node.after)) for node in nodes)
    return Section(title, ("name", "type", "papers"), rows)


def _gone_nodes(nodes: Sequence[NodeChange]) -> Section:
    rows = tuple(
        (node.name, node.type, _count(node.before, node.after), node.now or "") for node in nodes
    )
    return Section("gone nodes", ("name", "type", "papers", "now part of"), rows)


def _facts(title: str, facts: Sequence[FactChange]) -> Section:
    rows = tuple(
        (fact.head, fact.relation.replace("_", " "), fact.tail, _count(fact.before, fact.after))
        for fact in facts
    )
    return Section(title, ("from", "relation", "to", "papers"), rows)


def _count(before: int, after: int) -> str:
    return f"{before} → {after}"
