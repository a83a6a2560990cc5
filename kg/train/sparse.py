"""Examples as sets of named features → linear models over them, fitted and cross-validated.

Knows nothing of papers: see :mod:`kg.train.claims` for what the examples are.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Final

from kg.extract.linear import LinearModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "FeatureTable",
    "choose_threshold",
    "count_line",
    "cross_validate",
    "fit",
    "score_rows",
]

#: What a threshold should give, the best first: a precision, and the share of the best F1 that may
#: be given up for it. A graph is what users see, so that more of it is right counts more.
AIMS: Final = ((0.5, 0.15), (0.25, 0.5))

#: Features seen in fewer examples are dropped; weights below this many thousandths too.
MIN_COUNT: Final = 4
MIN_WEIGHT: Final = 15


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
    for precision, loss in AIMS:
        sure = [one for one in points if one[1] >= precision and one[0] >= (1 - loss) * best]
        if sure:
            return max(sure)[2]
    return max(points)[2]


def cross_validate(
    table: FeatureTable, answers: Sequence[bool], folds: Sequence[int], *, strength: float
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
    strength : float
        Inverse of the L2 penalty.

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
        model = fit(matrix[rows], names, [words[at] for at in rows], ["yes"], strength=strength)
        held = np.flatnonzero(fold_of == fold)
        chances[held] = score_rows(matrix[held], names, model)
    return fit(matrix, names, words, ["yes"], strength=strength), chances


def count_line(name: str, counts: tuple[int, int, int]) -> str:
    """Write a line of a report.

    Parameters
    ----------
    name : str
        What was counted.
    counts : tuple of int
        Right, given, wanted.

    Returns
    -------
    str
        Precision, recall and F1 in per cent.

    Examples
    --------
    >>> count_line("role", (1, 2, 4))
    'role                     P  50.0  R  25.0  F1  33.3  gold 4'
    """
    right, given, wanted = counts
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * right / max(1, given + wanted)
    return (
        f"{name:24} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
        f"  gold {wanted}"
    )
