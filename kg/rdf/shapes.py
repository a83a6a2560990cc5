"""Shapes (SHACL Core) held against a whole store in seconds.

pySHACL asks its store anew for every node and shape: minutes for a real export. This reads the
store once and walks it. It knows the part of SHACL Core that ``ontology/shapes.ttl`` uses and
refuses shapes with anything else; tests hold it against pySHACL, fault by fault.

References
----------
Knublauch, Kontokostas: Shapes Constraint Language (SHACL), W3C Recommendation, 2017, sections 2
and 4; the numbers below are its sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import VocabularyError
from kg.rdf.indexed import Data, Term
from kg.rdf.terms import RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Shapes", "Violation"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_FIRST: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
_REST: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"

# Lexical forms of the datatypes that shapes ask for; others are not looked into.
_LEXICAL: Final[dict[str, re.Pattern[str]]] = {
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.date: re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?"),
    XSD.decimal: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    XSD.integer: re.compile(r"[+-]?\d+"),
}
_NODE_KINDS: Final = {
    "IRI": ox.NamedNode,
    "Literal": ox.Literal,
    "BlankNode": ox.BlankNode,
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where data are not as a shape says.

    Attributes
    ----------
    focus : Term
        The node that the shape is about.
    path : str
        IRI of the property, with ``^`` before it where it is followed backwards; empty for the
        node itself.
    component : str
        The constraint: ``"minCount"``, ``"class"``, …
    message : str
        The shape's own words.
    value : Term or None
        The value at fault; None where one is missing or too many are there.
    """

    focus: Term
    path: str
    component: str
    message: str
    value: Term | None


@dataclass(frozen=True, slots=True)
class _Shape:
    path: str
    message: str
    checks: tuple[tuple[str, Term], ...]
    properties: tuple[Term, ...]
    closed: frozenset[str] | None
    targets: tuple[tuple[str, Term], ...] = field(default=())


_ON_SHAPES: Final = frozenset({"path", "message", "property", "ignoredProperties", "closed"})


