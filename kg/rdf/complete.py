"""The beginning of a name → the names that it may become: parameters of questions by label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import NotFoundError, QueryError, shown
from kg.rdf.named import CLASSES, find_question, resolve
from kg.rdf.terms import KG, Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.store import Store

__all__ = ["Completion", "complete", "complete_parameters"]

#: How many names an error lists.
_N_LISTED: Final = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """A name that a text may become.

    Attributes
    ----------
    text : str
        The label of an entity, title of a paper, or a year.
    iri : Iri or None
        What has the name; None for a number.
    n_links : int
        How many triples lead to it: what is better known comes first.
    """

    text: str
    iri: Iri | None
    n_links: int


def complete(store: Store, text: str, kind: str, *, limit: int = 10) -> tuple[Completion, ...]:
    """Give the names that begin with a text, then those with a word that does, then that hold it.

    Parameters
    ----------
    store : Store
        Where they are looked for.
    text : str
        What was typed so far; case does not count. Empty for the best known names.
    kind : str
        Type of the parameter: an entity type, ``"Entity"``, ``"Paper"`` or ``"integer"`` (a year).
    limit : int
        At most so many.

    Returns
    -------
    tuple of Completion
        Best known first among those that fit equally well; then by name.
    """
    if kind == "integer":
        return _years(store, text)[:limit]
    begun = text.casefold().strip()
    fit: dict[Iri, tuple[int, str]] = {}
    for folded, names in store.names.items():
        rank = _rank(folded, begun)
        for name in names:
            if rank is not None and name.rank == 0 and name.kind in CLASSES[kind]:
                fit[name.iri] = min(fit.get(name.iri, (rank, name.text)), (rank, name.text))
    found = [
        (rank, Completion(label, iri, _links(store, iri))) for iri, (rank, label) in fit.items()
    ]
    found.sort(key=lambda one: (one[0], -one[1].n_links, one[1].text))
    return tuple(one for _, one in found[:limit])


def complete_parameters(
    store: Store, name: str, parameters: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Turn the beginnings of names into names, where only one begins so.

    Parameters
    ----------
    store : Store
        Where they are looked for.
    name : str
        Name of the question.
    parameters : mapping of str to str
        What was given for its parameters.

    Returns
    -------
    dict of str to str
        The parameters for ``ask_named``: IRIs and numbers.
    dict of str to str
        Those that were completed, with the whole name.

    Raises
    ------
    NotFoundError
        If there is no such question, or nothing has or begins with a name.
    QueryError
        If several names begin so; with the best known of them.
    """
    kinds = {one.name: one.type for one in find_question(name).parameters}
    whole = dict(parameters)
    completed = {}
    for key, text in parameters.items():
        kind = kinds.get(key)
        if kind is None or kind == "integer":
            continue  # the question itself tells what is wrong with it
        try:
            whole[key] = str(resolve(store, text, kind))
        except NotFoundError:
            found = [
                one
                for one in complete(store, text, kind, limit=_N_LISTED + 1)
                if text.casefold().strip() in one.text.casefold()
            ]
            if not found or not text.strip():
                raise
            if len(found) > 1:
                listed = ", ".join(one.text for one in found[:_N_LISTED])
                more = ", …" if len(found) > _N_LISTED else ""
                told = f"{key} {shown(text)} may become several names: {listed}{more}"
                raise QueryError(told) from None
            whole[key], completed[key] = str(found[0].iri), found[0].text
    return whole, completed


def _rank(folded: str, begun: str) -> int | None:
    """Say how well a name fits: it begins so, a word of it does, it holds it; None if not."""
    if folded.startswith(begun):
        return 0
    if any(word.startswith(begun) for word in folded.replace("-", " ").split()):
        return 1
    return 2 if begun in folded else None


def _links(store: Store, iri: Iri) -> int:
    return sum(1 for _ in store.quads.quads_for_pattern(None, None, ox.NamedNode(iri)))


def _years(store: Store, text: str) -> tuple[Completion, ...]:
    counts: dict[str, int] = {}
    for quad in store.quads.quads_for_pattern(None, ox.NamedNode(KG.year), None):
        year = quad.object.value  # type: ignore[union-attr]
        counts[year] = counts.get(year, 0) + 1
    years = sorted((year for year in counts if year.startswith(text.strip())), reverse=True)
    return tuple(Completion(year, None, counts[year]) for year in years)
