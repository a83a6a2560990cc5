"""The terms that an export is made of: IRIs, literals, and closed namespaces.

A namespace is closed: a name that it does not have is an error where it is written, not a triple
that nobody finds. The ontology's own names are those of ``kg.vocabulary`` and the list here; a
test holds them against ``ontology/kg.ttl``, both ways.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, NewType, TypeAlias

from kg.config import ONTOLOGY_IRI, Provenance
from kg.errors import VocabularyError
from kg.vocabulary import RELATIONS, ROLES, TYPES, ResultKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.vocabulary import EntityType, Relation, Role

__all__ = [
    "DCAT",
    "DCTERMS",
    "KG",
    "KINDS",
    "KIND_IRI",
    "NAMESPACES",
    "OA",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "RELATION_IRI",
    "ROLE_IRI",
    "SCHEMA",
    "SKOS",
    "SPDX",
    "TYPE_IRI",
    "VOID",
    "XSD",
    "Iri",
    "Literal",
    "Namespace",
    "Provenance",
    "Triple",
    "expand",
]

Iri = NewType("Iri", str)
"""An absolute IRI. A plain string at run time, so that a term costs nothing to make."""


class Namespace:
    """A closed list of names below one IRI.

    Parameters
    ----------
    prefix : str
        Short name in files: ``"kg"``.
    base : str
        What stands before each name.
    names : iterable of str
        All names there are.

    Raises
    ------
    VocabularyError
        When an attribute is asked for that is not a name.

    Examples
    --------
    >>> KG.extends
    'https://w3id.org/kg/ns#extends'
    >>> KG.outperfroms  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.VocabularyError: unknown term of kg: 'outperfroms'; known: ...
    """

    def __init__(self, prefix: str, base: str, names: Iterable[str]) -> None:
        self.prefix = prefix
        self.base = base
        self._iris: Final = {name: Iri(base + name) for name in sorted(names)}
        # Attributes of their own: a look-up by ``__getattr__`` is a quarter of the time of a walk.
        self.__dict__.update(self._iris)

    def __getattr__(self, name: str) -> Iri:
        if name.startswith("__"):  # what copy, pickle and doctest probe for
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> Iri:
        if name not in self._iris:
            raise VocabularyError(f"term of {self.prefix}:", name, tuple(self._iris))
        return self._iris[name]

    @property
    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(self._iris)


RDF: Final = Namespace(
    "rdf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    ("type", "subject", "predicate", "object"),
)
RDFS: Final = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#", ("label",))
OWL: Final = Namespace("owl", "http://www.w3.org/2002/07/owl#", ("versionIRI",))
XSD: Final = Namespace(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    (
        "anyURI",
        "boolean",
        "date",
        "decimal",
        "hexBinary",
        "integer",
        "nonNegativeInteger",
        "string",
    ),
)
SKOS: Final = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    ("altLabel", "broader", "closeMatch", "exactMatch"),
)
DCTERMS: Final = Namespace(
    "dcterms",
    "http://purl.org/dc/terms/",
    (
        "abstract",
        "conformsTo",
        "creator",
        "identifier",
        "isReplacedBy",
        "issued",
        "source",
        "title",
    ),
)
PROV: Final = Namespace(
    "prov",
    "http://www.w3.org/ns/prov#",
    ("SoftwareAgent", "wasAttributedTo", "wasDerivedFrom"),
)
OA: Final = Namespace("oa", "http://www.w3.org/ns/oa#", ("start", "end", "exact"))
SCHEMA: Final = Namespace("schema", "https://schema.org/", ("identifier", "url"))
VOID: Final = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    (
        *("Dataset", "class", "classPartition", "classes", "distinctSubjects", "entities"),
        *("exampleResource", "feature", "properties", "property", "propertyPartition"),
        *("triples", "uriSpace", "vocabulary"),
    ),
)
DCAT: Final = Namespace(
    "dcat",
    "http://www.w3.org/ns/dcat#",
    ("Dataset", "Distribution", "byteSize", "distribution", "mediaType"),
)
SPDX: Final = Namespace(
    "spdx",
    "http://spdx.org/rdf/terms#",
    ("Checksum", "algorithm", "checksum", "checksumAlgorithm_sha256", "checksumValue"),
)


def _vocabulary_names() -> set[str]:
    listed = [term.iri for table in (TYPES, ROLES, RELATIONS) for term in table.values()]
    return {iri.removeprefix("kg:") for iri in listed if iri.startswith("kg:")}


#: Names that hold the vocabulary together; the vocabulary's own come from ``kg.vocabulary``.
_STRUCTURE: Final = (
    # classes
    *("Assertion", "Derivation", "Entity", "Evidence", "Mention", "Paper", "Result"),
    *("ResultKind", "Sentence", "Span"),
    # kinds of result
    *("absolute", "improvement"),
    # never written, only asked for: what is above or against the properties that are written
    *("hasPart", "introducedBy", "involves", "proposedBy", "usedBy"),
    # of a paper, an entity, the export itself
    *("authorCount", "authorList", "dateInferred", "join", "key", "provenance", "year"),
    # of an entity and an assertion
    *("firstSeen", "lastSeen"),
    # of a result
    *("baseline", "baselineText", "ofMethod", "onDataset", "reportsResult", "resultKind"),
    *("unit", "value", "valueAt", "valueText", "withMetric"),
    # of evidence
    *("confidence", "evidence", "inPaper", "inText", "refersTo", "sentence", "support", "typedAs"),
    # of a derivation
    "rule",
)

#: Terms of the project's own ontology.
KG: Final = Namespace("kg", ONTOLOGY_IRI, _vocabulary_names() | set(_STRUCTURE))

#: Every namespace, in the order in which files name them.
NAMESPACES: Final = (KG, RDF, RDFS, OWL, XSD, SKOS, DCTERMS, PROV, OA, SCHEMA, VOID, DCAT, SPDX)

#: First parts of ids: one prefix for each in Turtle (which rdflib needs to be fast).
KINDS: Final = (
    "paper",
    "entity",
    "result",
    "assertion",
    "derivation",
    "evidence",
    "span",
    "mention",
    "agent",
    "graph",
    "partition",
    "distribution",
    "checksum",
)


class Literal(NamedTuple):
    """A literal without a language: what it says and its datatype.

    Attributes
    ----------
    text : str
        Lexical form, canonical for numbers.
    datatype : Iri
        ``xsd:string`` unless said otherwise.
    """

    text: str
    datatype: Iri = XSD.string


Triple: TypeAlias = tuple[Iri, Iri, Iri | Literal]


def expand(name: str) -> Iri:
    """Turn a prefixed name into an IRI.

    Parameters
    ----------
    name : str
        ``"kg:extends"``, ``"skos:broader"``.

    Returns
    -------
    Iri
        The IRI.

    Raises
    ------
    VocabularyError
        If the prefix or the name is unknown.

    Examples
    --------
    >>> expand("skos:broader")
    'http://www.w3.org/2004/02/skos/core#broader'
    """
    prefix, _, local = name.partition(":")
    for namespace in NAMESPACES:
        if namespace.prefix == prefix:
            return namespace[local]
    raise VocabularyError("prefix", prefix, tuple(one.prefix for one in NAMESPACES))


#: Class of each entity type.
TYPE_IRI: Final[Mapping[EntityType, Iri]] = MappingProxyType(
    {entity_type: expand(term.iri) for entity_type, term in TYPES.items()}
)
#: Property of each role.
ROLE_IRI: Final[Mapping[Role, Iri]] = MappingProxyType(
    {role: expand(term.iri) for role, term in ROLES.items()}
)
#: Property of each relation.
RELATION_IRI: Final[Mapping[Relation, Iri]] = MappingProxyType(
    {relation: expand(term.iri) for relation, term in RELATIONS.items()}
)
#: Individual of each kind of result.
KIND_IRI: Final[Mapping[ResultKind, Iri]] = MappingProxyType(
    {kind: KG[kind.value] for kind in ResultKind}
)
