"""Gold annotations → the models of roles, relations and results (``kg/extract/data/claims.json.gz``).

Run it from the root of the project (needs the extra ``train``)::

    python -m kg.train.claims --shared ../shared --cv 5

It reads ``gold/papers.jsonl`` and ``gold/train.jsonl``, never ``dev.jsonl``; prints what
cross-validation by paper gives; and writes the models trained on all of it. Same input, same bytes.

Roles are learnt first. Relations are learnt on roles that models of other folds gave, so that they
meet roles as uncertain as they will be in use. The threshold of each relation is the one with the
best F1 over the held-out folds among those with a precision of at least ``MIN_PRECISION``, where
that costs no more than ``MAX_LOSS`` of the best F1.
"""

from __future__ import annotations

import argparse
import gzip
import json
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.evaluate.gold import gold_extractions
from kg.extract.entities import DraftEntity
from kg.extract.linear import LinearModel
from kg.extract.pair_features import PairView
from kg.extract.reading import make_reader, read_paper
from kg.extract.result_features import SLOT_TYPES
from kg.extract.results import view_results
from kg.extract.role_features import own_features
from kg.extract.roles import assign_roles_by
from kg.extract.scene import set_scene
from kg.vocabulary import EntityType, Relation, ResultKind, allowed_ends, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.extract.reading import Reading
    from kg.extract.result_features import PlacedValue, ResultView
    from kg.model import Entity, Extraction, ResultClaim

__all__ = [
    "FeatureTable",
    "GoldPaper",
    "PairTable",
    "choose_threshold",
    "cross_validate_relation",
    "cross_validate_roles",
    "fit",
    "fit_relation",
    "fit_roles",
    "main",
    "read_gold",
    "render",
    "report_roles",
    "score_rows",
    "tabulate_pairs",
    "train",
]

#: A relation's pairs should be right at least this often: a graph is what users see.
MIN_PRECISION: Final = 0.5

#: Share of a relation's best F1 that may be given up for it.
MAX_LOSS: Final = 0.15

#: Features seen in fewer examples are dropped; weights below this many thousandths too.
MIN_COUNT: Final = 4
MIN_WEIGHT: Final = 15

#: Inverse strengths of the L2 penalty, chosen among 0.05, 0.1 and 0.2 by cross-validation.
ROLE_C: Final = 0.2
RELATION_C: Final = 0.1
RESULT_C: Final = 0.2


@dataclass(frozen=True)
class GoldPaper:
    """A paper with what people read in it.

    Attributes
    ----------
    reading : Reading
        Its sentences and tokens.
    gold : Extraction
        The annotation.
    drafts : tuple of DraftEntity
        The entities that models are to judge: gold ones, without their roles.
    """

    reading: Reading
    gold: Extraction
    drafts: tuple[DraftEntity, ...]


def read_gold(shared: Path, split: str) -> tuple[GoldPaper, ...]:
    """Read annotated papers.

    Parameters
    ----------
    shared : Path
        Folder that holds ``gold/``.
    split : str
        ``"train"`` or ``"dev"``.

    Returns
    -------
    tuple of GoldPaper
        In the order of the file.
    """
    folder = shared / "gold"
    nlp = make_reader()
    found = gold_extractions(
        _read_lines(folder / "papers.jsonl"), _read_lines(folder / f"{split}.jsonl")
    )
    return tuple(
        GoldPaper(
            reading=read_paper(gold.paper, nlp),
            gold=gold,
            drafts=tuple(
                DraftEntity(one.name, one.type, one.mentions, one.confidence)
                for one in gold.entities
            ),
        )
        for gold in found
    )


