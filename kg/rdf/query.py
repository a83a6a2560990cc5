"""SPARQL text → answer. Read-only, and nothing leaves this machine."""

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
    from collections.abc import Mapping

    from kg.rdf.store import Store

__all__ = ["OUTPUTS", "PREFIXES", "QueryResult", "bind", "run_query"]

Term: TypeAlias = Iri | Literal

#: Prefixes that a query need not declare.
PREFIXES: Final[dict[str, str]] = {one.prefix: one.base for one in NAMESPACES}

#: What an answer can be written as.
OUTPUTS: Final = ("csv", "json", "nt")

# Looked for in the raw text: a filter that first took strings and comments out could be led to
# see a string where the parser sees none. A string that has such words in it is refused too.
_GAP: Final = r"(?:\s|#[^\n\r]*)*"
_SERVICE: Final = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?(?:<[^>]*>|[^\s{{}}<>]+){_GAP}\{{", re.IGNORECASE
)
_FIRST_WORD: Final = re.compile(
    r"\s*(?:(?:#[^\n]*|prefix\s+\S*:\s*<[^>]*>|base\s+<[^>]*>)\s*)*([a-z]+)", re.IGNORECASE
)
_UPDATES: Final = frozenset(
    {"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"}
)
_PLACE: Final = re.compile(r"^error at (\d+):(\d+): (?:expected )?(.*)$", re.DOTALL)


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
            booleans, ``"nt"`` (N-Triples) for triples.

        Returns
        -------
        str
            The text. What the output cannot show is shown as what it can: a boolean as one word,
            triples always as N-Triples.

        Raises
        ------
        VocabularyError
            If the output is unknown.
        """
        if output not in OUTPUTS:
            raise VocabularyError("output", output, OUTPUTS)
        if self.kind == "triples":
            return "".join(_ntriples(self.triples))
        if output == "json":
            return _to_json(self)
        if self.kind == "boolean":
            return f"{str(self.boolean).lower()}\n"
        return _to_csv(self)


def run_query(
    store: Store, text: str, *, bindings: Mapping[str, Term] | None = None
) -> QueryResult:
    """Answer a query.

    Parameters
    ----------
    store : Store
        What is asked.
    text : str
        SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of ``PREFIXES`` are known.
    bindings : mapping of str to term, optional
        Values of variables, without question marks; see ``bind``.

    Returns
    -------
    QueryResult
        The whole answer.

    Raises
    ------
    QueryError
        If the query is no SPARQL (with line and column), would change the data, or would call
        another endpoint.

    Notes
    -----
    There is no time limit: the engine cannot be interrupted from Python.
    """
    bound = bind(text, bindings or {})
    _refuse(bound)
    try:
        return _read_answer(store.quads.query(bound, base_iri=store.base_iri, prefixes=PREFIXES))
    except SyntaxError as error:
        raise QueryError(_explain(str(error))) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def bind(text: str, bindings: Mapping[str, Term]) -> str:
    r"""Give variables of a query their values.

    Parameters
    ----------
    text : str
        A query with ``VALUES ?name { UNDEF }`` where the variable is to be bound: valid SPARQL as
        it stands, that leaves the variable open.
    bindings : mapping of str to term
        Values by the variables' names, without question marks.

    Returns
    -------
    str
        The query with each value in the place of its ``UNDEF``, written by the strict writer: a
        value cannot end its term and go on as query.

    Raises
    ------
    QueryError
        If the query has no such place.

    Examples
    --------
    >>> bind("ASK { VALUES ?x { UNDEF } ?s ?p ?x }", {"x": Literal('a" } #')})
    'ASK { VALUES ?x { "a\\" } #" } ?s ?p ?x }'
    """
    for name, term in bindings.items():
        place = re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{\s*)UNDEF(\s*\}})")
        shown = term_text(term).replace("\\", r"\\")
        text, n_bound = place.subn(rf"\g<1>{shown}\g<2>", text)
        if not n_bound:
            raise QueryError(f"the query has no VALUES ?{name} {{ UNDEF }} to bind")
    return text


def _refuse(text: str) -> None:
    if (found := _SERVICE.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise QueryError(
            f"line {line}: SERVICE would ask another machine; kg only asks its own graph"
        )
    first = _FIRST_WORD.match(text)
    if first is not None and first[1].lower() in _UPDATES:
        raise QueryError(
            f"{first[1].upper()} would change the graph; ask with SELECT, ASK, CONSTRUCT or "
            "DESCRIBE"
        )


def _explain(message: str) -> str:
    place = _PLACE.match(message)
    if place is None:
        return f"not SPARQL: {message}"
    return f"line {place[1]}, column {place[2]}: expected {place[3]}"


def _read_answer(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
) -> QueryResult:
    if isinstance(answer, ox.QueryBoolean):
        return QueryResult("boolean", boolean=bool(answer))
    if isinstance(answer, ox.QueryTriples):
        triples = {
            (_from_ox(one.subject), _from_ox(one.predicate), _from_ox(one.object)) for one in answer
        }
        return QueryResult("triples", triples=tuple(sorted(triples, key=repr)))  # type: ignore[arg-type]
    variables = tuple(variable.value for variable in answer.variables)
    terms = tuple(
        tuple(None if term is None else _from_ox(term) for term in solution) for solution in answer
    )
    return QueryResult("rows", variables, terms)


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
