"""Counts of an export → its VoID and DCAT description: what a stranger needs to use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import kg
from kg.config import DEFAULT_BASE_IRI, ONTOLOGY_IRI
from kg.rdf.blocks import Block, Said
from kg.rdf.export import write_blocks
from kg.rdf.literals import integer_literal
from kg.rdf.terms import (
    DCAT,
    DCTERMS,
    KG,
    NAMESPACES,
    OWL,
    RDF,
    SPDX,
    VOID,
    XSD,
    Iri,
    Literal,
    Provenance,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.rdf.census import Census

__all__ = ["FileFacts", "void_text"]

#: Namespace of the media types that the Internet Assigned Numbers Authority registers.
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_W3C_FORMATS: Final = "http://www.w3.org/ns/formats/"

#: Media type, and name of the format at w3.org, by the end of the file's name.
_KNOWN: Final = {
    "ttl": ("text/turtle", "Turtle"),
    "nt": ("application/n-triples", "N-Triples"),
    "trig": ("application/trig", "TriG"),
    "nq": ("application/n-quads", "N-Quads"),
    "jsonld": ("application/ld+json", "JSON-LD"),
    "rdf": ("application/rdf+xml", "RDF_XML"),
}


class FileFacts(NamedTuple):
    """A file of an export.

    Attributes
    ----------
    name : str
        Its name.
    n_bytes : int
        Its size.
    sha256 : str
        Hash of its content, 64 hexadecimal digits.
    """

    name: str
    n_bytes: int
    sha256: str


def void_text(
    census: Census,
    files: Sequence[FileFacts],
    *,
    title: str,
    base_iri: str = DEFAULT_BASE_IRI,
    provenance: Provenance | str = Provenance.FULL,
) -> Iterator[str]:
    """Describe an export in Turtle, with VoID and DCAT.

    Parameters
    ----------
    census : Census
        Counts of what was written.
    files : sequence of FileFacts
        The RDF files of the export.
    title : str
        What the export is called.
    base_iri : str
        What stands before every id.
    provenance : Provenance or str
        How much it says about where it comes from.

    Returns
    -------
    iterator of str
        The text, piece by piece. Counts are those of the files without graphs, without the
        ontology; a class or property has its own triples or entities, not those of others below it.

    References
    ----------
    Alexander, Cyganiak, Hausenblas, Zhao: Describing Linked Datasets with the VoID Vocabulary, W3C
    Interest Group Note, 2011. Albertoni et al.: Data Catalog Vocabulary (DCAT) 3, W3C
    Recommendation, 2024.
    """
    space = f"{base_iri}partition/"
    used = [
        one
        for one in NAMESPACES
        if any(iri.startswith(one.base) for iri in (*census.entities, *census.properties))
    ]
    distributions = [_distribution(one, base_iri) for one in files]
    known = [_KNOWN[one.name.rpartition(".")[2]] for one in files]
    said: Said = [
        (RDF.type, [VOID.Dataset, DCAT.Dataset]),
        (DCTERMS.title, [Literal(title)]),
        (DCTERMS.creator, [Literal(f"kg {kg.__version__}")]),
        (DCTERMS.conformsTo, [Iri(ONTOLOGY_IRI.rstrip("#"))]),
        (OWL.versionIRI, [Iri(f"{ONTOLOGY_IRI.rstrip('#')}/{kg.__version__}")]),
        (KG.provenance, [Literal(Provenance(provenance).value)]),
        (VOID.uriSpace, [Literal(base_iri)]),
        (VOID.vocabulary, [Iri(one.base) for one in used]),
        (VOID.feature, [Iri(_W3C_FORMATS + name) for _, name in known]),
        (VOID.exampleResource, [] if census.example is None else [census.example]),
        (VOID.triples, [integer_literal(census.n_triples)]),
        (VOID.entities, [integer_literal(census.n_subjects)]),
        (VOID.distinctSubjects, [integer_literal(census.n_subjects)]),
        (VOID.classes, [integer_literal(len(census.entities))]),
        (VOID.properties, [integer_literal(len(census.properties))]),
        (VOID.classPartition, [_partition(space, one) for one in sorted(census.entities)]),
        (VOID.propertyPartition, [_partition(space, one) for one in sorted(census.properties)]),
        (DCAT.distribution, [block.subject for block, _ in distributions]),
    ]
    about = Block(Iri(base_iri), [one for one in said if one[1]])
    files_said = [block for pair in distributions for block in pair]
    return write_blocks([about, *_partitions(census, space), *files_said], "ttl", base_iri)


def _partitions(census: Census, space: str) -> Iterator[Block]:
    """Say of each class how many entities it has, and of each property how many triples."""
    for kind in sorted(census.entities):
        properties = sorted(name for one, name in census.by_class if one == kind)
        said: Said = [
            (RDF.type, [VOID.Dataset]),
            (VOID["class"], [kind]),
            (VOID.entities, [integer_literal(census.entities[kind])]),
            (VOID.propertyPartition, [_partition(space, kind, name) for name in properties]),
        ]
        yield Block(_partition(space, kind), said)
        for name in properties:
            n_triples = census.by_class[kind, name]
            yield _property(_partition(space, kind, name), name, n_triples)
    for name in sorted(census.properties):
        yield _property(_partition(space, name), name, census.properties[name])


def _property(me: Iri, name: Iri, n_triples: int) -> Block:
    said: Said = [
        (RDF.type, [VOID.Dataset]),
        (VOID.property, [name]),
        (VOID.triples, [integer_literal(n_triples)]),
    ]
    return Block(me, said)


def _partition(space: str, *terms: Iri) -> Iri:
    return Iri(space + "--".join(_prefixed(term) for term in terms))


def _prefixed(term: Iri) -> str:
    near = next(one for one in NAMESPACES if term.startswith(one.base))
    return f"{near.prefix}-{term.removeprefix(near.base)}"


def _distribution(file: FileFacts, base_iri: str) -> tuple[Block, Block]:
    """Say what a file is, and what its bytes must be."""
    end = file.name.rpartition(".")[2]
    me = Iri(f"{base_iri}distribution/{end}")
    checksum = Iri(f"{base_iri}checksum/{end}")
    said: Said = [
        (RDF.type, [DCAT.Distribution]),
        (DCTERMS.title, [Literal(file.name)]),
        (DCAT.mediaType, [Iri(_MEDIA_TYPES + _KNOWN[end][0])]),
        (DCAT.byteSize, [Literal(str(file.n_bytes), XSD.nonNegativeInteger)]),
        (SPDX.checksum, [checksum]),
    ]
    of_bytes: Said = [
        (RDF.type, [SPDX.Checksum]),
        (SPDX.algorithm, [SPDX.checksumAlgorithm_sha256]),
        (SPDX.checksumValue, [Literal(file.sha256, XSD.hexBinary)]),
    ]
    return Block(me, said), Block(checksum, of_bytes)
