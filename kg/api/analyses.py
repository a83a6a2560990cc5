"""Questions to the whole graph: who leads, what is alike, what hangs together, what grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.api.compare import Comparison, compare
from kg.api.degrees import Degrees
from kg.api.leaderboard import Leaderboard, leaderboard
from kg.api.lookup import Lookup
from kg.api.trends import Trend, find_trend
from kg.checks import check_count
from kg.errors import InputError
from kg.vocabulary import TYPES, EntityType

if TYPE_CHECKING:
    from kg.api.answer import Answer
    from kg.api.communities import Communities
    from kg.api.publication import Publication
    from kg.api.similar import SimilarPaper
    from kg.api.thing import Thing

__all__ = ["Analyses"]


class Analyses(Lookup):
    """The part of ``Graph`` that answers questions about the whole of it."""

    def leaderboard(
        self, dataset: str | Thing, metric: str | Thing | None = None, *, every: bool = False
    ) -> Leaderboard:
        """Rank what papers report on a data set.

        Parameters
        ----------
        dataset : str or Thing
            The data set.
        metric : str or Thing, optional
            Only results in this metric; None for all, metric by metric.
        every : bool
            Every result of a method; if not, its best alone.

        Returns
        -------
        Leaderboard
            Absolute results, the best first. For errors, losses and costs less is better, told by
            the words of the metric's name. What is claimed as a difference stands apart, in
            ``gains``: it cannot be ranked. Results whose text names no metric have no rank.

        Raises
        ------
        NotFoundError
            If there is no such data set or metric.

        Notes
        -----
        Beside percentages a bare number up to 1 is read as a share of 1, a greater one as a
        percentage; results in other units than the commonest have no rank.
        """
        on = self.index.find(dataset, {EntityType.DATASET})
        wanted = None if metric is None else self.index.find(metric, {EntityType.METRIC})
        return leaderboard(self.index, on, wanted, every=every)

    def similar_papers(self, paper: str | Publication, n: int = 10) -> Answer[SimilarPaper]:
        """List the papers that are about the same things as one.

        Parameters
        ----------
        paper : str or Publication
            The paper; its id, title, or as much of the title's beginning as tells it from others.
        n : int
            How many at most.

        Returns
        -------
        Answer of SimilarPaper
            Most alike first, each with what the two share.

        Raises
        ------
        NotFoundError
            If there is no such paper.
        ArgumentError
            If ``n`` is no number, or a negative one.
        """
        count = check_count(n, "n")
        return self.index.similarity.near(self.index.find_paper(paper), count)

    def communities(self, min_size: int = 3) -> Communities:
        """List the topics of the graph: things that papers and relations join closely.

        Parameters
        ----------
        min_size : int
            Leave out those with fewer things.

        Returns
        -------
        Communities
            A list of Community, the largest first; the same as on the map of the page.

        References
        ----------
        V. Blondel et al., "Fast unfolding of communities in large networks", J. Stat. Mech. 2008,
        P10008.
        """
        from kg.api.communities import find_communities  # brings the library of the page with it

        return find_communities(self.index, min_size=check_count(min_size, "min_size"))

    def degrees(self) -> Degrees:
        """Count the edges at every thing: how the graph hangs together.

        Returns
        -------
        Degrees
            Every type → how many things have how many edges.
        """
        return Degrees(
            tuple(
                (kind, tuple(self.index.degree[one.id] for one in self.index.ranked[kind]))
                for kind in TYPES
            )
        )

    def trends(self, *things: str | Thing, by: str = "auto", kinds: bool = False) -> Trend:
        """Count the papers that name things, period by period.

        Parameters
        ----------
        *things : str or Thing
            What to count; at least one.
        by : str
            ``"year"``, ``"month"``, or ``"auto"``: years if the papers are from three or more, or
            if some date has no month.
        kinds : bool
            Count papers that name a kind of the thing too (``subclass_of``, and theirs).

        Returns
        -------
        Trend
            Counts, in the order of the things; papers without a date are not counted.

        Raises
        ------
        InputError
            If no thing is named.
        NotFoundError
            If nothing is called that.
        VocabularyError
            If there is no such period.
        """
        if not things:
            raise InputError("trends", "no thing is named", hint="give one or more names")
        return find_trend(self.index, [self.index.find(one) for one in things], by=by, kinds=kinds)

    def compare(self, left: str | Thing, right: str | Thing) -> Comparison:
        """Put two things side by side.

        Parameters
        ----------
        left, right : str or Thing
            The two.

        Returns
        -------
        Comparison
            What papers say between them, what both are joined to, and what only one is.

        Raises
        ------
        NotFoundError
            If nothing is called that.
        InputError
            If both are one thing.
        """
        one, other = self.index.find(left), self.index.find(right)
        if one.id == other.id:
            raise InputError("compare", f"{left!s} and {right!s} are one thing: {one.name}")
        return compare(self.index, one, other)
