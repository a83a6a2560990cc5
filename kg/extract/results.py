r"""Numbers of a paper → the results that it claims: value, method, data set, metric, baseline.

One model tells whether a number is a claimed result (a model's size, a year, a count of data are
not), one whether it stands for itself or for a difference, and one for each slot which entity fills
it. Where a baseline is no entity, the text's own words are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.extract.linear import LinearModel, load_models, logistic
from kg.extract.numbers import find_values, parse_value
from kg.extract.pairs import PairView
from kg.extract.result_features import SLOT_TYPES, PlacedValue, ResultView
from kg.extract.scene import set_scene
from kg.model import ResultClaim
from kg.vocabulary import EntityType, ResultKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.reading import Reading
    from kg.extract.scene import Scene
    from kg.model import Entity

__all__ = [
    "RESULT_SOURCE",
    "ResultModels",
    "baseline_words",
    "find_results",
    "find_results_by",
    "load_result_models",
    "parse_value",
    "view_results",
]

#: Who found the result.
RESULT_SOURCE: Final = "model.results-1"

#: Words of a baseline that is no entity: what stands behind "over" or "than" up to the next clause.
_BASELINE: Final = re.compile(
    r"\b(?:than|over|compared (?:to|with)|relative to|against|outperform(?:s|ing|ed)?"
    r"|surpass(?:es|ing|ed)?|exceed(?:s|ing)?) +(?:the |a |an |its |their |all |both )*"
    r"(?P<words>(?:[\w\-]+ ){0,4}?(?:baselines?|methods?|models?|approach(?:es)?|algorithms?"
    r"|solvers?|state[- ]of[- ]the[- ]art|SOTA|works?|techniques?|systems?|competitors?|experts?"
    r"|counterparts?|frameworks?|architectures?|networks?))\b"
)


@dataclass(frozen=True, slots=True)
class ResultModels:
    """What is needed to read results.

    Attributes
    ----------
    is_result : LinearModel
        Whether a number is a claimed result.
    is_improvement : LinearModel
        Whether it is a difference or a ratio.
    slots : mapping of str to LinearModel
        For each slot, whether an entity fills it.
    thresholds : mapping of str to float
        Chances from which a number is a result (``"is_result"``) and an entity fills a slot.
    """

    is_result: LinearModel
    is_improvement: LinearModel
    slots: Mapping[str, LinearModel]
    thresholds: Mapping[str, float]


@cache
def load_result_models() -> ResultModels:
    """Load the shipped models; read once.

    Returns
    -------
    ResultModels
        The models.
    """
    record = load_models("results")
    return ResultModels(
        is_result=LinearModel.from_record(record["is_result"]),
        is_improvement=LinearModel.from_record(record["is_improvement"]),
        slots={slot: LinearModel.from_record(record["slots"][slot]) for slot in SLOT_TYPES},
        thresholds=record["thresholds"],
    )


def view_results(
    reading: Reading, entities: Sequence[Entity], *, scene: Scene | None = None
) -> ResultView:
    """Set the numbers of a paper beside its entities.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities with their roles.
    scene : Scene, optional
        Of these entities, if the caller has set it.

    Returns
    -------
    ResultView
        What results are read from.
    """
    pairs = PairView(scene or set_scene(reading, entities), tuple(entities))
    return ResultView.of(pairs, find_values(reading.paper.text))


def find_results(
    reading: Reading, entities: Sequence[Entity], *, scene: Scene | None = None
) -> tuple[ResultClaim, ...]:
    """Find the numbers that a paper claims.

    Parameters
    ----------
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities with their roles, names unique.
    scene : Scene, optional
        Of these entities, if the caller has set it.

    Returns
    -------
    tuple of ResultClaim
        By place of the value; empty where the paper has no method that could have reached it.
    """
    return find_results_by(load_result_models(), reading, entities, scene=scene)


def find_results_by(
    models: ResultModels,
    reading: Reading,
    entities: Sequence[Entity],
    *,
    scene: Scene | None = None,
) -> tuple[ResultClaim, ...]:
    """Find the numbers that a paper claims, with models of the caller's.

    Parameters
    ----------
    models : ResultModels
        The models.
    reading : Reading
        The paper's sentences and tokens.
    entities : sequence of Entity
        Its entities.
    scene : Scene, optional
        Of these entities, if the caller has set it.

    Returns
    -------
    tuple of ResultClaim
        As of :func:`find_results`.
    """
    if all(entity.type != EntityType.METHOD for entity in entities):
        return ()
    view = view_results(reading, entities, scene=scene)
    claims = []
    for value in view.values:
        features = view.features(value)
        chance = logistic(models.is_result.score(features)[0])
        if chance < models.thresholds["is_result"]:
            continue
        improves = models.is_improvement.score(features)[0] >= 0
        method = _fill(view, value, "method", models, None)
        baseline = _fill(view, value, "baseline", models, method)
        row = view.pairs.scene.rows[value.row]
        claims.append(
            ResultClaim(
                method=method or "",
                dataset=_fill(view, value, "dataset", models, None),
                metric=_fill(view, value, "metric", models, None),
                value=value.value.text,
                kind=ResultKind.IMPROVEMENT if improves else ResultKind.ABSOLUTE,
                baseline=baseline
                or baseline_words(reading.paper.text[row.span.start : row.span.end]),
                evidence=row.span,
                value_span=value.value.span,
                source=RESULT_SOURCE,
                confidence=round(chance, 4),
            )
        )
    return tuple(claims)


def _fill(
    view: ResultView, value: PlacedValue, slot: str, models: ResultModels, taken: str | None
) -> str | None:
    """Choose the entity for a slot; None where none is likely enough (a method is always given)."""
    chances = [
        (logistic(models.slots[slot].score(view.slot_features(value, slot, number))[0]), -number)
        for number, entity in enumerate(view.pairs.entities)
        if entity.type == SLOT_TYPES[slot] and entity.name != taken
    ]
    best = max(chances, default=None)
    if best is None or (slot != "method" and best[0] < models.thresholds[slot]):
        return None
    return view.pairs.entities[-best[1]].name


def baseline_words(sentence: str) -> str | None:
    """Find the text's own words for what a result is compared with.

    Parameters
    ----------
    sentence : str
        The sentence of the result, as printed.

    Returns
    -------
    str or None
        The words to the letter, without article; None where nothing is compared.

    Examples
    --------
    >>> baseline_words("It is 3 times faster than the previous numerical solvers.")
    'previous numerical solvers'
    """
    match = _BASELINE.search(sentence)
    return None if match is None else match["words"]
