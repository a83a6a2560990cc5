"""Blocks → N-Triples, N-Quads, Turtle and TriG text, straight from the values.

An IRI that a strict parser would refuse is an error here. A writer gives the text of one block at a
time and keeps nothing of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Protocol

from kg.config import DEFAULT_BASE_IRI
from kg.rdf.terms import KINDS, NAMESPACES, RDF, XSD, Iri, Literal
from kg.rdf.text import Kept, angled, quoted

if TYPE_CHECKING:
    from kg.rdf.blocks import Block, Said

__all__ = ["NQuads", "NTriples", "TriG", "Turtle", "Writer"]

_LOCAL_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

_STRING: Final = XSD.string
_BARE: Final = frozenset({XSD.integer, XSD.boolean})


class Writer(Protocol):
    """What writes one format."""

    def head(self) -> str:
        """Give what stands before the first block."""

    def block(self, block: Block) -> str:
        """Give the text of a block; may be empty, or hold blocks that came earlier."""

    def flush(self) -> str:
        """Give what is held back, at the end of a unit (``kg.rdf.triples.units``)."""

    def tail(self) -> str:
        """Give what stands behind the last block."""


class NTriples:
    r"""Writes N-Triples, one a line, in the order given.

    Parameters
    ----------
    base_iri : str
        Not used: N-Triples has no prefixes.

    Examples
    --------
    >>> from kg.rdf.blocks import Block
    >>> NTriples().block(Block(Iri("urn:a"), [(Iri("urn:b"), [Literal('say "hi"\n')])]))
    '<urn:a> <urn:b> "say \\"hi\\"\\n" .\n'
    """

    def __init__(self, base_iri: str = DEFAULT_BASE_IRI) -> None:
        self._iris = Kept(angled)

    def head(self) -> str:
        """Give nothing: there are no prefixes."""
        return ""

    def block(self, block: Block) -> str:
        """Give the lines of a block."""
        return self._lines(block.subject, block.said, " .\n")

    def flush(self) -> str:
        """Give nothing: nothing is held back."""
        return ""

    def tail(self) -> str:
        """Give nothing."""
        return ""

    def _lines(self, subject: Iri, said: Said, end: str) -> str:
        iris = self._iris
        me = iris[subject]
        lines = []
        for name, values in said:
            start = f"{me} {iris[name]} "
            for value in values:
                if isinstance(value, str):
                    lines.append(f"{start}{iris[value]}{end}")
                    continue
                text, datatype = value
                if datatype == _STRING:
                    lines.append(f"{start}{quoted(text)}{end}")
                else:
                    lines.append(f"{start}{quoted(text)}^^{iris[datatype]}{end}")
        return "".join(lines)


class NQuads(NTriples):
    """Writes N-Quads: N-Triples with the graph of each."""

    def block(self, block: Block) -> str:
        """Give the lines of a block."""
        said = block.said if block.in_graph is None else block.in_graph
        end = " .\n" if block.graph is None else f" {self._iris[block.graph]} .\n"
        return self._lines(block.subject, said, end)


class Turtle:
    """Writes Turtle: prefixes, one paragraph a subject, one line a property.

    Parameters
    ----------
    base_iri : str
        What stands before every id; each kind of id has a prefix.
    """

    def __init__(self, base_iri: str = DEFAULT_BASE_IRI) -> None:
        self._prefixes = {one.base: one.prefix for one in NAMESPACES}
        self._prefixes |= {f"{base_iri}{kind}/": kind for kind in KINDS}
        self._iris = Kept(self._short)

    def head(self) -> str:
        """Give the prefixes."""
        shown = (f"@prefix {prefix}: <{iri}> .\n" for iri, prefix in self._prefixes.items())
        return "".join(shown)

    def block(self, block: Block) -> str:
        """Give the paragraph of a block."""
        return self._paragraph(block.subject, block.said)

    def flush(self) -> str:
        """Give nothing: nothing is held back."""
        return ""

    def tail(self) -> str:
        """Give nothing."""
        return ""

    def _paragraph(self, subject: Iri, said: Said) -> str:
        if not said:
            return ""
        iris, show = self._iris, self._shown
        lines = []
        for name, values in said:
            verb = "a" if name == RDF.type else iris[name]
            lines.append(f"{verb} " + ",\n        ".join(map(show, values)))
        return f"\n{iris[subject]} " + " ;\n    ".join(lines) + " .\n"

    def _short(self, iri: Iri) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is None or not _LOCAL_NAME.fullmatch(iri[cut:]):
            return angled(iri)
        return f"{prefix}:{iri[cut:]}"

    def _shown(self, value: Iri | Literal) -> str:
        if isinstance(value, str):
            return self._iris[value]
        text, datatype = value
        if datatype == _STRING:
            return quoted(text)
        if datatype in _BARE or (datatype == XSD.decimal and "." in text):
            return text
        return f"{quoted(text)}^^{self._iris[datatype]}"


class TriG(Turtle):
    """Writes TriG: Turtle with what each paper says between the braces of its graph."""

    def __init__(self, base_iri: str = DEFAULT_BASE_IRI) -> None:
        super().__init__(base_iri)
        self._open: Iri | None = None

    def block(self, block: Block) -> str:
        """Give the paragraph of a block, and the braces where another graph begins."""
        said = block.said if block.in_graph is None else block.in_graph
        if not said:
            return ""
        return self._turn_to(block.graph) + self._paragraph(block.subject, said)

    def flush(self) -> str:
        """Close the open graph: two units never share one."""
        return self._turn_to(None)

    def tail(self) -> str:
        """Close the last graph."""
        return self._turn_to(None)

    def _turn_to(self, graph: Iri | None) -> str:
        if graph == self._open:
            return ""
        shut = "" if self._open is None else "}\n"
        self._open = graph
        return shut if graph is None else f"{shut}\n{self._iris[graph]} {{\n"
