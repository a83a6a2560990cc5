"""The answer to a query: from the engine or another process, and to text."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal as OneOf, TypeAlias

import pyoxigraph as ox

from kg.errors import QueryError, VocabularyError
from kg.rdf.terms import NAMESPACES, XSD, Iri, Literal
from kg.rdf.text import term_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["OUTPUTS", "QueryResult", "Term", "from_engine", "read_answer"]

Term: TypeAlias = Iri | Literal

#: What an answer can be written as.
OUTPUTS: Final = ("csv", "json", "ttl", "nt")
_TRIPLE_OUTPUTS: Final = frozenset({"ttl", "nt"})


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a query.

    Attributes
    ----------
    kind : str
        ``"rows"`` (SELECT), ``"boolean"`` (ASK) or ``"triples"`` (CONSTRUCT, DESCRIBE).
    variables : tuple of str
        Columns of the rows, without question marks.
    terms : tuple of tuple
        The rows: IRIs, literals, None where a variable has no value. In the query's order.
    triples : tuple of Triple
        Sorted, without doubles. A blank node is an IRI that begins with ``_:``.
    boolean : bool or None
        The answer to ASK.
    """

    kind: OneOf["rows", "boolean", "triples"]
    variables: tuple[str, ...] = ()
    terms: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[tuple[Iri, Iri, Term], ...] = ()
    boolean: bool | None = None

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text for people; no value is an empty text."""
        return tuple(tuple(_cell(term) for term in row) for row in self.terms)

    def to_text(self, output: str) -> str:
        """Write the answer.

        Parameters
        ----------
        output : str
            ``"csv"`` or ``"json"`` (the formats of the SPARQL recommendations) for rows and
            booleans, ``"ttl"`` (Turtle) or ``"nt"`` (N-Triples) for triples.

        Returns
        -------
        str
            The text; a boolean is one word where it is not JSON.

        Raises
        ------
        VocabularyError
            If the output is unknown.
        QueryError
            If an answer of this kind cannot be written so.
        """
        if output not in OUTPUTS:
            raise VocabularyError("output", output, OUTPUTS)
        if self.kind == "triples":
            if output not in _TRIPLE_OUTPUTS:
                raise QueryError(f"triples cannot be written as {output}; give ttl or nt")
            return _turtle(self.triples) if output == "ttl" else "".join(_ntriples(self.triples))
        if self.kind == "rows" and output in _TRIPLE_OUTPUTS:
            raise QueryError(f"rows cannot be written as {output}; give csv or json, or CONSTRUCT")
        if output == "json":
            return _to_json(self)
        if self.kind == "boolean":
            return f"{str(self.boolean).lower()}\n"
        return _to_csv(self)


def read_answer(kind: str, body: bytes) -> QueryResult:
    """Read an answer that another process wrote.

    Parameters
    ----------
    kind : str
        ``"rows"``, ``"boolean"`` or ``"triples"``.
    body : bytes
        SPARQL results JSON, or N-Triples.

    Returns
    -------
    QueryResult
        The answer.
    """
    if kind == "triples":
        quads = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        triples = {(_from_ox(q.subject), _from_ox(q.predicate), _from_ox(q.object)) for q in quads}
        return QueryResult("triples", triples=_in_order(triples))
    return from_engine(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))


def _in_order(triples: set[tuple[Term, Term, Term]]) -> tuple[tuple[Iri, Iri, Term], ...]:
    return tuple(sorted(triples, key=repr))  # type: ignore[arg-type]


def from_engine(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> QueryResult:
    """Read all that the engine answers.

    Parameters
    ----------
    answer : pyoxigraph.QuerySolutions, pyoxigraph.QueryBoolean or pyoxigraph.QueryTriples
        What ``pyoxigraph.Store.query`` gave.

    Returns
    -------
    QueryResult
        The answer.
    """
    if isinstance(answer, ox.QueryBoolean):
        return QueryResult("boolean", boolean=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        triples = {
            (_from_ox(one.subject), _from_ox(one.predicate), _from_ox(one.object)) for one in answer
        }
        return QueryResult("triples", triples=_in_order(triples))
    variables = tuple(variable.value for variable in answer.variables)
    return QueryResult("rows", variables, tuple(_row(solution) for solution in answer))


def _row(solution: Iterable[object]) -> tuple[Term | None, ...]:
    # Most terms are IRIs, and this is most of the time of a query with a long answer.
    return tuple(
        [
            term.value  # type: ignore[misc]
            if type(term) is ox.NamedNode
            else None
            if term is None
            else _from_ox(term)
            for term in solution
        ]
    )


def _from_ox(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    if isinstance(term, ox.Literal):
        return Literal(term.value, Iri(term.datatype.value))
    raise QueryError(f"triples in triples cannot be shown: {term}")


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, str) else term.text


def _ntriples(triples: tuple[tuple[Iri, Iri, Term], ...]) -> list[str]:
    # A blank node's name is made by the engine and is safe as it stands.
    lines = []
    for row in triples:
        line = " ".join(map(term_text, row)) + " .\n"
        lines.append(re.sub(r"<(_:[^>]*)>", r"\1", line) if "<_:" in line else line)
    return lines


def _turtle(triples: tuple[tuple[Iri, Iri, Term], ...]) -> str:
    lines = "".join(_ntriples(triples))
    used = {one.prefix: one.base for one in NAMESPACES if f"<{one.base}" in lines}
    read = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    out = io.BytesIO()
    ox.serialize(read, out, format=ox.RdfFormat.TURTLE, prefixes=used)
    return out.getvalue().decode("utf-8")


def _to_csv(result: QueryResult) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows(result.rows)
    return out.getvalue()


def _to_json(result: QueryResult) -> str:
    if result.kind == "boolean":
        shown: dict[str, object] = {"head": {}, "boolean": result.boolean}
        return json.dumps(shown) + "\n"
    rows = [
        {
            name: _json_term(term)
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        }
        for row in result.terms
    ]
    shown = {"head": {"vars": list(result.variables)}, "results": {"bindings": rows}}
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, str):
        blank = term.startswith("_:")
        return {"type": "bnode" if blank else "uri", "value": term.removeprefix("_:")}
    shown = {"type": "literal", "value": term.text}
    return shown if term.datatype == XSD.string else shown | {"datatype": term.datatype}
