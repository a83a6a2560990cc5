"""Settings that hold for a whole run, and where the project's own files lie."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from kg.checks import check_count, check_number, check_text
from kg.errors import ArgumentError, shown

__all__ = [
    "DEFAULT_BASE_IRI",
    "DEFAULT_EXTRACTOR",
    "DEFAULT_RDF_FORMATS",
    "GRAPH_MIN_CONFIDENCE",
    "ONTOLOGY_DIR",
    "ONTOLOGY_IRI",
    "RDF_FORMAT_NAMES",
    "RETRY_STATUSES",
    "Config",
    "Provenance",
]

#: Namespace of the ontology's own terms. Constant: only the data's base is the user's.
ONTOLOGY_IRI: Final = "https://w3id.org/kg/ns#"

#: Base of the IRIs of the data. A placeholder until a directory is registered at w3id.org.
DEFAULT_BASE_IRI: Final = "https://w3id.org/kg/id/"

#: What a graph leaves out unless told otherwise. Chosen on the annotated dev papers: of the
#: relations below it one in five is in the annotations, above it two; see docs/decisions/0003.
GRAPH_MIN_CONFIDENCE: Final = 0.4

#: Status codes of HTTP after which the same request may be sent again.
RETRY_STATUSES: Final = frozenset({408, 425, 429, 500, 502, 503, 504})

#: What reads papers unless told otherwise.
DEFAULT_EXTRACTOR: Final = "model"

#: Formats of RDF by the end of a file's name, in the order in which they are listed everywhere.
RDF_FORMAT_NAMES: Final = ("ttl", "nt", "trig", "nq", "jsonld", "rdf")

#: RDF files of an export unless told otherwise. N-Quads say what TriG says, and RDF/XML cannot
#: hold every text.
DEFAULT_RDF_FORMATS: Final = ("ttl", "nt", "trig", "jsonld")

_PACKAGE: Final = Path(__file__).resolve().parent

#: ``ontology/`` of the project: beside the package in a checkout, inside it when installed.
ONTOLOGY_DIR: Final = (
    _PACKAGE.parent / "ontology"
    if (_PACKAGE.parent / "ontology" / "kg.ttl").exists()
    else _PACKAGE / "_ontology"
)

_ABSOLUTE_IRI: Final = re.compile(r"(https?://[^\s/<>\"{}|\\^`#]+/|urn:)[^\s<>\"{}|\\^`#]*[/#:]")


class Provenance(StrEnum):
    """How much an export says about where it comes from."""

    NONE = "none"
    """Facts alone: papers, entities, results, direct triples."""

    ASSERTIONS = "assertions"
    """And for each direct triple and result the sentences that say so."""

    FULL = "full"
    """And each place that names an entity, and why its names are one: nothing is lost."""


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of one build.

    Attributes
    ----------
    base_iri : str
        Base of the data's IRIs; absolute, ends in ``/``, ``#`` or ``:``.
    min_confidence : float
        Entities and relations below it are dropped (and counted); 0 to 1.
    extractor : str
        Who reads the papers; one of ``kg.extract.registry.EXTRACTOR_NAMES``.
    provenance : Provenance
        How much the RDF files say about where facts come from.
    rdf_formats : tuple of str
        RDF files that are written, of ``RDF_FORMAT_NAMES``; ``"nt"`` is always among them, since
        queries read it.
    lexicon : str
        The user's own list of names, as text (``kg.extract.taught``); empty for none.
    decisions : str
        What a curator decided, as text (``kg.link.curation``); empty for nothing.
    n_processes : int
        Processes that read them, 0 for as many as are worth their start. Changes no outcome. More
        than one needs a main module that may be imported again, as that of ``kg`` is.

    Raises
    ------
    ArgumentError
        If ``base_iri`` is not absolute or has a character that an IRI must not have, or
        ``min_confidence`` is outside 0 to 1, or a format of RDF is unknown.

    Examples
    --------
    >>> Config(base_iri="example.org")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.ArgumentError: base_iri: 'example.org' cannot be a base; give an absolute ...
    """

    base_iri: str = DEFAULT_BASE_IRI
    min_confidence: float = 0.0
    extractor: str = DEFAULT_EXTRACTOR
    provenance: Provenance = Provenance.FULL
    rdf_formats: tuple[str, ...] = DEFAULT_RDF_FORMATS
    lexicon: str = ""
    decisions: str = ""
    n_processes: int = field(default=1, compare=False)

    def __post_init__(self) -> None:
        hint = "give an absolute http(s) or urn IRI that ends in '/', '#' or ':'"
        if not _ABSOLUTE_IRI.fullmatch(check_text(self.base_iri, "base_iri", hint=hint)):
            raise ArgumentError("base_iri", f"{shown(self.base_iri)} cannot be a base", hint=hint)
        check_number(self.min_confidence, "min_confidence", most=1)
        check_count(self.n_processes, "n_processes")
        for one in self.rdf_formats:
            if one not in RDF_FORMAT_NAMES:
                known = ", ".join(RDF_FORMAT_NAMES)
                raise ArgumentError("rdf", f"no format {shown(one)}", hint=f"give some of {known}")
        wanted = {"nt", *self.rdf_formats}
        ordered = tuple(one for one in RDF_FORMAT_NAMES if one in wanted)
        object.__setattr__(self, "rdf_formats", ordered)
