"""Papers → the models that read results around numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extract.result_features import SLOT_TYPES
from kg.extract.results import ResultModels, view_results
from kg.train.sparse import FeatureTable, choose_threshold, count_line, cross_validate
from kg.vocabulary import EntityType, ResultKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.result_features import PlacedValue, ResultView
    from kg.model import Entity, ResultClaim
    from kg.train.claim_papers import ClaimPaper

__all__ = ["ValueTable", "tabulate_values", "train_results"]

#: Inverse strength of the L2 penalty.
STRENGTH: Final = 0.2


@dataclass(frozen=True)
class ValueTable:
    """Values of many papers: what is seen of them and of the entities that may fill their slots.

    Attributes
    ----------
    values, slots : FeatureTable, mapping of str to FeatureTable
        One row a value; for each slot one row a value and entity.
    folds, slot_folds : list of int, mapping of str to list of int
        Fold of each row.
    is_found : list of bool
        Whether a tagger found the entities around the value.
    is_result, is_improvement : list of bool
        Whether the value is a gold result, and of which kind.
    fills : mapping of str to list of bool
        Whether the entity fills the slot.
    owners : mapping of str to list of int
        Row of the value in ``values``.
    """

    values: FeatureTable
    folds: list[int]
    is_found: list[bool]
    is_result: list[bool]
    is_improvement: list[bool]
    slots: Mapping[str, FeatureTable]
    slot_folds: Mapping[str, list[int]]
    fills: Mapping[str, list[bool]]
    owners: Mapping[str, list[int]]


def tabulate_values(
    papers: Sequence[ClaimPaper], entities: Sequence[tuple[Entity, ...]]
) -> ValueTable:
    """Describe every number of some papers.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        The papers.
    entities : sequence of tuple of Entity
        Entities of each, with the roles that values are to be judged on.

    Returns
    -------
    ValueTable
        Values in the order of the papers and their texts.
    """
    table = ValueTable(
        values=FeatureTable(),
        folds=[],
        is_found=[],
        is_result=[],
        is_improvement=[],
        slots={slot: FeatureTable() for slot in SLOT_TYPES},
        slot_folds={slot: [] for slot in SLOT_TYPES},
        fills={slot: [] for slot in SLOT_TYPES},
        owners={slot: [] for slot in SLOT_TYPES},
    )
    for paper, judged in zip(papers, entities, strict=True):
        if all(entity.type != EntityType.METHOD for entity in judged):
            continue
        view = view_results(paper.reading, judged)
        waiting: dict[str, list[ResultClaim]] = {}
        for claim in paper.gold.results:
            waiting.setdefault(claim.value, []).append(claim)
        for value in view.values:
            same = waiting.get(value.value.text, [])
            gold = same.pop(0) if same else None
            _add_value(table, view, value, gold, paper)
    return table


def _add_value(
    table: ValueTable,
    view: ResultView,
    value: PlacedValue,
    gold: ResultClaim | None,
    paper: ClaimPaper,
) -> None:
    table.values.add(view.features(value))
    table.folds.append(paper.fold)
    table.is_found.append(paper.is_found)
    table.is_result.append(gold is not None)
    table.is_improvement.append(gold is not None and gold.kind == ResultKind.IMPROVEMENT)
    if gold is None:
        return
    for slot, kind in SLOT_TYPES.items():
        for number, entity in enumerate(view.pairs.entities):
            if entity.type == kind:
                table.slots[slot].add(view.slot_features(value, slot, number))
                table.slot_folds[slot].append(paper.fold)
                one = paper.gold_of(number)
                table.fills[slot].append(one is not None and getattr(gold, slot) == one.name)
                table.owners[slot].append(len(table.folds) - 1)


def train_results(
    papers: Sequence[ClaimPaper], given: Sequence[tuple[Entity, ...]]
) -> tuple[ResultModels, list[str]]:
    """Train what reads results.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        Annotated papers.
    given : sequence of tuple of Entity
        Entities of each, with held-out roles.

    Returns
    -------
    models : ResultModels
        The models, thresholds tuned on found entities where there are any.
    report : list of str
        What cross-validation gives.
    """
    table = tabulate_values(papers, given)
    is_result, chances = cross_validate(
        table.values, table.is_result, table.folds, strength=STRENGTH
    )
    report, thresholds = [], {}
    for is_found in sorted(set(table.is_found)):
        wanted = sum(len(p.gold.results) for p in papers if p.is_found == is_found)
        scored = [
            (chance, right)
            for chance, right, found in zip(
                chances.tolist(), table.is_result, table.is_found, strict=True
            )
            if found == is_found
        ]
        threshold = thresholds["is_result"] = choose_threshold(scored, wanted)
        kept = [right for chance, right in scored if chance >= threshold]
        name = f"{'found' if is_found else 'gold'}, result"
        report.append(f"{count_line(name, (sum(kept), len(kept), wanted))}  from {threshold:.2f}")
    rows = [at for at, flag in enumerate(table.is_result) if flag]
    improves = [table.is_improvement[at] for at in rows]
    is_improvement, chances = cross_validate(
        table.values.subset(rows), improves, [table.folds[at] for at in rows], strength=STRENGTH
    )
    right = sum((one >= 0.5) == two for one, two in zip(chances.tolist(), improves, strict=True))
    report.append(f"result kind accuracy {100 * right / len(rows):.1f}  of {len(rows)}")
    slots = {}
    for slot in SLOT_TYPES:
        slots[slot], chances = cross_validate(
            table.slots[slot], table.fills[slot], table.slot_folds[slot], strength=STRENGTH
        )
        thresholds[slot], counts = _best_fill(table, slot, chances.tolist())
        report.append(f"{count_line(f'result {slot}', counts)}  from {thresholds[slot]:.2f}")
    return ResultModels(is_result, is_improvement, slots, thresholds), report


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
