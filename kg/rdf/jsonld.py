"""Blocks → JSON-LD: a tree for each paper, assertion and entity, its context inside."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_DIR
from kg.rdf.terms import NAMESPACES, RDF, XSD, Iri, Literal
from kg.rdf.text import Kept, check_iri, check_text

if TYPE_CHECKING:
    from kg.rdf.blocks import Block

__all__ = ["JsonLd"]

#: Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6).
_JSON_EXACT: Final = 2**53 - 1


class JsonLd:
    """Writes JSON-LD, one tree a line.

    What belongs to one subject alone stands inside it: the results and places of a paper, the
    evidence of an assertion or a result: what ``ontology/frame.jsonld`` frames.

    Parameters
    ----------
    base_iri : str
        What stands before every id; where it ends in ``/`` ids are written without it.

    Notes
    -----
    The context is ``ontology/context.jsonld``; nothing is fetched to read the file.
    """

    def __init__(self, base_iri: str = DEFAULT_BASE_IRI) -> None:
        # Only a base that ends in "/" can be resolved against: "#" and ":" would be replaced.
        self._base = base_iri if base_iri.startswith("http") and base_iri.endswith("/") else ""
        self._whole = base_iri
        self._terms = _terms()
        self._ids = Kept(self._id)
        self._tree: dict[str, Any] | None = None
        self._nodes: dict[Iri, dict[str, Any]] = {}
        self._first = True

    def head(self) -> str:
        """Give the context."""
        context = _context()
        shown = _json({"@base": self._base, **context} if self._base else context)
        return f'{{"@context": {shown},\n"@graph": ['

    def block(self, block: Block) -> str:
        """Give the tree that is complete now that a block of another begins; may be empty."""
        if not block.said:
            return ""
        node: dict[str, Any] = {"id": self._ids[block.subject]}
        if block.inside is not None and block.inside[0] in self._nodes:
            self._nest(block, node)
            return ""
        done = self.flush()
        self._tree = node
        self._nodes = {block.subject: node}
        self._fill(node, block, without=None)
        return done

    def flush(self) -> str:
        """Give the tree that is complete; may be empty."""
        if self._tree is None:
            return ""
        comma = "" if self._first else ","
        self._first = False
        done = f"{comma}\n{_json(self._tree)}"
        self._tree, self._nodes = None, {}
        return done

    def tail(self) -> str:
        """Give the last tree, and the end."""
        return f"{self.flush()}\n]}}\n"

    def _nest(self, block: Block, node: dict[str, Any]) -> None:
        parent_iri, name = block.inside  # type: ignore[misc]
        parent, term = self._nodes[parent_iri], self._terms[name]
        self._nodes[block.subject] = node
        if term.reverse is not None:
            self._fill(node, block, without=name)
            parent.setdefault(term.reverse, []).append(node)
            return
        self._fill(node, block, without=None)
        values = parent[term.key]
        if isinstance(values, list):
            values[values.index(node["id"])] = node
        else:
            parent[term.key] = node

    def _fill(self, node: dict[str, Any], block: Block, *, without: Iri | None) -> None:
        for name, values in block.said:
            if name == without:
                continue
            term = self._terms[name]
            shown = [self._shown(term, value) for value in values]
            node[term.key] = shown[0] if len(shown) == 1 else shown

    def _shown(self, term: _Term, value: Iri | Literal) -> object:
        if isinstance(value, str):
            return self._terms[value].key if term.coerced == "@vocab" else self._ids[value]
        text, datatype = value
        check_text(text)
        if datatype == XSD.boolean:
            return text == "true"
        if datatype == XSD.integer and abs(int(text)) <= _JSON_EXACT:
            return int(text)
        if datatype == term.coerced or (term.coerced is None and datatype == XSD.string):
            return text
        return {"@value": text, "@type": datatype.replace(XSD.base, "xsd:")}

    def _id(self, iri: Iri) -> str:
        check_iri(iri)
        return iri.removeprefix(self._base) or self._whole


class _Term(NamedTuple):
    """How the context names an IRI: its key, what it makes of values, its key backwards."""

    key: str
    coerced: str | None
    reverse: str | None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _context() -> dict[str, Any]:
    raw = (ONTOLOGY_DIR / "context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(raw)["@context"]
    return context


@cache
def _terms() -> dict[Iri, _Term]:
    """Give the terms of the context by IRI."""
    bases = {one.prefix: one.base for one in NAMESPACES}

    def whole(name: str) -> Iri | None:
        prefix, _, local = name.partition(":")
        return Iri(bases[prefix] + local) if prefix in bases and local[:2] != "//" else None

    backwards = {
        whole(term["@reverse"]): key
        for key, term in _context().items()
        if isinstance(term, dict) and "@reverse" in term
    }
    terms = {RDF.type: _Term("type", "@vocab", None)}
    for key, term in _context().items():
        iri = whole(term.get("@id", "") if isinstance(term, dict) else str(term))
        if iri is None:
            continue
        coerced = term.get("@type") if isinstance(term, dict) else None
        if coerced is not None and coerced.startswith("xsd:"):
            coerced = XSD[coerced.removeprefix("xsd:")]
        terms[iri] = _Term(key, coerced, backwards.get(iri))
    return terms
