"""Papers → the models of roles, and roles held out for what is learnt on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extract.role_features import own_features
from kg.extract.roles import assign_roles_by
from kg.extract.scene import set_scene
from kg.train.sparse import FeatureTable, fit
from kg.vocabulary import EntityType, allowed_roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extract.linear import LinearModel
    from kg.model import Entity
    from kg.train.claim_papers import ClaimPaper

__all__ = ["cross_validate_roles", "fit_roles", "report_roles"]

#: Inverse strength of the L2 penalty, chosen among 0.05, 0.1 and 0.2 by cross-validation.
STRENGTH: Final = 0.2


def fit_roles(papers: Iterable[ClaimPaper]) -> dict[EntityType, LinearModel]:
    """Learn to choose roles.

    Parameters
    ----------
    papers : iterable of ClaimPaper
        Examples: entities that have the type of their gold entity; together they have every role.

    Returns
    -------
    dict of EntityType to LinearModel
        One a type.
    """
    tables = {kind: FeatureTable() for kind in EntityType}
    answers: dict[EntityType, list[str]] = {kind: [] for kind in EntityType}
    for paper in papers:
        rows = own_features(set_scene(paper.reading, paper.drafts)) if paper.drafts else ()
        for number, features in enumerate(rows):
            gold = paper.gold_of(number)
            if gold is not None and gold.type == paper.drafts[number].type:
                tables[gold.type].add(features)
                answers[gold.type].append(gold.role.value)
    return {
        kind: fit(
            table.matrix(),
            table.names,
            answers[kind],
            [role.value for role in allowed_roles(kind)],
            strength=STRENGTH,
        )
        for kind, table in tables.items()
    }


def cross_validate_roles(papers: Sequence[ClaimPaper]) -> tuple[tuple[Entity, ...], ...]:
    """Give each paper the roles that models of the other folds choose.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        The papers.

    Returns
    -------
    tuple of tuple of Entity
        Entities of each paper, in the order of its drafts.
    """
    given: list[tuple[Entity, ...]] = [()] * len(papers)
    for fold in sorted({paper.fold for paper in papers}):
        models = fit_roles(paper for paper in papers if paper.fold != fold)
        for at, paper in enumerate(papers):
            if paper.fold == fold:
                given[at] = assign_roles_by(models, paper.reading, paper.drafts)
    return tuple(given)


def report_roles(papers: Sequence[ClaimPaper], given: Sequence[tuple[Entity, ...]]) -> list[str]:
    """Count right roles among entities that have the type of their gold entity.

    Parameters
    ----------
    papers : sequence of ClaimPaper
        The papers.
    given : sequence of tuple of Entity
        Their entities, with the roles chosen for them.

    Returns
    -------
    list of str
        Lines of a table.
    """
    right: dict[str, list[bool]] = {}
    for paper, judged in zip(papers, given, strict=True):
        where = "found" if paper.is_found else "gold"
        for number, one in enumerate(judged):
            gold = paper.gold_of(number)
            if gold is not None and gold.type == one.type:
                for kind in (gold.type.value, "all"):
                    right.setdefault(f"{where:5} {kind}", []).append(gold.role == one.role)
    return [
        f"role, {kind:14} accuracy {100 * sum(flags) / len(flags):5.1f}  of {len(flags)}"
        for kind, flags in sorted(right.items())
    ]
