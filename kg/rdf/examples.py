"""What SPARQL editors ask an endpoint for: its prefixes, and the named questions as examples.

Editors (``@sib-swiss/sparql-editor``, the SIB's and UniProt's pages) ask the endpoint for
``sh:prefix`` and ``sh:namespace``, for ``sh:SPARQLExecutable`` with a comment and a query, and for
VoID's partitions, which the export's own description has.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.config import ONTOLOGY_IRI
from kg.rdf.named import named_questions
from kg.rdf.query import prefixes_of

__all__ = ["example_quads"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_COMMENT: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_ONTOLOGY: Final = ox.NamedNode(ONTOLOGY_IRI.removesuffix("#"))


def example_quads(base_iri: str) -> list[ox.Quad]:
    """Give prefixes and examples as triples.

    Parameters
    ----------
    base_iri : str
        What stands before every id of the data.

    Returns
    -------
    list of Quad
        No blank nodes: each has an IRI below the ontology's.
    """
    found = []
    for prefix, base in prefixes_of(base_iri).items():
        one = ox.NamedNode(f"{ONTOLOGY_IRI}prefix-{prefix}")
        found += [
            ox.Quad(_ONTOLOGY, _sh("declare"), one),
            ox.Quad(one, _TYPE, _sh("PrefixDeclaration")),
            ox.Quad(one, _sh("prefix"), ox.Literal(prefix)),
            ox.Quad(one, _sh("namespace"), ox.Literal(base, datatype=_ANY_URI)),
        ]
    for question in named_questions():
        one = ox.NamedNode(f"{ONTOLOGY_IRI}question-{question.name}")
        found += [
            ox.Quad(one, _TYPE, _sh("SPARQLExecutable")),
            ox.Quad(one, _TYPE, _sh("SPARQLSelectExecutable")),
            ox.Quad(one, _COMMENT, ox.Literal(question.title)),
            ox.Quad(one, _sh("select"), ox.Literal(question.text)),
            ox.Quad(one, _sh("prefixes"), _ONTOLOGY),
        ]
    return found


_ANY_URI: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH + name)
