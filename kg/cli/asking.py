"""``kg query``, ``kg ask``: queries run in a process that a limit or Ctrl-C can end."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, QueryError, shown
from kg.pipeline.store import find_store
from kg.rdf.disk import open_disk_store
from kg.rdf.named import bind_question
from kg.rdf.query import check_query, prefixes_of, read_answer
from kg.serve.limits import Limits
from kg.serve.process import Query, ask_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kg.rdf import QueryResult

__all__ = ["ask_folder", "ask_place", "read_parameters", "read_query"]

_FORMATS: Final = {"rows": "json", "boolean": "json", "triples": "nt"}
_NO_LIMIT: Final = 1 << 40


def ask_folder(
    folder: Path,
    text: str | None,
    *,
    named: str | None = None,
    parameters: Mapping[str, str],
    timeout_s: float,
    memory_mb: int,
    where: str | None = None,
) -> QueryResult:
    """Ask the graph of an export folder.

    Parameters
    ----------
    folder : Path
        What ``kg build`` wrote.
    text : str or None
        A query; None to ask a named question.
    named : str or None
        Name of the question.
    parameters : mapping of str to str
        Its parameters.
    timeout_s : float
        Seconds after which the query is ended.
    memory_mb : int
        Mebibytes that it may take.
    where : str, optional
        File that the query stands in, for messages.

    Returns
    -------
    QueryResult
        The whole answer.

    Raises
    ------
    QueryError
        If there is none within the limits, or the query is no query.
    """
    try:
        with find_store(folder) as place:
            store = open_disk_store(place)
            if named is not None:
                text = bind_question(store, named, parameters)
            return ask_place(
                place, text or "", store.base_iri, timeout_s=timeout_s, memory_mb=memory_mb
            )
    except QueryError as error:
        raise QueryError(str(error) if where is None else f"{where}: {error}") from error


def ask_place(
    place: Path, text: str, base_iri: str, *, timeout_s: float, memory_mb: int
) -> QueryResult:
    """Ask a store on disk.

    Parameters
    ----------
    place : Path
        The store.
    text : str
        A query.
    base_iri : str
        What relative IRIs are relative to.
    timeout_s : float
        Seconds after which the query is ended.
    memory_mb : int
        Mebibytes that it may take.

    Returns
    -------
    QueryResult
        The whole answer. It raises ``QueryError`` if there is none within the limits, or the query
        is no query.
    """
    limits = Limits(
        timeout_s=timeout_s, memory_mb=memory_mb, max_rows=_NO_LIMIT, max_result_mb=memory_mb
    )
    check_query(text)
    query = Query(text, base_iri, prefixes_of(base_iri), _FORMATS)
    answer = asyncio.run(ask_once(place, query, limits))
    return read_answer(answer.kind, answer.body)


def read_parameters(given: Sequence[str]) -> dict[str, str]:
    """Read the parameters of a named question.

    Parameters
    ----------
    given : sequence of str
        Each ``NAME=VALUE``.

    Returns
    -------
    dict of str to str
        Values by name.

    Raises
    ------
    InputError
        If one is none.
    """
    parameters = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise InputError("--param", f"{shown(one)} is no parameter", hint="give NAME=VALUE")
        parameters[name] = value
    return parameters


def read_query(file: Path | None) -> str:
    """Read a query from a file, or from standard input.

    Parameters
    ----------
    file : Path or None
        The file; ``-`` or None for standard input.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    InputError
        If it cannot be read, or is no text.
    """
    if file is None or str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        told = f"cannot be read ({error.strerror})"
        raise InputError(str(file), told, hint="name a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise InputError(str(file), "is no text", hint="give a SPARQL query in UTF-8") from error
