"""Names → nodes: one index for every way in which a person may write a name."""

from __future__ import annotations

import difflib
import heapq
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.checks import check_text
from kg.errors import NotFoundError
from kg.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from kg.graph.value import Node
    from kg.vocabulary import EntityType

__all__ = ["NameIndex", "NearTexts"]

#: Names suggested for one that is not there.
N_NEAR: Final = 3

#: Likeness (Ratcliff–Obershelp) from which a name is near.
_CUTOFF: Final = 0.7

#: Texts that share most pieces with the wanted one; only these are compared letter by letter.
_N_CANDIDATES: Final = 60


class NameIndex:
    """Finds nodes by id, name or alias; case, hyphens, spaces and plural do not count.

    Parameters
    ----------
    nodes : iterable of Node
        What can be found.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = {node.id: node for node in nodes}

    @cached_property
    def _by_letters(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Ids by name: to the letter, by letters alone, and the same with the aliases."""
        tables: tuple[dict[str, dict[str, None]], ...] = tuple(defaultdict(dict) for _ in range(4))
        for id_, node in self._nodes.items():
            tables[0][node.name][id_] = None
            tables[1][node.name.casefold()][id_] = None
            for alias in node.aliases:
                tables[2][alias][id_] = None
            for name in (node.name, *node.aliases):
                tables[3][name.casefold()][id_] = None
        return tuple({name: tuple(ids) for name, ids in table.items()} for table in tables)

    @cached_property
    def _by_spelling(self) -> tuple[Mapping[str, tuple[str, ...]], ...]:
        """Ids by folded key, and by folded name or alias. Made only when letters do not help."""
        keys: dict[str, dict[str, None]] = defaultdict(dict)
        names: dict[str, dict[str, None]] = defaultdict(dict)
        for id_, node in self._nodes.items():
            keys[fold(node.key).tight][id_] = None
            for name in (node.name, *node.aliases):
                names[fold(name).tight][id_] = None
        return tuple(
            {key: tuple(ids) for key, ids in table.items() if key} for table in (keys, names)
        )

    @cached_property
    def _printed(self) -> Mapping[str, tuple[str, str]]:
        """Name by letters alone → node and name as printed."""
        printed: dict[str, tuple[str, str]] = {}
        for id_, node in self._nodes.items():
            for name in (node.name, *node.aliases):
                printed.setdefault(name.casefold(), (id_, name))
        return printed

    @cached_property
    def _near(self) -> NearTexts:
        return NearTexts(self._printed)

    def find(
        self, name: str, *, types: Collection[EntityType] | None = None, kind: str = "node"
    ) -> Node:
        """Find a node by its id or any of its names.

        Parameters
        ----------
        name : str
            Id, name or alias.
        types : collection of EntityType, optional
            Only nodes of these types.
        kind : str
            Word for what is sought, for the error.

        Returns
        -------
        Node
            The node whose name it is to the letter, else by letters alone, else the one that has
            it among its aliases, else the one that is spelt so; of several, the one that most
            papers name.

        Raises
        ------
        NotFoundError
            If no node is called that; it suggests names that are near, else some that there are.
        ArgumentError
            If the name is no text.
        """
        check_text(name, kind, hint="give a name or an id")
        for ids in self._fits(name):
            fits = [self._nodes[id_] for id_ in ids]
            fits = [node for node in fits if types is None or node.type in types]
            if fits:
                return min(fits, key=lambda node: (-len(node.papers), node.id))
        raise NotFoundError(kind, name, self.near(name, types=types), self._commonest(types))

    def _fits(self, name: str) -> Iterator[tuple[str, ...]]:
        if name in self._nodes:
            yield (name,)
        wanted = name.strip().casefold()
        for table, key in zip(self._by_letters, (name, wanted, name, wanted), strict=True):
            yield table.get(key, ())
        if folded := fold(name).tight:
            for table in self._by_spelling:
                yield table.get(folded, ())

    def near(self, name: str, *, types: Collection[EntityType] | None = None) -> tuple[str, ...]:
        """Give the names that are spelt most like it, one a node, as they are printed.

        Parameters
        ----------
        name : str
            A name that no node has.
        types : collection of EntityType, optional
            What was sought. A node of another type is suggested, with its type behind the name,
            only where it is spelt just so.

        Returns
        -------
        tuple of str
            Nearest first, at most three.
        """
        fits = [self._nodes[id_] for ids in self._fits(name) for id_ in ids]
        if others := {f"{node.name} ({node.type})": None for node in fits}:
            return tuple(others)[:N_NEAR]
        found: dict[str, str] = {}
        for one in self._near.near(
            name.strip().casefold(),
            2 * N_NEAR,
            keep=lambda text: types is None or self._nodes[self._printed[text][0]].type in types,
        ):
            id_, printed = self._printed[one]
            found.setdefault(id_, printed)
        return tuple(found.values())[:N_NEAR]

    def _commonest(self, types: Collection[EntityType] | None) -> tuple[str, ...]:
        fits = [node for node in self._nodes.values() if types is None or node.type in types]
        best = heapq.nsmallest(N_NEAR, fits, key=lambda node: (-len(node.papers), node.id))
        return tuple(node.name for node in best)


class NearTexts:
    """Finds the texts that are spelt most like one, without a look at every one.

    Parameters
    ----------
    texts : iterable of str
        What can be found, case folded.

    Examples
    --------
    >>> NearTexts(["imagenet", "glue"]).near("imagnet", 1)
    ['imagenet']
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # Three letters → texts that have them.
        self._index: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            for piece in _pieces_of(text):
                self._index[piece].append(text)

    def near(
        self, wanted: str, n: int, *, keep: Callable[[str], bool] = lambda _: True
    ) -> list[str]:
        """Find the texts that are most like one.

        Parameters
        ----------
        wanted : str
            The text, case folded.
        n : int
            How many at most.
        keep : callable, optional
            Which texts may be given.

        Returns
        -------
        list of str
            Nearest first.
        """
        shared = Counter(
            text for piece in _pieces_of(wanted) for text in self._index.get(piece, ())
        )
        order = sorted(
            filter(keep, shared), key=lambda text: (-shared[text] / (len(text) + len(wanted)), text)
        )
        return difflib.get_close_matches(wanted, order[:_N_CANDIDATES], n=n, cutoff=_CUTOFF)


def _pieces_of(text: str) -> list[str]:
    padded = f"\0{text}\0"
    return sorted({padded[i : i + 3] for i in range(len(padded) - 2)} or {padded})
