"""Topics: what hangs together in a graph, as on the map of its page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.api.answer import Answer
from kg.api.publication import Papers, paper_answer
from kg.api.render import cell_text, html_table, text_table
from kg.api.things import Things, thing_answer
from kg.view import find_topics, name_topics
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from kg.api.index import Index
    from kg.api.thing import Thing
    from kg.plot import Picture

__all__ = ["Communities", "Community", "Topics", "find_communities"]


_ALL: Final = frozenset(TYPES)


@dataclass(frozen=True, repr=False)
class Community:
    """Things that papers and relations join closely.

    Attributes
    ----------
    names : tuple of str
        One or two most telling names.
    things : Things
        What belongs to it, most papers first.
    """

    names: tuple[str, ...]
    things: Things
    index: Index = field(compare=False)

    @property
    def name(self) -> str:
        """The most telling names, joined."""
        return " · ".join(self.names)

    @property
    def size(self) -> int:
        """Number of things."""
        return len(self.things)

    @property
    def papers(self) -> Papers:
        """The papers that have most of their things here, those with the most first."""
        home = self.index.topics.of_paper
        mine = [paper for paper, (number, _) in home.items() if number == self._number]
        mine.sort(key=lambda one: (-home[one][1], one))
        return paper_answer(f"papers of {self.name}", map(self.index.publication, mine))

    @property
    def _number(self) -> int:
        return self.index.topics.of_node[self.things[0].id]

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return text_table(self._heading, *self._table)

    def _repr_html_(self) -> str:
        return html_table(self._heading, *self._table)

    @property
    def _heading(self) -> str:
        return f"{cell_text(self.name)}: {self.size} things, {len(self.papers)} papers"

    @property
    def _table(self) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
        return self.things.columns, self.things.rows


class Communities(Answer[Community]):
    """The topics of a graph, the largest first."""

    def plot(self, *, theme: str = "light") -> Picture:
        """Draw the sizes of the topics; needs the extra ``plot``.

        Parameters
        ----------
        theme : str
            ``"light"`` or ``"dark"``.

        Returns
        -------
        Picture
            A bar for each of the largest, with its papers.

        Raises
        ------
        InputError
            If matplotlib is not installed.
        VocabularyError
            If there is no such theme.
        """
        from kg.plot import plot_bars

        return plot_bars(
            "Topics of the graph",
            [one.name for one in self.items],
            [one.size for one in self.items],
            labels=[f"{one.size} in {len(one.papers)} papers" for one in self.items],
            axis="methods, datasets, tasks, metrics and concepts",
            theme=theme,
        )


def find_communities(index: Index, *, min_size: int) -> Communities:
    """List the topics of a graph; see ``Graph.communities``."""
    every = index.topics.communities
    found = [one for one in every if one.size >= min_size]
    left = len(every) - len(found)
    return Communities(
        tuple(found),
        ("community", "things", "papers"),
        lambda one: (one.name, one.size, len(one.papers)),
        "communities",
        f"{left} smaller than {min_size}" if left else "",
    )


class Topics:
    """The community of every node and paper; made once for a graph.

    Parameters
    ----------
    index : Index
        Of the graph.
    """

    def __init__(self, index: Index) -> None:
        found = find_topics(index.graph)
        #: Names of the communities, in their order: 0 is the largest.
        self.names = name_topics(index.graph, found)
        #: Number of each node's community.
        self.of_node = dict(
            zip((node.id for node in index.graph.nodes), map(int, found), strict=True)
        )
        #: The community of most of a paper's things, and how many those are.
        self.of_paper: dict[str, tuple[int, int]] = {}
        for paper, nodes in index.nodes_of_paper.items():
            counts = Counter(self.of_node[node.id] for node in nodes)
            number = min(counts, key=lambda one: (-counts[one], one))
            self.of_paper[paper] = (number, counts[number])
        members: dict[int, list[Thing]] = defaultdict(list)
        for thing in index.everything:
            members[self.of_node[thing.id]].append(thing)
        #: The communities, the largest first.
        self.communities = tuple(
            Community(tuple(name), thing_answer(" · ".join(name), members[number], _ALL), index)
            for number, name in enumerate(self.names)
        )
