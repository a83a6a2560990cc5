"""An HTTP request → what is asked: the query operation of the SPARQL 1.1 Protocol, section 2.1."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from kg.serve.refused import RefusedError

__all__ = ["Asked", "read_request"]

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_READ_ONLY: Final = "this endpoint is read-only: it answers queries and takes no update"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks.

    Attributes
    ----------
    query : str
        SPARQL, not checked.
    default_graphs, named_graphs : tuple of str or None
        The data set of the request; None if it names none.
    format : str or None
        The request's ``format`` parameter, for links and forms; it may name no format.
    """

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    format: str | None = None


def read_request(
    method: str, query_string: str, content_type: str | None, body: bytes
) -> Asked | None:
    """Read what a request asks.

    Parameters
    ----------
    method : str
        ``"GET"``, ``"HEAD"`` or ``"POST"``.
    query_string : str
        What follows the question mark of the URL.
    content_type : str or None
        The header.
    body : bytes
        The body.

    Returns
    -------
    Asked or None
        None if nothing is asked: then the service describes itself.

    Raises
    ------
    RefusedError
        400 if it is no such request, 403 if it is an update, 415 if the body is of another type.

    Examples
    --------
    >>> read_request("GET", "query=ASK%20%7B%7D", None, b"").query
    'ASK {}'
    >>> read_request("POST", "", "application/sparql-query; charset=utf-16", b"")
    Traceback (most recent call last):
        ...
    kg.serve.refused.RefusedError: the body is in utf-16; send UTF-8
    """
    parameters = _read_form(query_string)
    if method != "POST":
        return _read_asked(parameters) if parameters else None
    # The standard library's own reader of such headers, quotes and all.
    header = Message()
    header["content-type"] = content_type or "none/none"
    kind = header.get_content_type()
    if kind == _UPDATE or (kind == _FORM and _is_update(body)):
        raise RefusedError(403, _READ_ONLY)
    if kind not in {_FORM, _QUERY}:
        told = "no content type" if content_type is None else f"the content type {content_type!r}"
        raise RefusedError(415, f"{told} holds no query; send {_QUERY} or {_FORM}")
    charset = header.get_content_charset("utf-8")
    if charset not in {"utf-8", "utf8", "us-ascii"}:
        raise RefusedError(415, f"the body is in {charset}; send UTF-8")
    text = _decode(body)
    if kind == _QUERY:
        return _read_asked([*parameters, ("query", text)])
    return _read_asked([*parameters, *_read_form(text)])


def _is_update(body: bytes) -> bool:
    # The name is ASCII in any encoding that the rest may be in; an update is refused before that.
    return any(name == "update" for name, _ in _read_form(body.decode("latin-1")))


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not in UTF-8") from None


def _read_form(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not in UTF-8") from None
    except ValueError as error:  # too many fields
        raise RefusedError(400, f"the form cannot be read: {error}") from None


def _read_asked(parameters: list[tuple[str, str]]) -> Asked:
    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in parameters if key == name)

    if values("update"):
        raise RefusedError(403, _READ_ONLY)
    queries = values("query")
    if len(queries) != 1:
        raise RefusedError(400, f"there are {len(queries)} queries in the request; send one")
    default, named = values("default-graph-uri"), values("named-graph-uri")
    has_data_set = bool(default or named)
    return Asked(
        queries[0],
        default if has_data_set else None,
        named if has_data_set else None,
        next(iter(values("format")), None),
    )
