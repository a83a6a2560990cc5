"""Lists of things, with a look-up by any name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from kg.api.answer import Answer
from kg.checks import check_count, check_text
from kg.errors import NotFoundError
from kg.graph.names import N_NEAR
from kg.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from kg.api.thing import Thing
    from kg.vocabulary import EntityType

__all__ = ["Things", "thing_answer"]


@dataclass(frozen=True, repr=False)
class Things(Answer["Thing"]):
    """Things of a graph: a list, and a look-up by any name.

    Attributes
    ----------
    types : frozenset of EntityType
        What the things are.
    """

    types: frozenset[EntityType] = frozenset(TYPES)

    @overload
    def __getitem__(self, index: int | str) -> Thing: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | str | slice) -> Thing | Self:
        if not isinstance(index, str):
            return super().__getitem__(index)
        if not self.items:
            raise NotFoundError("node", index)
        found = self.items[0].index.find(index, self.types)
        if all(found.id != one.id for one in self.items):
            known = [one.name for one in self.items[:N_NEAR]]
            raise NotFoundError("node of this list", index, known=known)
        return found

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return self.get(item) is not None
        return item in self.items

    def get(self, name: str) -> Thing | None:
        """Find a thing by any name.

        Parameters
        ----------
        name : str
            Id, name or alias; case, hyphens, spaces and plural do not count.

        Returns
        -------
        Thing or None
            None if nothing is called that.

        Raises
        ------
        ArgumentError
            If the name is no text.
        """
        check_text(name, "name", hint="give a name or an id")
        try:
            return self[name]
        except NotFoundError:
            return None

    def top(self, n: int = 10) -> Self:
        """Give those that most papers name.

        Parameters
        ----------
        n : int
            How many at most.

        Returns
        -------
        Things
            Most papers first, then most facts, then by name.

        Raises
        ------
        ArgumentError
            If that is no number, or a negative one.
        """
        return self[: check_count(n, "n")]


def thing_answer(title: str, things: Iterable[Thing], types: frozenset[EntityType]) -> Things:
    """List things, in the order that they come in."""
    return Things(
        tuple(things),
        ("name", "type", "papers", "facts"),
        lambda one: (one.name, one.type, one.n_papers, one.index.degree[one.id]),
        title,
        types=types,
    )
