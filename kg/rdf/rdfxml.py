"""Blocks → RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from kg.config import DEFAULT_BASE_IRI
from kg.errors import ValueCheckError
from kg.rdf.terms import NAMESPACES, RDF, XSD, Iri, Literal
from kg.rdf.text import Kept, check_iri

if TYPE_CHECKING:
    from kg.rdf.blocks import Block

__all__ = ["RdfXml"]

#: What XML 1.0 has no way to write, not even escaped (section 2.2).
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RdfXml:
    """Writes RDF/XML: one element a subject, named after its class.

    Parameters
    ----------
    base_iri : str
        Not used: IRIs are written in full.

    Raises
    ------
    ValueCheckError
        When a text has a character that XML does not have (most control characters).
    """

    def __init__(self, base_iri: str = DEFAULT_BASE_IRI) -> None:
        self._names = Kept(_qualified)
        self._iris = Kept(_attribute)

    def head(self) -> str:
        """Give the declaration and the namespaces."""
        shown = "".join(f'\n    xmlns:{one.prefix}="{one.base}"' for one in NAMESPACES)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{shown}>\n'

    def block(self, block: Block) -> str:
        """Give the element of a block."""
        if not block.said:
            return ""
        said = block.said
        element = "rdf:Description"
        if said[0][0] == RDF.type and len(said[0][1]) == 1:
            element = self._names[Iri(str(said[0][1][0]))]
            said = said[1:]
        lines = [f"<{element} rdf:about={self._iris[block.subject]}>\n"]
        for name, values in said:
            tag = self._names[name]
            lines += [self._line(tag, value) for value in values]
        return f"{''.join(lines)}</{element}>\n"

    def flush(self) -> str:
        """Give nothing: nothing is held back."""
        return ""

    def tail(self) -> str:
        """Close the document."""
        return "</rdf:RDF>\n"

    def _line(self, tag: str, value: Iri | Literal) -> str:
        if isinstance(value, str):
            return f"  <{tag} rdf:resource={self._iris[value]}/>\n"
        text, datatype = value
        typed = "" if datatype == XSD.string else f" rdf:datatype={self._iris[datatype]}"
        return f"  <{tag}{typed}>{_content(text)}</{tag}>\n"


def _content(text: str) -> str:
    if (found := _NOT_XML.search(text)) is not None:
        told = f"XML cannot write U+{ord(found[0]):04X}, as in {text[:40]!r}"
        raise ValueCheckError(f"{told}; leave out RDF/XML")
    return escape(text, {"\r": "&#13;"})


def _attribute(iri: Iri) -> str:
    check_iri(iri)
    return quoteattr(iri)


def _qualified(iri: Iri) -> str:
    for one in NAMESPACES:
        if iri.startswith(one.base):
            return f"{one.prefix}:{iri.removeprefix(one.base)}"
    raise ValueCheckError(f"no prefix for {iri!r}")