class Shapes:
    """Shapes, ready to be held against data.

    Parameters
    ----------
    quads : iterable of Quad
        The shapes' triples.

    Raises
    ------
    VocabularyError
        If they use a part of SHACL that is not known here.
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._graph = Data(quads)
        self._shapes: dict[Term, _Shape] = {}
        self._checks: dict[str, Callable[[Data, Term, list[Term], Term], Iterable[Term | None]]] = {
            "minCount": lambda _, __, values, want: [None] * (len(values) < _number(want)),
            "maxCount": lambda _, __, values, want: [None] * (len(values) > _number(want)),
            "class": _outside_class,
            "datatype": lambda _, __, values, want: [v for v in values if not _typed(v, want)],
            "nodeKind": lambda _, __, values, want: [v for v in values if not _of_kind(v, want)],
            "in": lambda _, __, values, want: [v for v in values if v not in self._list(want)],
            "minInclusive": lambda _, __, values, want: _beyond(values, want, -1),
            "maxInclusive": lambda _, __, values, want: _beyond(values, want, 1),
            "minLength": lambda _, __, values, want: [
                v for v in values if len(_text(v)) < _number(want)
            ],
            "pattern": lambda _, __, values, want: [
                v for v in values if not re.search(_text(want), _text(v))
            ],
            "disjoint": lambda data, focus, values, want: [
                v for v in values if v in data.values(focus, _text(want))
            ],
            "lessThan": _not_less,
            "node": lambda data, _, values, want: [
                v for v in values if not self._conforms(data, want, v)
            ],
            "not": lambda data, _, values, want: [
                v for v in values if self._conforms(data, want, v)
            ],
            "or": lambda data, _, values, want: [
                v for v in values if not self._n_conforming(data, want, v)
            ],
            "xone": lambda data, _, values, want: [
                v for v in values if self._n_conforming(data, want, v) != 1
            ],
        }
        shapes = self._graph.into(RDF.type).get(ox.NamedNode(f"{_SH}NodeShape"), [])
        self._targeted = [self._shape(one) for one in shapes]

    def violations(self, data: Data) -> Iterator[Violation]:
        """Give every place where data are not as the shapes say.

        Parameters
        ----------
        data : Data
            Data and ontology together.

        Yields
        ------
        Violation
            By shape; in no order that means anything.
        """
        for shape in self._targeted:
            nodes: dict[Term, None] = {}
            for how, what in shape.targets:
                if how == "targetClass":
                    nodes |= dict.fromkeys(data.instances(what))
                else:
                    found = data.into(_text(what)).values()
                    nodes |= dict.fromkeys(one for subjects in found for one in subjects)
            for node in nodes:
                yield from self._check(data, shape, node)

    def _check(self, data: Data, shape: _Shape, focus: Term) -> Iterator[Violation]:
        values = data.values(focus, shape.path) if shape.path else [focus]
        for component, want in shape.checks:
            for value in self._checks[component](data, focus, values, want):
                yield Violation(focus, shape.path, component, shape.message, value)
        for inner in shape.properties:
            for value in values:
                yield from self._check(data, self._shape(inner), value)
        if shape.closed is not None:
            for value in values:
                for name, said in data.out.get(value, {}).items():
                    if name not in shape.closed:
                        yield Violation(value, name, "closed", shape.message, said[0])

    def _conforms(self, data: Data, shape: Term, value: Term) -> bool:
        return next(self._check(data, self._shape(shape), value), None) is None

    def _n_conforming(self, data: Data, shapes: Term, value: Term) -> int:
        return sum(self._conforms(data, one, value) for one in self._list(shapes))

    def _list(self, head: Term) -> list[Term]:
        items: list[Term] = []
        while first := self._graph.values(head, _FIRST):
            items += first
            (head,) = self._graph.values(head, _REST)
        return items

    def _shape(self, node: Term) -> _Shape:
        if node not in self._shapes:
            self._shapes[node] = self._read(node)
        return self._shapes[node]

    def _read(self, node: Term) -> _Shape:
        said = {
            name.removeprefix(_SH): values
            for name, values in self._graph.out[node].items()
            if name.startswith(_SH)
        }
        checks, targets = [], []
        for name, values in said.items():
            if name in self._checks:
                checks += [(name, value) for value in values]
            elif name in {"targetClass", "targetSubjectsOf"}:
                targets += [(name, value) for value in values]
            elif name not in _ON_SHAPES:
                raise VocabularyError("part of SHACL", name, (*self._checks, *sorted(_ON_SHAPES)))
        properties = tuple(said.get("property", ()))
        return _Shape(
            path=self._path(said.get("path", [])),
            message=" ".join(_text(one) for one in said.get("message", ())),
            checks=tuple(checks),
            properties=properties,
            closed=self._allowed(said, properties),
            targets=tuple(targets),
        )

    def _path(self, said: list[Term]) -> str:
        if not said or isinstance(said[0], ox.NamedNode):
            return _text(said[0]) if said else ""
        (name,) = self._graph.values(said[0], f"{_SH}inversePath")
        return f"^{_text(name)}"

    def _allowed(
        self, said: dict[str, list[Term]], properties: Iterable[Term]
    ) -> frozenset[str] | None:
        if [_text(one) for one in said.get("closed", ())] != ["true"]:
            return None
        ignored = [_text(name) for one in said["ignoredProperties"] for name in self._list(one)]
        return frozenset({*ignored, *(self._shape(one).path for one in properties)})


def _text(term: Term) -> str:
    return "" if isinstance(term, ox.Triple) else term.value


def _number(term: Term) -> Decimal:
    return Decimal(_text(term))


def _outside_class(data: Data, _focus: Term, values: list[Term], want: Term) -> list[Term]:
    return [value for value in values if not any(want in kinds for kinds in data.classes(value))]


def _typed(value: Term, want: Term) -> bool:
    if not isinstance(value, ox.Literal) or value.datatype != want:
        return False
    form = _LEXICAL.get(value.datatype.value)
    return form is None or form.fullmatch(value.value) is not None


def _of_kind(value: Term, want: Term) -> bool:
    return isinstance(value, _NODE_KINDS[_text(want).removeprefix(_SH)])


def _beyond(values: list[Term], want: Term, side: int) -> Iterator[Term]:
    """Give the values below (-1) or above (1) a bound, and those that are no numbers (4.3)."""
    bound = _number(want)
    for value in values:
        try:
            if (_number(value) - bound) * side > 0:
                yield value
        except InvalidOperation:
            yield value


def _not_less(data: Data, focus: Term, values: list[Term], want: Term) -> Iterator[Term]:
    """Give the values that are not below every value of the other property (4.5.3)."""
    for value in values:
        for other in data.values(focus, _text(want)):
            try:
                if not _number(value) < _number(other):
                    yield value
            except InvalidOperation:
                yield value
