"""Questions with a name: SPARQL files of ``ontology/queries`` and their parameters.

A file begins with lines ``# title: …`` and ``# parameter: name | type | description | example``;
each parameter is a line ``VALUES ?name { UNDEF }`` of the query.
"""

from __future__ import annotations

import difflib
import heapq
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.checks import check_text
from kg.config import ONTOLOGY_DIR
from kg.errors import InputError, NotFoundError, QueryError, shown
from kg.rdf.query import bind, run_query
from kg.rdf.terms import KG, TYPE_IRI, XSD, Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.rdf.query import QueryResult
    from kg.rdf.store import Name, Store

__all__ = [
    "CLASSES",
    "NamedQuestion",
    "Parameter",
    "ask_named",
    "bind_question",
    "find_question",
    "named_questions",
    "resolve",
]

_ENTITY_CLASSES: Final = frozenset(TYPE_IRI.values())
#: Classes of what a parameter of each type may be.
CLASSES: Final[Mapping[str, frozenset[Iri]]] = {
    **{kind.value: frozenset({iri}) for kind, iri in TYPE_IRI.items()},
    "Entity": _ENTITY_CLASSES,
    "Paper": frozenset({KG.Paper}),
}
_HEADER: Final = re.compile(r"# (title|parameter): (.+)")
_N_NEAR: Final = 3


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question needs to be told.

    Attributes
    ----------
    name : str
        Name of the variable.
    type : str
        An entity type, ``"Entity"`` for any, ``"Paper"``, or ``"integer"``.
    description : str
        What it is, in a few words.
    example : str
        A value that it could have.
    """

    name: str
    type: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class NamedQuestion:
    """A question with a name.

    Attributes
    ----------
    name : str
        Name of the file without its end: ``"most-used-datasets"``.
    title : str
        The question in words.
    parameters : tuple of Parameter
        In the file's order; all must be given.
    text : str
        The query.
    """

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def named_questions() -> tuple[NamedQuestion, ...]:
    """List the questions that have a name.

    Returns
    -------
    tuple of NamedQuestion
        By name.

    Examples
    --------
    >>> [question.name for question in named_questions()][:2]
    ['built-on', 'components-of']
    """
    files = sorted((ONTOLOGY_DIR / "queries").glob("*.rq"), key=lambda path: path.stem)
    return tuple(_read_question(path.stem, path.read_text("utf-8")) for path in files)


def find_question(name: str) -> NamedQuestion:
    """Find a question by its name.

    Parameters
    ----------
    name : str
        Its name.

    Returns
    -------
    NamedQuestion
        The question.

    Raises
    ------
    NotFoundError
        If there is none; with the names that are near, else some that there are.
    ArgumentError
        If the name is no text.
    """
    check_text(name, "name", hint="give the name of a question")
    known = {question.name: question for question in named_questions()}
    if name not in known:
        near = difflib.get_close_matches(name, known)
        raise NotFoundError("named question", name, near, list(known)[:_N_NEAR])
    return known[name]


def ask_named(store: Store, name: str, parameters: Mapping[str, str]) -> QueryResult:
    """Ask a named question, without a time limit.

    Parameters
    ----------
    store : Store
        What is asked.
    name : str
        Name of the question.
    parameters : mapping of str to str
        See ``bind_question``, and what it raises.

    Returns
    -------
    QueryResult
        The answer.
    """
    return run_query(store, bind_question(store, name, parameters))


def bind_question(store: Store, name: str, parameters: Mapping[str, str]) -> str:
    """Write the query of a named question, its parameters bound.

    Parameters
    ----------
    store : Store
        What is asked.
    name : str
        Name of the question.
    parameters : mapping of str to str
        What each parameter is: a name of the thing (case does not count), its id or its IRI.

    Returns
    -------
    str
        The query.

    Raises
    ------
    NotFoundError
        If there is no such question or thing.
    QueryError
        If a parameter is missing, unknown or means several things.
    """
    question = find_question(name)
    wanted = {parameter.name: parameter for parameter in question.parameters}
    for given in parameters:
        if given not in wanted:
            known = ", ".join(wanted) or "none"
            raise QueryError(f"{name} has no parameter {shown(given)}; it has: {known}")
    bindings: dict[str, Iri | Literal] = {}
    for parameter in question.parameters:
        if parameter.name not in parameters:
            raise QueryError(
                f"{name} needs {parameter.name} ({parameter.description}); "
                f"give {parameter.name}={parameter.example!r}"
            )
        bindings[parameter.name] = resolve(store, parameters[parameter.name], parameter.type)
    return bind(question.text, bindings)


def resolve(store: Store, text: str, kind: str) -> Iri | Literal:
    """Find what a text means.

    Parameters
    ----------
    store : Store
        Where it is looked for.
    text : str
        A label, title or other name, in any case; an id (``entity/…``) or a whole IRI; a number.
    kind : str
        Type of the parameter.

    Returns
    -------
    Iri or Literal
        The thing. A label goes before another name, and the exact case before any other; of things
        that share another name, the one that most triples lead to.

    Raises
    ------
    NotFoundError
        If nothing of this kind has that name; with names that are near, else some that there are.
    QueryError
        If several things have it, or it should be a number and is not.
    """
    if kind == "integer":
        if not re.fullmatch(r"[+-]?[0-9]+", text):
            raise QueryError(f"{shown(text)} is not a whole number")
        return Literal(str(int(text)), XSD.integer)
    classes = CLASSES[kind]
    named = [one for one in store.names.get(text.casefold(), ()) if one.kind in classes]
    found = named or [one for one in _by_id(store, text) if one.kind in classes]
    if not found:
        raise NotFoundError(kind.lower(), text, *_near(store, text, classes))
    best = min((one.rank, one.text != text) for one in found)
    chosen = sorted({one.iri for one in found if (one.rank, one.text != text) == best})
    if len(chosen) > 1 and best[0] > 0:
        chosen = _most_named(store, chosen)
    if len(chosen) > 1:
        ids = ", ".join(iri.removeprefix(store.base_iri) for iri in chosen)
        raise QueryError(f"{shown(text)} means several things; give an id: {ids}")
    return chosen[0]


def _most_named(store: Store, iris: list[Iri]) -> list[Iri]:
    counts = {
        iri: sum(1 for _ in store.quads.quads_for_pattern(None, None, ox.NamedNode(iri)))
        for iri in iris
    }
    return [iri for iri in iris if counts[iri] == max(counts.values())]


def _by_id(store: Store, text: str) -> list[Name]:
    wanted = {text, store.base_iri + text}
    return [one for names in store.names.values() for one in names if one.iri in wanted]


def _near(
    store: Store, text: str, classes: frozenset[Iri]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names of a kind that are spelt like one, and the first of all."""
    folded = [
        key for key, names in store.names.items() if any(one.kind in classes for one in names)
    ]
    near = difflib.get_close_matches(text.casefold(), folded, n=_N_NEAR)
    first = heapq.nsmallest(_N_NEAR, folded)

    def printed(keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            next(one.text for one in store.names[key] if one.kind in classes) for key in keys
        )

    return printed(near), printed(first)


def _read_question(name: str, text: str) -> NamedQuestion:
    title, parameters = "", []
    for line in text.splitlines():
        found = _HEADER.fullmatch(line)
        if found is None:
            break
        if found[1] == "title":
            title = found[2]
            continue
        parts = [part.strip() for part in found[2].split("|")]
        if len(parts) != 4 or parts[1] not in {*CLASSES, "integer"}:
            raise InputError(
                f"{name}.rq", f"cannot read {line!r}", hint="name | type | what | e.g."
            )
        parameters.append(Parameter(*parts))
    if not title:
        raise InputError(f"{name}.rq", "has no '# title:' line")
    return NamedQuestion(name, title, tuple(parameters), text)
