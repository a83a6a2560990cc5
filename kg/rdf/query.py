"""SPARQL text → answer. Read-only, and nothing leaves this machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.checks import check_text
from kg.errors import QueryError
from kg.rdf.answer import OUTPUTS, QueryResult, from_engine, read_answer
from kg.rdf.terms import KINDS, NAMESPACES
from kg.rdf.text import term_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.answer import Term
    from kg.rdf.store import Store

__all__ = [
    "OUTPUTS",
    "PREFIXES",
    "QueryResult",
    "bind",
    "check_query",
    "explain_syntax",
    "prefixes_of",
    "read_answer",
    "run_query",
]

#: Prefixes of vocabularies, which a query need not declare; see ``prefixes_of``.
PREFIXES: Final[dict[str, str]] = {one.prefix: one.base for one in NAMESPACES}

# Looked for in the raw text: a filter that first took strings and comments out could be led to
# see a string where the parser sees none. A string that has such words in it is refused too.
# Spaces and comments end where SPARQL ends them: what Python calls a space may be in a name there.
# Nothing is tried twice (possessive): strangers ask, and this is not ended at a limit.
_GAP: Final = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_NAME: Final = r"(?:<[^>]*+>|(?:\\.|[^ \t\r\n{}<>#\\])++)"
_SERVICE: Final = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?{_NAME}{_GAP}\{{", re.IGNORECASE | re.ASCII
)
_FIRST_WORD: Final = re.compile(
    rf"{_GAP}(?:(?:prefix{_GAP}[^\s:]*+:|base){_GAP}<[^>]*+>{_GAP})*+([a-z]+)",
    re.IGNORECASE | re.ASCII,
)
#: Each time that the word stands in a text, the rest of it may be looked at.
_MOST_SERVICES: Final = 100
_UPDATES: Final = frozenset(
    {"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"}
)
#: Prefixes where they are used; first what may hold something that looks like one.
_USED: Final = re.compile(
    r"""'[^'\n]*'|"[^"\n]*"|<[^<>\s]*>|#[^\n]*|(prefix\s+)?(?<![\w:?$@-])([a-z][\w.-]*):""",
    re.IGNORECASE,
)
#: How much is told of what could stand where a query cannot be read, and what never is.
_N_EXPECTED: Final = 8
_CLASS: Final = re.compile(r"(?<![^ ])\[[^\]\"]+\](, |$)")
_PLACE: Final = re.compile(r"^error at (\d+):(\d+): (?:expected )?(.*)$", re.DOTALL)


def run_query(
    store: Store, text: str, *, bindings: Mapping[str, Term] | None = None
) -> QueryResult:
    """Answer a query.

    Parameters
    ----------
    store : Store
        What is asked.
    text : str
        SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes of ``prefixes_of`` are known.
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
    ArgumentError
        If it is no text.

    Notes
    -----
    There is no time limit: the engine cannot be interrupted from Python. What strangers ask, and
    what a person may want to stop, goes to a process of its own (``kg.serve``).
    """
    bound = bind(check_text(text, "query", hint="give SPARQL as a text"), bindings or {})
    check_query(bound)
    prefixes = prefixes_of(store.base_iri)
    try:
        return from_engine(store.quads.query(bound, base_iri=store.base_iri, prefixes=prefixes))
    except SyntaxError as error:
        raise QueryError(explain_syntax(str(error), bound, prefixes)) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def prefixes_of(base_iri: str) -> dict[str, str]:
    """Give the prefixes that a query need not declare: those of the Turtle files.

    Parameters
    ----------
    base_iri : str
        What stands before every id of the data.

    Returns
    -------
    dict of str to str
        IRI by prefix: the vocabularies, and one for each kind of id.

    Examples
    --------
    >>> prefixes_of("urn:x:")["entity"]
    'urn:x:entity/'
    """
    return {**PREFIXES, **{kind: f"{base_iri}{kind}/" for kind in KINDS}}


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
    >>> from kg.rdf.terms import Literal
    >>> bind("ASK { VALUES ?x { UNDEF } ?s ?p ?x }", {"x": Literal('a" } #')})
    'ASK { VALUES ?x { "a\\" } #" } ?s ?p ?x }'
    """
    if not bindings:
        return text
    names = "|".join(map(re.escape, bindings))
    place = re.compile(rf"(VALUES\s+\?({names})\s*\{{\s*)UNDEF(\s*\}})")
    for name in bindings.keys() - {found[2] for found in place.finditer(text)}:
        raise QueryError(f"the query has no VALUES ?{name} {{ UNDEF }} to bind")
    # All at once: a place is looked for in the query, never in a value that is there already.
    return place.sub(lambda found: f"{found[1]}{term_text(bindings[found[2]])}{found[3]}", text)


def check_query(text: str) -> None:
    """Refuse what would change the data or ask another machine, and say so.

    Parameters
    ----------
    text : str
        A query.

    Raises
    ------
    QueryError
        If it begins with a word of SPARQL Update, or calls ``SERVICE``. A string or comment that
        holds such a call is refused too, and so is a text with the word more than 100 times.
    """
    if (n_services := text.lower().count("service")) > _MOST_SERVICES:
        raise QueryError(
            f"the word SERVICE stands in it {n_services} times, of at most {_MOST_SERVICES}"
        )
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


def explain_syntax(message: str, text: str = "", prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Word the engine's message about a query that it cannot read.

    Parameters
    ----------
    message : str
        As the engine gives it; a prefix that is not declared it may not tell.
    text : str
        The query.
    prefixes : mapping of str to str
        Prefixes that it need not declare.

    Returns
    -------
    str
        Line, column, and what was expected there.

    Examples
    --------
    >>> explain_syntax("error at 1:6: expected one of SELECT, ASK")
    'line 1, column 6: expected one of SELECT, ASK'
    >>> explain_syntax("error at 1:15: expected OPTIONAL", "ASK { nope:x a ?y }")
    'line 1: the prefix nope: is not declared'
    """
    place = _PLACE.match(message)
    if place is None:
        return f"not SPARQL: {message}"
    declared = {one[2] for one in _USED.finditer(text) if one[1]}
    for one in _USED.finditer(text):
        if one[2] and one[2] not in declared and one[2] not in prefixes:
            line = text.count("\n", 0, one.start()) + 1
            return f"line {line}: the prefix {one[2]}: is not declared"
    return f"line {place[1]}, column {place[2]}: expected {_short(place[3])}"


def _short(expected: str) -> str:
    """Leave out of what could stand at a place the classes of letters, and what is beyond a few."""
    one_of, _, listed = expected.rpartition("one of ")
    words = _CLASS.sub("", listed).rstrip(", ").split(", ")
    if words == [""]:
        return "something else"
    told = ", ".join(words[:_N_EXPECTED]) + (", …" if len(words) > _N_EXPECTED else "")
    return f"{one_of}one of {told}" if "one of " in expected and len(words) > 1 else told
