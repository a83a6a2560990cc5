"""Papers → the models of relations and their thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kg.extract.pair_features import pair_features
from kg.extract.pairs import PairView
from kg.extract.scene import set_scene
from kg.train.sparse import FeatureTable, choose_threshold, count_line, fit, score_rows
from kg.vocabulary import Relation, allowed_ends

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.linear import LinearModel
    from kg.extract.pairs import Pair
    from kg.model import Entity
    from kg.train.claim_papers import ClaimPaper

__all__ = [
    "PairTable",
    "cross_validate_relation",
    "fit_relation",
    "tabulate_pairs",
    "train_relations",
]

#: Inverse strength of the L2 penalty.
STRENGTH: Final = 0.1


@dataclass(frozen=True)
class PairTable:
    """Pairs of entities of many papers: what is seen of them and what holds for them.

    Attributes
    ----------
    matrix : scipy.sparse.csr_matrix
        One row a pair.
    names : tuple of str
        Features, the matrix's columns.
    folds : numpy.ndarray of int
        Fold of each pair's paper.
    is_found : numpy.ndarray of bool
        Whether a tagger found the entities of each pair.
    possible, true : mapping of Relation to numpy.ndarray of bool
        Whether the types allow the relation, and whether it holds.
    """

    matrix: Any
    names: tuple[str, ...]
    folds: Any
    is_found: Any
    possible: Mapping[Relation, Any]
    true: Mapping[Relation, Any]


def _holding(paper: ClaimPaper, pair: Pair) -> Iterator[Relation]:
    head, tail = paper.gold_of(pair.head), paper.gold_of(pair.tail)
    if head is not None and tail is not None:
        for claim in paper.gold.relations:
            if claim.head == head.name and claim.tail == tail.name:
                yield claim.relation


def tabulate_pairs(
    papers: Sequence[ClaimPaper], entities: Sequence[tuple[Entity, ...]]
) -> PairTable:
    """Describe every pair of entities of some papers.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        The papers.
    entities : sequence of tuple of Entity
        Entities of each, with the roles that pairs are to be judged on.

    Returns
    -------
    PairTable
        Pairs in the order of the papers.
    """
    import numpy as np

    table = FeatureTable()
    folds: list[int] = []
    is_found: list[bool] = []
    possible: dict[Relation, list[bool]] = {relation: [] for relation in Relation}
    true: dict[Relation, list[bool]] = {relation: [] for relation in Relation}
    for paper, judged in zip(papers, entities, strict=True):
        view = PairView(set_scene(paper.reading, judged), judged)
        for pair in view.pairs():
            table.add(pair_features(view, pair))
            folds.append(paper.fold)
            is_found.append(paper.is_found)
            holding = set(_holding(paper, pair))
            ends = judged[pair.head].type, judged[pair.tail].type
            for relation in Relation:
                possible[relation].append(allowed_ends(relation, *ends))
                true[relation].append(relation in holding)
    return PairTable(
        table.matrix(),
        table.names,
        np.array(folds),
        np.array(is_found),
        {relation: np.array(flags) for relation, flags in possible.items()},
        {relation: np.array(flags) for relation, flags in true.items()},
    )


def fit_relation(table: PairTable, relation: Relation, rows: Any) -> LinearModel:
    """Learn to judge pairs for one relation.

    Parameters
    ----------
    table : PairTable
        The pairs.
    relation : Relation
        The relation.
    rows : numpy.ndarray of bool
        Pairs to learn from; those that the types do not allow are left out.

    Returns
    -------
    LinearModel
        Yes or no.
    """
    import numpy as np

    some = np.flatnonzero(rows & table.possible[relation])
    answers = [relation.value if flag else "" for flag in table.true[relation][some]]
    return fit(table.matrix[some], table.names, answers, [relation.value], strength=STRENGTH)


def cross_validate_relation(table: PairTable, relation: Relation) -> Any:
    """Judge each pair by a model of the other folds.

    Parameters
    ----------
    table : PairTable
        The pairs.
    relation : Relation
        The relation.

    Returns
    -------
    numpy.ndarray of float
        Held-out chance of each pair; 0 where the types do not allow the relation.
    """
    import numpy as np

    chances = np.zeros(len(table.folds))
    for fold in sorted(set(table.folds.tolist())):
        rows = np.flatnonzero((table.folds == fold) & table.possible[relation])
        model = fit_relation(table, relation, table.folds != fold)
        chances[rows] = score_rows(table.matrix[rows], table.names, model)
    return chances


def train_relations(
    papers: Sequence[ClaimPaper], given: Sequence[tuple[Entity, ...]]
) -> tuple[dict[Relation, tuple[LinearModel, float]], list[str]]:
    """Train the judges of all relations.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        Annotated papers.
    given : sequence of tuple of Entity
        Entities of each, with held-out roles.

    Returns
    -------
    models : dict of Relation to (LinearModel, float)
        Judge and threshold; the threshold is tuned on found entities where there are any, since
        those are what it will meet.
    report : list of str
        What cross-validation gives, at the threshold tuned on the same kind of entities.
    """
    import numpy as np

    table = tabulate_pairs(papers, given)
    everything = np.ones(len(table.folds), dtype=bool)
    models: dict[Relation, tuple[LinearModel, float]] = {}
    report = []
    whole = {False: (0, 0, 0), True: (0, 0, 0)}
    for relation in Relation:
        chances = cross_validate_relation(table, relation)
        for is_found in sorted(set(table.is_found.tolist())):
            wanted = sum(
                claim.relation == relation
                for paper in papers
                if paper.is_found == is_found
                for claim in paper.gold.relations
            )
            rows = np.flatnonzero(table.possible[relation] & (table.is_found == is_found))
            scored = [(float(chances[at]), bool(table.true[relation][at])) for at in rows]
            threshold = choose_threshold(scored, wanted)
            kept = [right for chance, right in scored if chance >= threshold]
            counts = (sum(kept), len(kept), wanted)
            right, given_so_far, wanted_so_far = whole[is_found]
            whole[is_found] = (right + sum(kept), given_so_far + len(kept), wanted_so_far + wanted)
            name = f"{'found' if is_found else 'gold'}, {relation.value}"
            report.append(f"{count_line(name, counts)}  from {threshold:.2f}")
        models[relation] = (fit_relation(table, relation, everything), threshold)
    for is_found, counts in whole.items():
        if counts[2]:
            report.append(count_line(f"{'found' if is_found else 'gold'}, relation", counts))
    return models, sorted(report)
