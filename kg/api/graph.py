"""``Graph``: a knowledge graph as a person asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.api.publication import Publication
from kg.api.render import html_card
from kg.api.views import Views
from kg.api.words import as_types
from kg.checks import check_count, check_list, check_number, check_path
from kg.graph.analysis import count_nodes
from kg.graph.cut import cut_nodes, cut_papers, keep_sure, reach
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.api.page import Page
    from kg.api.thing import Thing

__all__ = ["Graph"]


class Graph(Views):
    """A knowledge graph: look-up by any name, questions, and the way to other tools.

    Made by ``kg.build`` and ``kg.load``. It never changes; what it answers are frozen values that
    show themselves as tables, in a notebook too.

    Parameters
    ----------
    value : KnowledgeGraph
        The graph as one frozen value.
    folder : Path, optional
        The export that it was read from.
    base_iri : str, optional
        Base of the IRIs of the data; None for that of the export, or the usual one.

    Examples
    --------
    >>> import kg
    >>> g = kg.load("exports")
    >>> g.methods["lora"] == g["low rank adaptation"]
    True
    >>> g.datasets["ImagNet"]  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.NotFoundError: no dataset 'ImagNet'; did you mean ImageNet...?
    """

    def subgraph(
        self,
        *things: str | Thing,
        depth: int = 1,
        types: str | Iterable[str] | None = None,
        papers: str | Publication | Iterable[str | Publication] | None = None,
        min_papers: int = 1,
        min_support: int = 1,
        min_confidence: float = 0.0,
    ) -> Graph:
        """Cut a part out.

        Parameters
        ----------
        *things : str or Thing
            Keep what relations reach from these; none named keeps everything.
        depth : int
            Steps from them, at most; 0 keeps them alone.
        types : str or iterable of str, optional
            Keep things of these types only: ``"methods"``, ``("Method", "Task")``.
        papers : str, Publication or iterable of them, optional
            Keep what these papers say only.
        min_papers : int
            Keep things that this many papers name, of those that are left.
        min_support, min_confidence : int, float
            Keep relations that this many papers say, and edges that are this sure.

        Returns
        -------
        Graph
            A graph of its own.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such type.
        ArgumentError
            If a number is none or out of range.
        """
        check_count(depth, "depth")
        check_count(min_papers, "min_papers")
        check_count(min_support, "min_support")
        check_number(min_confidence, "min_confidence", most=1)
        kinds = frozenset(TYPES) if types is None else as_types(types)
        start = [self.index.find(one).id for one in things]
        value = self._value
        if papers is not None:
            value = cut_papers(value, [one.id for one in self._papers_of(papers)])
        if min_support > 1 or min_confidence > 0:
            value = keep_sure(value, min_support=min_support, min_confidence=min_confidence)
        near = reach(value, start, depth) if start else value.node_of.keys()
        keep = {
            node.id
            for node in value.nodes
            if node.id in near
            and node.type in kinds
            and (min_papers <= 1 or len(node.papers) >= min_papers)
        }
        return Graph(cut_nodes(value, keep), base_iri=self.base_iri)

    def _papers_of(
        self, papers: str | Publication | Iterable[str | Publication]
    ) -> list[Publication]:
        listed = check_list(papers, "papers", str | Publication, hint="give papers, ids or titles")
        return [self.index.find_paper(one) for one in listed]

    def to_html(
        self,
        path: str | Path,
        *,
        focus: str | Thing | Iterable[str | Thing] | None = None,
        depth: int = 1,
        top: int | None = None,
        types: str | Iterable[str] | None = None,
        title: str | None = None,
    ) -> Path:
        """Write the graph, or a part of it, as one page that opens offline.

        Parameters
        ----------
        path : str or Path
            File to write; an earlier one is replaced when the new one is whole.
        focus : str, Thing or iterable of them, optional
            Keep what relations reach from these; the page opens at them.
        depth : int
            Steps from them, at most.
        top : int, optional
            Keep so many things, those that most papers name.
        types : str or iterable of str, optional
            Keep things of these types only: ``"methods"``, ``("Method", "Task")``.
        title : str, optional
            Heading of the page.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such type.
        InputError
            If a number is out of range, or the file cannot be written.
        """
        from kg.api.page import draw
        from kg.pipeline.folder import replace_file

        target = check_path(path, "path")
        page = draw(self, focus=focus, depth=depth, top=top, types=types, title=title)
        with replace_file(target) as staging:
            staging.write_text(page.html, encoding="utf-8", newline="\n")
        return target

    def page(
        self,
        focus: str | Thing | Iterable[str | Thing] | None = None,
        *,
        depth: int = 1,
        top: int | None = None,
        types: str | Iterable[str] | None = None,
        title: str | None = None,
        height: int = 640,
    ) -> Page:
        """Show the same page inside a notebook.

        Parameters
        ----------
        focus, depth, top, types, title
            As ``to_html`` has them.
        height : int
            Pixels that it takes.

        Returns
        -------
        Page
            Shows itself in a notebook, in a frame that reaches nothing outside of it.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such type.
        InputError
            If a number is out of range, or the file cannot be written.
        """
        from kg.api.page import draw

        return draw(
            self, focus=focus, depth=depth, top=top, types=types, title=title, height=height
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self._value == other.value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{n} {TYPES[kind].plural}" for kind, n in count_nodes(self._value).items()
        )
        n_facts = len(self._value.edges)
        return (
            f"Graph({len(self._value.papers)} papers, {counts}, {n_facts} edges, "
            f"{len(self._value.results)} results)"
        )

    def _repr_html_(self) -> str:
        lines: list[tuple[str, object]] = [
            (
                TYPES[kind].plural,
                f"{n}: {', '.join(one.name for one in self._of_type(kind)[:5])}, …",
            )
            for kind, n in count_nodes(self._value).items()
            if n
        ]
        lines.append(("edges", len(self._value.edges)))
        lines.append(("results", len(self._value.results)))
        return html_card("Knowledge graph", f"{len(self._value.papers)} papers", lines)
