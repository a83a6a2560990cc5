"""The graphs that a query names with ``FROM``: an endpoint that does not have one says so.

Nothing depends on this for safety: the engine looks for a graph in its own store and nowhere else.
But an empty answer would not say that the graph was never fetched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from kg.serve.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["check_graphs", "named_in"]

# Nothing is tried twice (possessive), and a string without an end goes to the text's or line's
# end: reading takes time that grows with the length, no faster.
_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
    r'|"(?:[^"\\\r\n]|\\.)*+"?'
    r"|'(?:[^'\\\r\n]|\\.)*+'?"
    r"|#[^\r\n]*+"
    r"|[?$]\w++"
    r"|<(?P<iri>[^<>\"{}|^`\\\x00-\x20]*+)>"
    r"|(?P<word>\w[\w.-]*+(?::[\w.%-]*+)?|:[\w.%-]*+)"
    r"|(?P<other>[^\s])",
    re.DOTALL,
)

#: Characters of an address and its base: one that grows with each ``BASE`` is read again each time.
_LONGEST_IRI: Final = 2_000
_MOST_BASES: Final = 100


def named_in(text: str, *, base_iri: str, prefixes: Mapping[str, str]) -> tuple[str, ...]:
    """List the graphs that a query names in its own data set.

    Parameters
    ----------
    text : str
        A query.
    base_iri : str
        What relative IRIs are relative to.
    prefixes : mapping of str to str
        Prefixes that the query need not declare.

    Returns
    -------
    tuple of str
        Absolute IRIs in the query's order.

    Raises
    ------
    RefusedError
        400, if it has more than 100 ``BASE`` or an address of more than 2,000 characters.

    Examples
    --------
    >>> query = "PREFIX ex: <http://e/> SELECT * FROM ex:a FROM NAMED <b> { ?s ?p 'FROM <c>' }"
    >>> named_in(query, base_iri="http://d/", prefixes={})
    ('http://e/a', 'http://d/b')
    """
    known = dict(prefixes)
    base, found, n_bases = base_iri, [], 0
    before: list[str] = []
    for token in _TOKEN.finditer(text):
        word, iri = token["word"], token["iri"]
        if word is None and iri is None:
            if token["other"]:
                before = []
            continue
        here = [one.lower() for one in before[-2:]]
        if iri is not None and len(base) + len(iri) > _LONGEST_IRI:
            raise RefusedError(400, f"an address of more than {_LONGEST_IRI} characters")
        if iri is not None and here[-1:] == ["base"]:
            base, n_bases = urljoin(base, iri), n_bases + 1
            if n_bases > _MOST_BASES:
                raise RefusedError(400, f"more than {_MOST_BASES} times BASE")
        elif iri is not None and here[:1] == ["prefix"]:
            known[before[-1].removesuffix(":")] = urljoin(base, iri)
        elif here[-1:] == ["from"] or here == ["from", "named"]:
            if iri is not None:
                found.append(urljoin(base, iri))
            elif word is not None and ":" in word:
                prefix, _, local = word.partition(":")
                found.append(known.get(prefix, f"{prefix}:") + local)
        before = [*before[-1:], word if word is not None else f"<{iri}>"]
    return tuple(found)


def check_graphs(wanted: Collection[str], known: Collection[str]) -> None:
    """Refuse a query that names a graph that is not here.

    Parameters
    ----------
    wanted : collection of str
        IRIs of graphs.
    known : collection of str
        IRIs of the graphs that there are.

    Raises
    ------
    RefusedError
        400, with the first graph that is not known.
    """
    for iri in wanted:
        if iri not in known:
            raise RefusedError(
                400, f"FROM <{iri}>: there is no such graph here, and none is fetched from outside"
            )
