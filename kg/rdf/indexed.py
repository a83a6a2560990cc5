"""Triples by subject and property: what the shapes walk over."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from kg.rdf.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Data", "Term"]

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Data:
    """Triples by subject and property, and backwards, and the classes of each node.

    Parameters
    ----------
    quads : iterable of Quad
        Data and ontology together.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.out: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            self.out[quad.subject][quad.predicate.value].append(quad.object)
        self._into: dict[str, dict[Term, list[Term]]] = {}
        self._above: dict[Term, frozenset[Term]] = {}

    def into(self, name: str) -> dict[Term, list[Term]]:
        """Give the subjects of a property by its object; made when first asked for.

        Parameters
        ----------
        name : str
            The property.

        Returns
        -------
        dict of Term to list of Term
            Subjects by object.
        """
        if name not in self._into:
            subjects: dict[Term, list[Term]] = defaultdict(list)
            for subject, said in self.out.items():
                for value in said.get(name, ()):
                    subjects[value].append(subject)
            self._into[name] = dict(subjects)
        return self._into[name]

    def values(self, node: Term, path: str) -> list[Term]:
        """Follow a property, or with ``^`` before it backwards.

        Parameters
        ----------
        node : Term
            Where to begin.
        path : str
            The property.

        Returns
        -------
        list of Term
            What is there; may be empty.
        """
        if path.startswith("^"):
            return self.into(path[1:]).get(node, [])
        return self.out[node].get(path, []) if node in self.out else []

    def classes(self, node: Term) -> Iterator[frozenset[Term]]:
        """Give, for each class of a node, the class and all above it.

        Parameters
        ----------
        node : Term
            The node.

        Yields
        ------
        frozenset of Term
            Classes.
        """
        for kind in self.values(node, RDF.type):
            yield self._ancestors(kind)

    def instances(self, kind: Term) -> Iterator[Term]:
        """Give the instances of a class and of all classes below it.

        Parameters
        ----------
        kind : Term
            The class.

        Yields
        ------
        Term
            A node; more than once if it has several such classes.
        """
        for one, nodes in self.into(RDF.type).items():
            if kind in self._ancestors(one):
                yield from nodes

    def _ancestors(self, kind: Term) -> frozenset[Term]:
        if kind not in self._above:
            found, ahead = {kind}, [kind]
            while ahead:
                new = set(self.values(ahead.pop(), f"{_RDFS}subClassOf")) - found
                found |= new
                ahead += new
            self._above[kind] = frozenset(found)
        return self._above[kind]
