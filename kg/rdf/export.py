"""``KnowledgeGraph`` → RDF text: one format or several, in one walk over the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.config import DEFAULT_BASE_IRI
from kg.errors import VocabularyError
from kg.rdf.census import Census
from kg.rdf.jsonld import JsonLd
from kg.rdf.rdfxml import RdfXml
from kg.rdf.terms import Provenance
from kg.rdf.triples import blocks
from kg.rdf.write import NQuads, NTriples, TriG, Turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.graph.value import KnowledgeGraph
    from kg.rdf.blocks import Block
    from kg.rdf.write import Writer

__all__ = ["RDF_FORMATS", "rdf_text", "write_blocks", "write_rdf"]

#: Writers by the end of the file's name.
RDF_FORMATS: Final[Mapping[str, Callable[[str], Writer]]] = {
    "ttl": Turtle,
    "nt": NTriples,
    "trig": TriG,
    "nq": NQuads,
    "jsonld": JsonLd,
    "rdf": RdfXml,
}


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
        A key of ``RDF_FORMATS``, the end of the file's name: ``"ttl"``, ``"nt"``, ``"trig"``,
        ``"nq"``, ``"jsonld"`` or ``"rdf"`` (RDF/XML).
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from; only ``"full"`` can be read back whole.

    Yields
    ------
    str
        The text, piece by piece; the same for the same graph, byte for byte in UTF-8.

    Raises
    ------
    VocabularyError
        If the format is unknown.
    ValueCheckError
        If an id cannot be the end of an IRI, or a text cannot be written: as UTF-8, or in RDF/XML
        as XML.

    Examples
    --------
    >>> from kg.graph.value import KnowledgeGraph
    >>> for line in rdf_text(KnowledgeGraph(), "nt", base_iri="urn:x:", provenance="none"):
    ...     print(line, end="")  # doctest: +ELLIPSIS
    <urn:x:> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://rdfs.org/ns/void#Dataset> .
    ...
    """
    yield from write_blocks(blocks(kg, base_iri=base_iri, provenance=provenance), format, base_iri)


def write_blocks(made: Iterable[Block], format: str, base_iri: str) -> Iterator[str]:  # noqa: A002
    """Write blocks as RDF.

    Parameters
    ----------
    made : iterable of Block
        What is said.
    format : str
        A key of ``RDF_FORMATS``.
    base_iri : str
        What stands before every id.

    Yields
    ------
    str
        The text, piece by piece.

    Raises
    ------
    VocabularyError
        If the format is unknown.
    """
    if format not in RDF_FORMATS:
        raise VocabularyError("RDF format", format, tuple(RDF_FORMATS))
    writer = RDF_FORMATS[format](base_iri)
    yield writer.head()
    for block in made:
        if text := writer.block(block):
            yield text
    yield writer.tail()


def write_rdf(
    kg: KnowledgeGraph,
    outs: Mapping[str, Callable[[str], object]],
    *,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Census:
    """Write a graph in several formats at once: the graph is walked once.

    Parameters
    ----------
    kg : KnowledgeGraph
        The graph.
    outs : mapping of str to callable
        What takes the text of each format, piece by piece: ``{"ttl": file.write}``.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much is said about where it comes from.

    Returns
    -------
    Census
        Counts of what was written.

    Raises
    ------
    VocabularyError
        If a format is unknown.
    ValueCheckError
        As ``rdf_text``.
    """
    for one in outs:
        if one not in RDF_FORMATS:
            raise VocabularyError("RDF format", one, tuple(RDF_FORMATS))
    writers = [(RDF_FORMATS[name](base_iri), take) for name, take in outs.items()]
    census = Census()
    for writer, take in writers:
        take(writer.head())
    for block in blocks(kg, base_iri=base_iri, provenance=provenance):
        census.count(block)
        for writer, take in writers:
            take(writer.block(block))
    for writer, take in writers:
        take(writer.tail())
    return census
