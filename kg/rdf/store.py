"""RDF text → a store in memory that answers SPARQL, with the ontology beside the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_DIR
from kg.errors import InputError, VocabularyError
from kg.rdf.read import OX_FORMATS
from kg.rdf.terms import DCTERMS, RDF, RDFS, SKOS, VOID, Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Name", "Store", "ontology_quads", "open_store", "read_base_iri"]


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of something in the store.

    Attributes
    ----------
    rank : int
        0 for the label of an entity or title of a paper, 1 for another name.
    iri : Iri
        What has the name.
    text : str
        The name to the letter.
    kind : Iri
        Its class.
    """

    rank: int
    iri: Iri
    text: str
    kind: Iri


@dataclass(frozen=True)
class Store:
    """Triples that can be asked.

    Attributes
    ----------
    quads : pyoxigraph.Store
        The data, and the ontology's triples that have no blank node.
    base_iri : str
        What stands before every id of the data.
    """

    quads: ox.Store = field(repr=False)
    base_iri: str = DEFAULT_BASE_IRI

    @cached_property
    def names(self) -> Mapping[str, tuple[Name, ...]]:
        """Names of papers and entities by their case-folded text, each sorted."""
        class_of = {
            quad.subject: Iri(quad.object.value)  # type: ignore[union-attr]
            for quad in self.quads.quads_for_pattern(None, ox.NamedNode(RDF.type), None)
        }
        found: dict[str, set[Name]] = {}
        ranks = {DCTERMS.title: 0, RDFS.label: 0, SKOS.altLabel: 1, DCTERMS.identifier: 1}
        for name, rank in ranks.items():
            for quad in self.quads.quads_for_pattern(None, ox.NamedNode(name), None):
                subject, said = quad.subject, quad.object
                if not isinstance(subject, ox.NamedNode) or not isinstance(said, ox.Literal):
                    continue
                if not subject.value.startswith(self.base_iri):
                    continue
                kind = class_of.get(subject, RDFS.label)
                one = Name(rank, Iri(subject.value), said.value, kind)
                found.setdefault(said.value.casefold(), set()).add(one)
        return {text: tuple(sorted(names)) for text, names in found.items()}


def open_store(data: bytes | str, format: str = "nt", *, where: str = "RDF") -> Store:  # noqa: A002
    """Load what ``kg`` wrote, and the ontology with it.

    Parameters
    ----------
    data : bytes or str
        The text of the file.
    format : str
        ``"ttl"``, ``"nt"`` or ``"jsonld"``.
    where : str
        Name of the file, for errors.

    Returns
    -------
    Store
        In memory; nothing is written to disk.

    Raises
    ------
    VocabularyError
        If the format is unknown.
    InputError
        If the text is not well formed.

    Notes
    -----
    500 000 triples take about 2.5 s of CPU and 370 MB.
    """
    if format not in OX_FORMATS:
        raise VocabularyError("RDF format", format, tuple(OX_FORMATS))
    store = ox.Store()
    try:
        store.bulk_load(data, format=OX_FORMATS[format])
    except (SyntaxError, ValueError) as error:
        raise InputError(where, f"is not {format}: {error}") from None
    store.extend(ontology_quads())
    return Store(store, read_base_iri(store))


def read_base_iri(quads: ox.Store) -> str:
    """Read from the data what stands before its ids.

    Parameters
    ----------
    quads : pyoxigraph.Store
        The data.

    Returns
    -------
    str
        What the export says of itself, or the default where it says nothing.
    """
    bases = [
        quad.object.value
        for quad in quads.quads_for_pattern(None, ox.NamedNode(VOID.uriSpace), None)
        if isinstance(quad.object, ox.Literal)
    ]
    return min(bases, default=DEFAULT_BASE_IRI)


def ontology_quads() -> list[ox.Quad]:
    """Give the ontology's triples that say what terms are and how they stand to each other.

    Returns
    -------
    list of Quad
        Without those about blank nodes (disjointness), which no query needs: so a blank node in
        the store is the data's fault.
    """
    raw = (ONTOLOGY_DIR / "kg.ttl").read_bytes()
    return [
        quad
        for quad in ox.parse(raw, format=ox.RdfFormat.TURTLE)
        if not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)
    ]
