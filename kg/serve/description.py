"""The endpoint in its own words: SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

import kg
from kg.rdf.query import PREFIXES
from kg.serve.worker import TRIPLE_FORMATS

__all__ = ["describe_service"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TITLE: Final = ox.NamedNode("http://purl.org/dc/terms/title")
_LANGUAGE: Final = "SPARQL11Query"
_RESULT_FORMATS: Final = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def describe_service(
    url: str, base_iri: str, rdf_format: str, graphs: tuple[str, ...] = ()
) -> bytes:
    """Describe an endpoint.

    Parameters
    ----------
    url : str
        Where it is.
    base_iri : str
        Base of the data's IRIs, which is also the IRI of the data set.
    rdf_format : str
        ``"ttl"``, ``"nt"``, ``"rdf"`` or ``"jsonld"``.
    graphs : tuple of str
        Named graphs of the data set.

    Returns
    -------
    bytes
        RDF, without blank nodes.
    """
    service, data = ox.NamedNode(url), ox.NamedNode(f"{url}#dataset")
    default = ox.NamedNode(base_iri)
    triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (service, _TYPE, _sd("Service")),
        (service, _TITLE, ox.Literal(f"SPARQL endpoint of kg {kg.__version__}, read-only")),
        (service, _sd("endpoint"), service),
        (service, _sd("supportedLanguage"), _sd(_LANGUAGE)),
        *(
            (service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
            for name in _RESULT_FORMATS
        ),
        (service, _sd("defaultDataset"), data),
        (data, _TYPE, _sd("Dataset")),
        (data, _sd("defaultGraph"), default),
        (default, _TYPE, _sd("Graph")),
        *_named(data, graphs),
    ]
    prefixes = {**PREFIXES, "sd": _SD, "formats": _FORMATS}
    written = ox.serialize(
        (ox.Triple(*one) for one in triples), format=TRIPLE_FORMATS[rdf_format], prefixes=prefixes
    )
    return written or b""


def _named(
    data: ox.NamedNode, graphs: tuple[str, ...]
) -> list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]]:
    found = []
    for iri in graphs:
        graph = ox.NamedNode(iri)
        found += [
            (data, _sd("namedGraph"), graph),
            (graph, _TYPE, _sd("NamedGraph")),
            (graph, _sd("name"), graph),
        ]
    return found


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
