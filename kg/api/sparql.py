"""Answers to SPARQL as rows of Python values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.api.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.rdf import QueryResult
    from kg.rdf.terms import Iri, Literal

__all__ = ["Row", "Rows", "rows_of"]

Value: TypeAlias = str | int | float | Decimal | bool | None

#: Written out, because a part of kg.rdf loads all of it, and looking a name up needs none of it.
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"

_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}boolean": lambda text: text in {"true", "1"},
}


@dataclass(frozen=True, slots=True, repr=False)
class Row(Mapping[str, Value]):
    """One row of an answer: name of a variable → its value.

    Attributes
    ----------
    names : tuple of str
        Variables, in the query's order.
    values_ : tuple
        Their values: numbers and truth values as Python's own, everything else (IRIs without the
        base of the data, dates, texts) as text; None where a variable has none.
    """

    names: tuple[str, ...]
    values_: tuple[Value, ...]

    def __getitem__(self, name: str) -> Value:
        return dict(zip(self.names, self.values_, strict=True))[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        return f"Row({', '.join(f'{name}={self[name]!r}' for name in self.names)})"


@dataclass(frozen=True, repr=False)
class Rows(Answer[Row]):
    """The answer to a query.

    Attributes
    ----------
    boolean : bool or None
        The answer to ASK; None for other queries.
    """

    boolean: bool | None = None


def rows_of(result: QueryResult, base_iri: str, title: str = "") -> Rows:
    """Turn an answer into rows.

    Parameters
    ----------
    result : QueryResult
        What the store said.
    base_iri : str
        Base of the data's IRIs, which is left off: ``entity/…``, as in ``Thing.id``.
    title : str
        The question in words.

    Returns
    -------
    Rows
        Rows of SELECT in the query's order; triples of CONSTRUCT and DESCRIBE as ``subject``,
        ``predicate``, ``object``; for ASK one row, ``answer``.
    """
    names: tuple[str, ...]
    terms: tuple[tuple[Iri | Literal | None, ...], ...]
    if result.kind == "triples":
        names, terms = ("subject", "predicate", "object"), result.triples
    elif result.kind == "boolean":
        names = ("answer",)
        row = Row(names, (result.boolean,))
        return Rows((row,), names, lambda one: one.values_, title, boolean=result.boolean)
    else:
        names, terms = result.variables, result.terms
    rows = tuple(Row(names, tuple(_value(one, base_iri) for one in row)) for row in terms)
    return Rows(rows, names, lambda one: one.values_, title)


def _value(term: Iri | Literal | None, base_iri: str) -> Value:
    if term is None:
        return None
    if isinstance(term, str):
        return term.removeprefix(base_iri)
    read = _READERS.get(term.datatype)
    try:
        return term.text if read is None else read(term.text)
    except (ValueError, ArithmeticError):
        return term.text
