"""Settings that hold for a whole run, and where the project's own files lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import InputError

__all__ = [
    "DEFAULT_BASE_IRI",
    "DEFAULT_EXTRACTOR",
    "GRAPH_MIN_CONFIDENCE",
    "ONTOLOGY_DIR",
    "ONTOLOGY_IRI",
    "Config",
]

#: Namespace of the ontology's own terms. Constant: only the data's base is the user's.
ONTOLOGY_IRI: Final = "https://w3id.org/kg/ns#"

#: Base of the IRIs of the data. A placeholder until a directory is registered at w3id.org.
DEFAULT_BASE_IRI: Final = "https://w3id.org/kg/id/"

#: What a graph leaves out unless told otherwise. Chosen on the annotated dev papers: of the
#: relations below it one in five is in the annotations, above it two; see docs/decisions/0003.
GRAPH_MIN_CONFIDENCE: Final = 0.3

#: What reads papers unless told otherwise.
DEFAULT_EXTRACTOR: Final = "rules"

_PACKAGE: Final = Path(__file__).resolve().parent

#: ``ontology/`` of the project: beside the package in a checkout, inside it when installed.
ONTOLOGY_DIR: Final = (
    _PACKAGE.parent / "ontology"
    if (_PACKAGE.parent / "ontology" / "kg.ttl").exists()
    else _PACKAGE / "_ontology"
)

_ABSOLUTE_IRI: Final = re.compile(r"(https?://[^\s/<>\"{}|\\^`#]+/|urn:)[^\s<>\"{}|\\^`#]*[/#:]")


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

    Raises
    ------
    InputError
        If ``base_iri`` is not absolute or has a character that an IRI must not have, or
        ``min_confidence`` is outside 0 to 1.

    Examples
    --------
    >>> Config(base_iri="example.org")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    kg.errors.InputError: --base-iri: 'example.org' cannot be a base; give an absolute ...
    """

    base_iri: str = DEFAULT_BASE_IRI
    min_confidence: float = 0.0
    extractor: str = DEFAULT_EXTRACTOR

    def __post_init__(self) -> None:
        if not _ABSOLUTE_IRI.fullmatch(self.base_iri):
            raise InputError(
                "--base-iri",
                f"{self.base_iri!r} cannot be a base",
                hint="give an absolute http(s) or urn IRI that ends in '/', '#' or ':'",
            )
        if not 0.0 <= self.min_confidence <= 1.0:
            raise InputError(
                "--min-confidence", f"{self.min_confidence} is out of range", hint="give 0 to 1"
            )