def _read_lines(file: Path) -> list[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


class FeatureTable:
    """Examples as rows of a sparse matrix; a feature gets its column when it is first seen."""

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}
        self._indices = array("i")
        self._ends = array("i", [0])

    def add(self, features: Iterable[str]) -> None:
        """Add an example.

        Parameters
        ----------
        features : iterable of str
            Its features, each once.
        """
        columns = self._columns
        self._indices.extend(
            columns.setdefault(feature, len(columns)) for feature in sorted(features)
        )
        self._ends.append(len(self._indices))

    @property
    def names(self) -> tuple[str, ...]:
        """Features, in the order of the columns."""
        return tuple(self._columns)

    def subset(self, rows: Sequence[int]) -> FeatureTable:
        """Take some of the examples.

        Parameters
        ----------
        rows : sequence of int
            Which, in the order in which they are to stand.

        Returns
        -------
        FeatureTable
            The same features in the same columns.
        """
        taken = FeatureTable()
        taken._columns = self._columns
        for row in rows:
            taken._indices.extend(self._indices[self._ends[row] : self._ends[row + 1]])
            taken._ends.append(len(taken._indices))
        return taken

    def matrix(self) -> Any:
        """Give the examples as one matrix.

        Returns
        -------
        scipy.sparse.csr_matrix of float64, shape (n_examples, n_features)
            Ones where an example has a feature.
        """
        import numpy as np
        from scipy.sparse import csr_matrix

        shape = (len(self._ends) - 1, len(self._columns))
        ones = np.ones(len(self._indices))
        return csr_matrix((ones, np.array(self._indices), np.array(self._ends)), shape=shape)


def fit(
    matrix: Any,
    names: Sequence[str],
    answers: Sequence[str],
    labels: Sequence[str],
    *,
    strength: float,
) -> LinearModel:
    """Fit a logistic model.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (n_examples, n_features)
        Ones where an example has a feature.
    names : sequence of str
        The features.
    answers : sequence of str
        Label of each example; for a yes-or-no model, ``labels[0]`` or anything else.
    labels : sequence of str
        What is chosen between; one for a yes-or-no model.
    strength : float
        Inverse of the L2 penalty.

    Returns
    -------
    LinearModel
        Weights in whole thousandths; rare features and small weights are dropped.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    frequent = np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= MIN_COUNT)
    matrix = matrix[:, frequent]
    if len(labels) == 1:
        model = LogisticRegression(C=strength, solver="liblinear", tol=1e-3, random_state=0)
        model.fit(matrix, [answer == labels[0] for answer in answers])
        weights, bias = model.coef_, model.intercept_
    else:
        model = LogisticRegression(C=strength, max_iter=100, tol=1e-3)
        model.fit(matrix, answers)
        weights, bias = _rows_of(labels, model)
    columns = np.rint(1000 * weights.T).astype(int).tolist()
    kept = {
        names[int(at)]: column
        for at, column in zip(frequent, columns, strict=True)
        if max(abs(one) for one in column) >= MIN_WEIGHT
    }
    return LinearModel(
        labels=tuple(labels),
        bias=tuple(np.rint(1000 * bias).astype(int).tolist()),
        weights={name: kept[name] for name in sorted(kept)},
    )


def _rows_of(labels: Sequence[str], model: Any) -> tuple[Any, Any]:
    """Order the weights by our labels; of two classes sklearn gives one row, second over first."""
    import numpy as np

    classes = [str(one) for one in model.classes_]
    coefficients, intercepts = model.coef_, model.intercept_
    if len(classes) == 2:
        coefficients = np.vstack([-coefficients / 2, coefficients / 2])
        intercepts = np.concatenate([-intercepts / 2, intercepts / 2])
    order = [classes.index(label) for label in labels]
    return coefficients[order], intercepts[order]


def fit_roles(papers: Iterable[GoldPaper]) -> dict[EntityType, LinearModel]:
    """Learn to choose roles.

    Parameters
    ----------
    papers : iterable of GoldPaper
        Examples; together they have every role.

    Returns
    -------
    dict of EntityType to LinearModel
        One a type.
    """
    tables = {kind: FeatureTable() for kind in EntityType}
    answers: dict[EntityType, list[str]] = {kind: [] for kind in EntityType}
    for paper in papers:
        rows = own_features(set_scene(paper.reading, paper.drafts))
        for entity, features in zip(paper.gold.entities, rows, strict=True):
            tables[entity.type].add(features)
            answers[entity.type].append(entity.role.value)
    return {
        kind: fit(
            table.matrix(),
            table.names,
            answers[kind],
            [role.value for role in allowed_roles(kind)],
            strength=ROLE_C,
        )
        for kind, table in tables.items()
    }


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
    possible, true : mapping of Relation to numpy.ndarray of bool
        Whether the types allow the relation, and whether it holds.
    """

    matrix: Any
    names: tuple[str, ...]
    folds: Any
    possible: Mapping[Relation, Any]
    true: Mapping[Relation, Any]


