"""Triples → Turtle, N-Triples and JSON-LD text, straight from the values and piece by piece.

All other people's text passes through one escape table; an IRI that a strict parser would refuse
is an error here. Rows must be grouped by subject, as ``triples`` gives them.
"""

from __future__ import annotations

import itertools
import json
import re
from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_DIR
from kg.errors import ValueCheckError
from kg.rdf.terms import KINDS, NAMESPACES, RDF, XSD, Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["FORMATS", "jsonld", "ntriples", "term_text", "turtle"]

# What N-Triples must escape, and the other control characters, which editors do not show.
_ESCAPES: Final = str.maketrans(
    {chr(code): f"\\u{code:04X}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
    | {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BAD_IN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]|%(?![0-9A-Fa-f]{2})")
_LOCAL_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def ntriples(rows: Iterable[Triple], base_iri: str = DEFAULT_BASE_IRI) -> Iterator[str]:
    r"""Write triples as N-Triples, one a line, in the order given.

    Parameters
    ----------
    rows : iterable of Triple
        The triples.
    base_iri : str
        Not used: N-Triples has no prefixes.

    Yields
    ------
    str
        One line.

    Raises
    ------
    ValueCheckError
        If a text has half a surrogate pair, or an IRI a character that it must not have.

    Examples
    --------
    >>> list(ntriples([(Iri("urn:a"), Iri("urn:b"), Literal('say "hi"\n'))]))
    ['<urn:a> <urn:b> "say \\"hi\\"\\n" .\n']
    """
    for subject, name, value in rows:
        yield f"{_angled(subject)} {_angled(name)} {term_text(value)} .\n"


def term_text(term: Iri | Literal) -> str:
    """Write one term as N-Triples and SPARQL have it.

    Parameters
    ----------
    term : Iri or Literal
        The term.

    Returns
    -------
    str
        ``<…>`` or ``"…"``, with its datatype where it is not a string.

    Raises
    ------
    ValueCheckError
        If a text has half a surrogate pair, or an IRI a character that it must not have.

    Examples
    --------
    >>> term_text(Literal("7", XSD.integer))
    '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return _angled(term) if isinstance(term, str) else _quoted(term, _angled)


def turtle(rows: Iterable[Triple], base_iri: str = DEFAULT_BASE_IRI) -> Iterator[str]:
    """Write triples as Turtle: prefixes, one paragraph a subject, one line a property.

    Parameters
    ----------
    rows : iterable of Triple
        Triples, those of one subject together and those of one property of it together.
    base_iri : str
        What stands before every id; each kind of id has a prefix.

    Yields
    ------
    str
        The prefixes, then one paragraph a piece.

    Raises
    ------
    ValueCheckError
        If a text has half a surrogate pair, or an IRI a character that it must not have.
    """
    prefixes = {one.base: one.prefix for one in NAMESPACES}
    prefixes |= {f"{base_iri}{kind}/": kind for kind in KINDS}

    @cache
    def short(iri: Iri) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL_NAME.fullmatch(iri[cut:]):
            return _angled(iri)
        return f"{prefix}:{iri[cut:]}"

    def shown(value: Iri | Literal) -> str:
        if isinstance(value, str):
            return short(value)
        bare = value.datatype in {XSD.integer, XSD.boolean}
        if bare or (value.datatype == XSD.decimal and "." in value.text):
            return value.text
        return _quoted(value, short)

    for iri, prefix in prefixes.items():
        yield f"@prefix {prefix}: {_angled(Iri(iri))} .\n"
    for subject, about in itertools.groupby(rows, key=itemgetter(0)):
        lines = []
        for name, said in itertools.groupby(about, key=itemgetter(1)):
            verb = "a" if name == RDF.type else short(name)
            lines.append(f"{verb} " + ",\n        ".join(shown(value) for _, _, value in said))
        yield f"\n{short(subject)} " + " ;\n    ".join(lines) + " .\n"


def jsonld(rows: Iterable[Triple], base_iri: str = DEFAULT_BASE_IRI) -> Iterator[str]:
    """Write triples as JSON-LD with its context inside, one node a line.

    Parameters
    ----------
    rows : iterable of Triple
        Triples, those of one subject together.
    base_iri : str
        What stands before every id; where it ends in ``/`` ids are written without it.

    Yields
    ------
    str
        The context, then one node a piece.

    Raises
    ------
    ValueCheckError
        If a text has half a surrogate pair, or an IRI a character that it must not have.

    Notes
    -----
    The context is ``ontology/context.jsonld``; nothing is fetched to read the file.
    """
    context, keys = _context()
    # Only a base that ends in "/" can be resolved against: what follows "#" or ":" replaces it.
    base = base_iri if base_iri.startswith("http") and base_iri.endswith("/") else ""
    head = {"@base": base, **context} if base else context

    def shown(name: Iri, value: Iri | Literal) -> object:
        if not isinstance(value, str):
            return _json_literal(value, plain=_coerced(context, keys[name]))
        _angled(value)
        coerced = _coerced(context, keys[name])
        return keys[value] if coerced == "@vocab" else value.removeprefix(base)

    yield f'{{"@context": {_json(head)},\n"@graph": ['
    for index, (subject, about) in enumerate(itertools.groupby(rows, key=itemgetter(0))):
        _angled(subject)
        node: dict[str, Any] = {"id": subject.removeprefix(base) or base}
        for name, said in itertools.groupby(about, key=itemgetter(1)):
            values = [shown(name, value) for _, _, value in said]
            node[keys[name]] = values[0] if len(values) == 1 else values
        yield f"{',' if index else ''}\n{_json(node)}"
    yield "\n]}\n"


#: Writers by the end of the file's name.
FORMATS: Final[dict[str, Callable[[Iterable[Triple], str], Iterator[str]]]] = {
    "ttl": turtle,
    "nt": ntriples,
    "jsonld": jsonld,
}


@lru_cache(maxsize=1 << 16)
def _angled(iri: Iri) -> str:
    if _BAD_IN_IRI.search(iri) or ":" not in iri:
        raise ValueCheckError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def _quoted(literal: Literal, show: Callable[[Iri], str]) -> str:
    _check_text(literal.text)
    quoted = f'"{literal.text.translate(_ESCAPES)}"'
    return quoted if literal.datatype == XSD.string else f"{quoted}^^{show(literal.datatype)}"


def _check_text(text: str) -> None:
    if (found := _SURROGATE.search(text)) is not None:
        raise ValueCheckError(f"half a surrogate pair at {found.start()} of {text[:40]!r}")


#: Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6).
_JSON_EXACT: Final = 2**53 - 1


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _json_literal(literal: Literal, *, plain: str | None) -> object:
    _check_text(literal.text)
    if literal.datatype == XSD.boolean:
        return literal.text == "true"
    if literal.datatype == XSD.integer and abs(int(literal.text)) <= _JSON_EXACT:
        return int(literal.text)
    if literal.datatype == plain or (plain is None and literal.datatype == XSD.string):
        return literal.text
    return {"@value": literal.text, "@type": literal.datatype}


@cache
def _context() -> tuple[dict[str, Any], dict[Iri, str]]:
    """Load the context, and the key of each IRI that it names."""
    raw = (ONTOLOGY_DIR / "context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(raw)["@context"]
    bases = {one.prefix: one.base for one in NAMESPACES}
    keys: dict[Iri, str] = {RDF.type: "type"}
    for key, term in context.items():
        named = term["@id"] if isinstance(term, dict) else str(term)
        prefix, _, local = named.partition(":")
        if prefix in bases and not local.startswith("//"):
            keys[Iri(bases[prefix] + local)] = key
    return context, keys


def _coerced(context: dict[str, Any], key: str) -> str | None:
    """Give the datatype (an IRI), ``@id`` or ``@vocab`` that the context gives a key's values."""
    term = context.get(key)
    named = term.get("@type") if isinstance(term, dict) else None
    if key == "type":
        return "@vocab"
    return XSD[named.removeprefix("xsd:")] if named and named.startswith("xsd:") else named
