"""Who reports the best number on a data set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from kg.api.answer import Answer
from kg.api.render import cell_text
from kg.api.score import Score, score_answer
from kg.errors import NotFoundError
from kg.text.folding import fold
from kg.text.words import word_set
from kg.vocabulary import ResultKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.api.index import Index
    from kg.api.thing import Thing
    from kg.plot import Picture

__all__ = ["Leaderboard", "Standing", "leaderboard", "lower_is_better"]

#: Words of a metric that say that less is better, unless a word of the second list turns it round.
_LESS: Final = word_set(
    "absrel bpb bpc bpd budget cer complexity computation consumption cost discrepancy distance "
    "divergence ece energy epe error evaluation failure fid flop footprint gap hallucination "
    "iteration kid latency loss lpips mae mape memory mse nll overhead parameter "
    "perplexity regret rmse runtime slope storage time toxicity usage variance wer"
)
_MORE: Final = word_set(
    "accuracy efficiency improvement increase reduction saving score speedup success throughput"
)
_DOTS: Final = re.compile(r"[^a-z0-9]+")


def lower_is_better(metric: str) -> bool:
    """Say whether less of a metric is better, by the words of its name.

    Parameters
    ----------
    metric : str
        Its name.

    Returns
    -------
    bool
        True for errors, losses, distances and costs; a guess for what has no such word: False.

    Examples
    --------
    >>> [lower_is_better(one) for one in ("top-5 error rate", "FID", "perplexities", "accuracy")]
    [True, True, True, False]
    >>> lower_is_better("memory reduction"), lower_is_better("negative log-likelihood")
    (False, True)
    """
    words = {fold(word).key for word in _DOTS.split(metric.casefold()) if word}
    if "negative" in words:
        return True
    return bool(words & _LESS) and not words & _MORE


@dataclass(frozen=True, slots=True)
class Standing:
    """A place on a leaderboard.

    Attributes
    ----------
    rank : int or None
        1 is best; equal numbers share a rank. None where the printed value is not one number.
    score : Score
        The result.
    """

    rank: int | None
    score: Score

    @property
    def method(self) -> Thing:
        """What has it."""
        return self.score.method

    @property
    def value(self) -> str:
        """As printed."""
        return self.score.value


@dataclass(frozen=True, repr=False)
class Leaderboard(Answer[Standing]):
    """Absolute results on a data set, the best first, metric by metric.

    Attributes
    ----------
    gains : Answer of Score
        What papers claim there as a difference ("2.9% better than …"), which cannot be ranked.
    """

    gains: Answer[Score] = field(default_factory=lambda: score_answer("", ()))

    @property
    def best(self) -> Score | None:
        """The first place; None if there is no absolute result."""
        return next((one.score for one in self.items if one.rank == 1), None)

    def plot(self, metric: str | None = None, *, theme: str = "light") -> Picture:
        """Draw the ranking in one metric; needs the extra ``plot``.

        Parameters
        ----------
        metric : str, optional
            Name of the metric, as the board shows it; None for the one with most results.
        theme : str
            ``"light"`` or ``"dark"``.

        Returns
        -------
        Picture
            The best on top; what has no rank is left out.

        Raises
        ------
        NotFoundError
            If nothing is ranked, or not in that metric.
        InputError
            If matplotlib is not installed.
        VocabularyError
            If there is no such theme.
        """
        from kg.plot import plot_ranking

        ranked = [one for one in self.items if one.rank is not None]
        names = [str(one.score.metric) for one in ranked]
        chosen = metric or (names[0] if names else "any metric")
        shown = [one for one, name in zip(ranked, names, strict=True) if name == chosen]
        if not shown:
            raise NotFoundError("ranking", chosen, tuple(dict.fromkeys(names)))
        numbers = _numbers([one.score for one in shown])
        best = "less is better" if lower_is_better(chosen) else "more is better"
        return plot_ranking(
            f"{chosen} on {shown[0].score.dataset}",
            [str(one.method) for one in shown],
            [float(numbers[one.score.record.id]) for one in shown],
            labels=[one.value for one in shown],
            axis=f"{chosen}, as papers report it ({best})",
            theme=theme,
        )


def leaderboard(index: Index, dataset: Thing, metric: Thing | None, *, every: bool) -> Leaderboard:
    """Rank the results on a data set; see ``Graph.leaderboard``."""
    records = index.results_of_node.get(dataset.id, ())
    on_it = [index.score(one) for one in records if one.dataset == dataset.id]
    here = [one for one in on_it if metric is None or one.record.metric == metric.id]
    boards: dict[str | None, list[Score]] = defaultdict(list)
    for score in here:
        if score.kind is ResultKind.ABSOLUTE:
            boards[score.record.metric].append(score)
    order = sorted(boards, key=lambda one: (one is None, -len(boards[one]), one or ""))
    standings = [one for key in order for one in _rank(boards[key], every=every)]
    gains = sorted(
        (one for one in here if one.kind is ResultKind.IMPROVEMENT),
        key=lambda one: (one.paper.title, one.record.value_span, one.record.id),
    )
    name = cell_text(dataset.name)
    columns = ("rank", "method", "value", "metric", "paper", "date", "confidence")
    return Leaderboard(
        tuple(standings),
        columns,
        lambda one: (
            one.rank, one.method, one.value, one.score.metric,
            one.score.paper.link, one.score.paper.date, one.score.confidence,
        ),
        f"results on {name}" + (f" in {cell_text(metric.name)}" if metric else ""),
        _note(on_it, standings, gains, metric),
        gains=score_answer(f"gains on {name}", gains),
    )  # fmt: skip


def _rank(scores: Iterable[Score], *, every: bool) -> list[Standing]:
    """Rank the results of one metric; a metric that no text names cannot be ranked."""
    listed = list(scores)
    metric = listed[0].metric
    numbers = _numbers(listed)
    sign = 1 if metric is not None and lower_is_better(metric.name) else -1
    listed.sort(
        key=lambda one: (
            one.record.id not in numbers,
            sign * numbers.get(one.record.id, Decimal(0)),
            one.paper.title,
            one.record.id,
        )
    )
    if not every:
        listed = _first_of_each_method(listed)
    standings: list[Standing] = []
    for place, score in enumerate(listed, start=1):
        number = numbers.get(score.record.id)
        rank: int | None = place
        if metric is None or number is None:
            rank = None
        elif standings and numbers.get(standings[-1].score.record.id) == number:
            rank = standings[-1].rank
        standings.append(Standing(rank, score))
    return standings


def _first_of_each_method(scores: Iterable[Score]) -> list[Score]:
    first: dict[str, Score] = {}
    for score in scores:
        first.setdefault(score.record.method, score)
    return list(first.values())


def _numbers(scores: Iterable[Score]) -> Mapping[str, Decimal]:
    # Brings values on one scale, by id of the result. Beside percentages, a bare number up to 1 is
    # a share (0.85 is 85 %) and a greater one a percentage that is printed without its sign. Other
    # units are not compared: the commonest stays.
    listed = [one for one in scores if one.number is not None]
    units = Counter(one.unit for one in listed)
    if not units:
        return {}
    common = min(units, key=lambda unit: (-units[unit], unit or ""))
    percent = "%" in units and common in {None, "%"}
    kept = {None, "%"} if percent else {common}
    return {
        one.record.id: one.number * 100
        if percent and one.unit is None and one.number <= 1
        else one.number
        for one in listed
        if one.unit in kept and one.number is not None
    }


def _note(
    on_it: list[Score], standings: list[Standing], gains: list[Score], metric: Thing | None
) -> str:
    notes = []
    if gains:
        notes.append(f"{len(gains)} claimed as a difference: .gains")
    if not standings and metric is not None:
        counts = Counter(
            "no metric named" if one.metric is None else cell_text(one.metric) for one in on_it
        )
        listed = ", ".join(
            f"{name} {n}" for name, n in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
        )
        notes.append(f"what there is: {listed}" if listed else "no result on it at all")
    return "; ".join(notes)