def tabulate_pairs(
    papers: Sequence[GoldPaper], entities: Sequence[tuple[Entity, ...]], folds: Sequence[int]
) -> PairTable:
    """Describe every pair of entities of some papers.

    Parameters
    ----------
    papers : sequence of GoldPaper
        The papers.
    entities : sequence of tuple of Entity
        Entities of each, with the roles that pairs are to be judged on.
    folds : sequence of int
        Fold of each paper.

    Returns
    -------
    PairTable
        Pairs in the order of the papers.
    """
    import numpy as np

    table = FeatureTable()
    fold_of: list[int] = []
    possible: dict[Relation, list[bool]] = {relation: [] for relation in Relation}
    true: dict[Relation, list[bool]] = {relation: [] for relation in Relation}
    for paper, judged, fold in zip(papers, entities, folds, strict=True):
        view = PairView(set_scene(paper.reading, judged), judged)
        holds = {(one.head, one.relation, one.tail) for one in paper.gold.relations}
        for pair in view.pairs():
            head, tail = judged[pair.head], judged[pair.tail]
            table.add(view.features(pair))
            fold_of.append(fold)
            for relation in Relation:
                possible[relation].append(allowed_ends(relation, head.type, tail.type))
                true[relation].append((head.name, relation, tail.name) in holds)
    return PairTable(
        table.matrix(),
        table.names,
        np.array(fold_of),
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
    return fit(table.matrix[some], table.names, answers, [relation.value], strength=RELATION_C)


def score_rows(matrix: Any, names: Sequence[str], model: LinearModel) -> Any:
    """Judge examples.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix
        One row an example.
    names : sequence of str
        Features, the matrix's columns.
    model : LinearModel
        Yes or no.

    Returns
    -------
    numpy.ndarray of float
        Chance of each.
    """
    import numpy as np

    weights = np.array([model.weights.get(name, (0,))[0] for name in names])
    return 1 / (1 + np.exp(-(matrix @ weights + model.bias[0]) / 1000))


def choose_threshold(scored: Sequence[tuple[float, bool]], n_gold: int) -> float:
    """Choose the chance from which a pair is kept.

    Parameters
    ----------
    scored : sequence of tuple of float and bool
        Chance of each held-out pair, and whether the relation holds.
    n_gold : int
        Number of relations to be found.

    Returns
    -------
    float
        In hundredths.

    Examples
    --------
    >>> choose_threshold([(0.9, True), (0.6, True), (0.3, False)], 2)
    0.6
    """
    points = []
    for hundredth in range(5, 91):
        threshold = hundredth / 100
        kept = [right for chance, right in scored if chance >= threshold]
        if any(kept):
            precision = sum(kept) / len(kept)
            points.append((2 * sum(kept) / (len(kept) + n_gold), precision, threshold))
    if not points:
        return 0.5
    best = max(points)[0]
    sure = [one for one in points if one[1] >= MIN_PRECISION and one[0] >= (1 - MAX_LOSS) * best]
    return max(sure or points)[2]


def cross_validate_roles(
    papers: Sequence[GoldPaper], folds: Sequence[int]
) -> tuple[tuple[Entity, ...], ...]:
    """Give each paper the roles that models of the other folds choose.

    Parameters
    ----------
    papers : sequence of GoldPaper
        The papers.
    folds : sequence of int
        Fold of each.

    Returns
    -------
    tuple of tuple of Entity
        Entities of each paper.
    """
    given: list[tuple[Entity, ...]] = [()] * len(papers)
    for fold in sorted(set(folds)):
        models = fit_roles(
            paper for paper, other in zip(papers, folds, strict=True) if other != fold
        )
        for at, paper in enumerate(papers):
            if folds[at] == fold:
                given[at] = assign_roles_by(models, paper.reading, paper.drafts)
    return tuple(given)


def report_roles(papers: Sequence[GoldPaper], given: Sequence[tuple[Entity, ...]]) -> list[str]:
    """Count right roles.

    Parameters
    ----------
    papers : sequence of GoldPaper
        The papers.
    given : sequence of tuple of Entity
        Entities of each with the roles chosen for them, in the order of the gold ones.

    Returns
    -------
    list of str
        Lines of a table.
    """
    right: dict[str, list[bool]] = {}
    for paper, judged in zip(papers, given, strict=True):
        for gold, one in zip(paper.gold.entities, judged, strict=True):
            right.setdefault(gold.type.value, []).append(gold.role == one.role)
            right.setdefault("all", []).append(gold.role == one.role)
    return [
        f"role {kind:13} accuracy {100 * sum(flags) / len(flags):5.1f}  of {len(flags)}"
        for kind, flags in sorted(right.items())
    ]


def cross_validate_relation(
    table: PairTable, relation: Relation, n_gold: int
) -> tuple[float, tuple[int, int, int]]:
    """Judge each pair by a model of the other folds, and choose the threshold on that.

    Parameters
    ----------
    table : PairTable
        The pairs.
    relation : Relation
        The relation.
    n_gold : int
        Number of relations to be found.

    Returns
    -------
    threshold : float
        Chance from which a pair is kept.
    counts : tuple of int
        Right, given, wanted at that threshold.
    """
    import numpy as np

    chances = np.zeros(len(table.folds))
    for fold in sorted(set(table.folds.tolist())):
        rows = np.flatnonzero((table.folds == fold) & table.possible[relation])
        model = fit_relation(table, relation, table.folds != fold)
        chances[rows] = score_rows(table.matrix[rows], table.names, model)
    judged = np.flatnonzero(table.possible[relation])
    scored = [(float(chances[at]), bool(table.true[relation][at])) for at in judged]
    threshold = choose_threshold(scored, n_gold)
    kept = [right for chance, right in scored if chance >= threshold]
    return threshold, (sum(kept), len(kept), n_gold)


def _line(name: str, counts: tuple[int, int, int]) -> str:
    right, given, wanted = counts
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * right / max(1, given + wanted)
    return (
        f"{name:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
        f"  gold {wanted}"
    )


@dataclass(frozen=True)
class ValueTable:
    """Values of many papers: what is seen of them and of the entities that may fill their slots.

    Attributes
    ----------
    values, slots : FeatureTable, mapping of str to FeatureTable
        One row a value; for each slot one row a value and entity.
    folds, slot_folds : list of int, mapping of str to list of int
        Fold of each row.
    is_result, is_improvement : list of bool
        Whether the value is a gold result, and of which kind.
    fills : mapping of str to list of bool
        Whether the entity fills the slot.
    owners : mapping of str to list of int
        Row of the value in ``values``.
    """

    values: FeatureTable
    folds: list[int]
    is_result: list[bool]
    is_improvement: list[bool]
    slots: Mapping[str, FeatureTable]
    slot_folds: Mapping[str, list[int]]
    fills: Mapping[str, list[bool]]
    owners: Mapping[str, list[int]]


def tabulate_values(
    papers: Sequence[GoldPaper], entities: Sequence[tuple[Entity, ...]], folds: Sequence[int]
) -> ValueTable:
    """Describe every number of some papers.

    Parameters
    ----------
    papers : sequence of GoldPaper
        The papers.
    entities : sequence of tuple of Entity
        Entities of each, with the roles that values are to be judged on.
    folds : sequence of int
        Fold of each paper.

    Returns
    -------
    ValueTable
        Values in the order of the papers and their texts.
    """
    table = ValueTable(
        values=FeatureTable(),
        folds=[],
        is_result=[],
        is_improvement=[],
        slots={slot: FeatureTable() for slot in SLOT_TYPES},
        slot_folds={slot: [] for slot in SLOT_TYPES},
        fills={slot: [] for slot in SLOT_TYPES},
        owners={slot: [] for slot in SLOT_TYPES},
    )
    for paper, judged, fold in zip(papers, entities, folds, strict=True):
        view = view_results(paper.reading, judged)
        waiting: dict[str, list[ResultClaim]] = {}
        for claim in paper.gold.results:
            waiting.setdefault(claim.value, []).append(claim)
        for value in view.values:
            same = waiting.get(value.value.text, [])
            gold = same.pop(0) if same else None
            _add_value(table, view, value, gold, fold)
    return table


def _add_value(
    table: ValueTable, view: ResultView, value: PlacedValue, gold: ResultClaim | None, fold: int
) -> None:
    table.values.add(view.features(value))
    table.folds.append(fold)
    table.is_result.append(gold is not None)
    table.is_improvement.append(gold is not None and gold.kind == ResultKind.IMPROVEMENT)
    if gold is None:
        return
    for slot, kind in SLOT_TYPES.items():
        for number, entity in enumerate(view.pairs.entities):
            if entity.type == kind:
                table.slots[slot].add(view.slot_features(value, slot, number))
                table.slot_folds[slot].append(fold)
                table.fills[slot].append(getattr(gold, slot) == entity.name)
                table.owners[slot].append(len(table.folds) - 1)


def cross_validate(
    table: FeatureTable, answers: Sequence[bool], folds: Sequence[int]
) -> tuple[LinearModel, Any]:
    """Fit a yes-or-no model, and judge every example by a model of the other folds.

    Parameters
    ----------
    table : FeatureTable
        Examples.
    answers : sequence of bool
        Whether each is one.
    folds : sequence of int
        Fold of each.

    Returns
    -------
    model : LinearModel
        Fitted on all.
    chances : numpy.ndarray of float
        Held-out chance of each example.
    """
    import numpy as np

    matrix, names, fold_of = table.matrix(), table.names, np.array(folds)
    words = ["yes" if answer else "" for answer in answers]
    chances = np.zeros(len(folds))
    for fold in sorted(set(folds)):
        rows = np.flatnonzero(fold_of != fold)
        model = fit(matrix[rows], names, [words[at] for at in rows], ["yes"], strength=RESULT_C)
        held = np.flatnonzero(fold_of == fold)
        chances[held] = score_rows(matrix[held], names, model)
    return fit(matrix, names, words, ["yes"], strength=RESULT_C), chances


def train_results(
    papers: Sequence[GoldPaper], given: Sequence[tuple[Entity, ...]], folds: Sequence[int]
) -> tuple[dict[str, Any], list[str]]:
    """Train what reads results.

    Parameters
    ----------
    papers : sequence of GoldPaper
        Annotated papers.
    given : sequence of tuple of Entity
        Entities of each, with held-out roles.
    folds : sequence of int
        Fold of each paper.

    Returns
    -------
    models : dict
        Records of the models and their thresholds.
    report : list of str
        What cross-validation gives.
    """
    table = tabulate_values(papers, given, folds)
    n_gold = sum(len(paper.gold.results) for paper in papers)
    is_result, chances = cross_validate(table.values, table.is_result, table.folds)
    scored = list(zip(chances.tolist(), table.is_result, strict=True))
    thresholds = {"is_result": choose_threshold(scored, n_gold)}
    kept = [right for chance, right in scored if chance >= thresholds["is_result"]]
    report = [_line("result", (sum(kept), len(kept), n_gold))]
    gold_rows = [at for at, flag in enumerate(table.is_result) if flag]
    kind_model, kind_chances = cross_validate(
        table.values.subset(gold_rows),
        [table.is_improvement[at] for at in gold_rows],
        [table.folds[at] for at in gold_rows],
    )
    right = sum(
        (chance >= 0.5) == table.is_improvement[at]
        for chance, at in zip(kind_chances.tolist(), gold_rows, strict=True)
    )
    report.append(f"result kind accuracy {100 * right / len(gold_rows):.1f}  of {len(gold_rows)}")
    slots = {}
    for slot in SLOT_TYPES:
        model, chances = cross_validate(
            table.slots[slot], table.fills[slot], table.slot_folds[slot]
        )
        slots[slot] = _record(model)
        threshold, counts = _best_fill(table, slot, chances.tolist())
        thresholds[slot] = threshold
        report.append(_line(f"result {slot}", counts) + f"  from {threshold:.2f}")
    return {
        "is_result": _record(is_result),
        "is_improvement": _record(kind_model),
        "slots": slots,
        "thresholds": thresholds,
    }, report


def _best_fill(
    table: ValueTable, slot: str, chances: Sequence[float]
) -> tuple[float, tuple[int, int, int]]:
    """Choose the chance from which the likeliest entity of each value fills the slot."""
    best: dict[int, tuple[float, bool]] = {}
    for chance, owner, right in zip(chances, table.owners[slot], table.fills[slot], strict=True):
        best[owner] = max(best.get(owner, (0.0, False)), (chance, right))
    wanted = len(
        {o for o, right in zip(table.owners[slot], table.fills[slot], strict=True) if right}
    )
    threshold = 0.0 if slot == "method" else choose_threshold(list(best.values()), wanted)
    kept = [right for chance, right in best.values() if chance >= threshold]
    return threshold, (sum(kept), len(kept), wanted)


def train(papers: Sequence[GoldPaper], n_folds: int) -> tuple[dict[str, Any], list[str]]:
    """Train all models.

    Parameters
    ----------
    papers : sequence of GoldPaper
        Annotated papers.
    n_folds : int
        Number of folds, by paper.

    Returns
    -------
    models : dict
        What ``kg.extract.linear.load_models`` gives back.
    report : list of str
        What cross-validation gives.
    """
    import numpy as np

    folds = [number % n_folds for number in range(len(papers))]
    given = cross_validate_roles(papers, folds)
    report = report_roles(papers, given)
    roles = {kind.value: _record(model) for kind, model in fit_roles(papers).items()}
    table = tabulate_pairs(papers, given, folds)
    relations: dict[str, Any] = {}
    whole = (0, 0, 0)
    for relation in Relation:
        wanted = sum(one.relation == relation for paper in papers for one in paper.gold.relations)
        threshold, counts = cross_validate_relation(table, relation, wanted)
        everything = np.ones(len(table.folds), dtype=bool)
        model = fit_relation(table, relation, everything)
        relations[relation.value] = {**_record(model), "threshold": threshold}
        whole = (whole[0] + counts[0], whole[1] + counts[1], whole[2] + counts[2])
        report.append(_line(f"relation {relation.value}", counts) + f"  from {threshold:.2f}")
    report.append(_line("relation", whole))
    results, lines = train_results(papers, given, folds)
    return {"roles": roles, "relations": relations, "results": results}, report + lines


def _record(model: LinearModel) -> dict[str, Any]:
    return {
        "labels": list(model.labels),
        "bias": list(model.bias),
        "weights": {name: list(row) for name, row in model.weights.items()},
    }


def render(models: Mapping[str, Any]) -> bytes:
    """Write models the same way every time.

    Parameters
    ----------
    models : mapping
        JSON values.

    Returns
    -------
    bytes
        Sorted JSON, packed with gzip without a date.
    """
    text = json.dumps(models, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report and write.

    Parameters
    ----------
    arguments : sequence of str, optional
        Of the command line.

    Returns
    -------
    int
        0.
    """
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/")
    parser.add_argument("--cv", type=int, default=5, help="number of folds")
    parser.add_argument("--out", type=Path, default=Path("kg/extract/data/claims.json.gz"))
    options = parser.parse_args(arguments)
    models, report = train(read_gold(options.shared, "train"), options.cv)
    options.out.write_bytes(render(models))
    for line in report:
        print(line)  # noqa: T201 - a script's report
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
