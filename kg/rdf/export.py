"""``KnowledgeGraph`` → RDF text: the three files of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.config import DEFAULT_BASE_IRI
from kg.errors import VocabularyError
from kg.rdf.terms import Provenance
from kg.rdf.triples import triples
from kg.rdf.write import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.graph.value import KnowledgeGraph

__all__ = ["rdf_text", "write_jsonld", "write_ntriples", "write_turtle"]


def rdf_text(
    kg: KnowledgeGraph,
    format: str,  # noqa: A002 - the word that every RDF library has for it
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[str]:
    """Write a graph as RDF.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    format : str
        ``"ttl"``, ``"nt"`` or ``"jsonld"``: the end of the file's name.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from.

    Yields
    ------
    str
        The text, piece by piece; the same for the same graph, byte for byte in UTF-8.

    Raises
    ------
    VocabularyError
        If the format is unknown.

    Examples
    --------
    >>> from kg.graph.value import KnowledgeGraph
    >>> for line in rdf_text(KnowledgeGraph(), "nt", base_iri="urn:x:", provenance="none"):
    ...     print(line, end="")  # doctest: +ELLIPSIS
    <urn:x:> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://rdfs.org/ns/void#Dataset> .
    ...
    """
    if format not in FORMATS:
        raise VocabularyError("RDF format", format, tuple(FORMATS))
    yield from FORMATS[format](triples(kg, base_iri=base_iri, provenance=provenance), base_iri)


def write_turtle(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[str]:
    """Write a graph as Turtle.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from; only ``"full"`` can be read back whole.

    Returns
    -------
    iterator of str
        The text, piece by piece; it raises ``ValueCheckError`` for an id that cannot be the end
        of an IRI and for text that cannot be written as UTF-8.
    """
    return rdf_text(kg, "ttl", base_iri=base_iri, provenance=provenance)


def write_ntriples(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[str]:
    """Write a graph as N-Triples.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from; only ``"full"`` can be read back whole.

    Returns
    -------
    iterator of str
        The text, piece by piece; it raises ``ValueCheckError`` for an id that cannot be the end
        of an IRI and for text that cannot be written as UTF-8.
    """
    return rdf_text(kg, "nt", base_iri=base_iri, provenance=provenance)


def write_jsonld(
    kg: KnowledgeGraph,
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[str]:
    """Write a graph as JSON-LD, its context inside.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from; only ``"full"`` can be read back whole.

    Returns
    -------
    iterator of str
        The text, piece by piece; it raises ``ValueCheckError`` for an id that cannot be the end
        of an IRI and for text that cannot be written as UTF-8.
    """
    return rdf_text(kg, "jsonld", base_iri=base_iri, provenance=provenance)
