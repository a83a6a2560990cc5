"""Ids → IRIs, and edges → properties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import ValueCheckError
from kg.ids import assertion_id, span_id
from kg.rdf.records import evidence_id
from kg.rdf.terms import RELATION_IRI, ROLE_IRI, Iri
from kg.vocabulary import Role

if TYPE_CHECKING:
    from kg.graph.value import Edge, Evidence
    from kg.model import Span

__all__ = ["Iris", "edge_property"]

_SAFE_ID: Final = re.compile(r"[a-z]+/[A-Za-z][A-Za-z0-9_-]*")


def edge_property(edge: Edge) -> Iri:
    """Give the property that an edge is in RDF.

    Parameters
    ----------
    edge : Edge
        The edge.

    Returns
    -------
    Iri
        ``kg:uses``, ``skos:broader``, …
    """
    if isinstance(edge.relation, Role):
        return ROLE_IRI[edge.relation]
    return RELATION_IRI[edge.relation]


class Iris(dict[str, Iri]):
    """IRIs of papers, entities and results by their id, each checked and made once.

    Parameters
    ----------
    base_iri : str
        What stands before every id.

    Raises
    ------
    ValueCheckError
        When an id is asked for that cannot be the end of an IRI.

    Examples
    --------
    >>> Iris("urn:x:")["entity/bert"]
    'urn:x:entity/bert'
    """

    def __init__(self, base_iri: str) -> None:
        super().__init__()
        self.base = base_iri

    def __missing__(self, local: str) -> Iri:
        if not _SAFE_ID.fullmatch(local):
            raise ValueCheckError(f"{local!r} cannot be the end of an IRI")
        iri = Iri(self.base + local)
        self[local] = iri
        return iri

    def graph(self, paper: str) -> Iri:
        """Give the name of a paper's graph.

        Parameters
        ----------
        paper : str
            ``paper/…``.

        Returns
        -------
        Iri
            ``graph/…``.
        """
        return Iri(f"{self.base}graph/{paper.removeprefix('paper/')}")

    # What follows ends in the hexadecimal digits of a hash: safe as it is, and too many to keep.

    def span(self, paper: str, span: Span) -> Iri:
        """Give the IRI of a stretch of a paper's text.

        Parameters
        ----------
        paper : str
            Id of the paper.
        span : Span
            The stretch.

        Returns
        -------
        Iri
            ``span/…``.
        """
        return Iri(self.base + span_id(paper, span.start, span.end))

    def evidence(self, statement: str, evidence: Evidence) -> Iri:
        """Give the IRI of one sentence's record for one assertion or result.

        Parameters
        ----------
        statement : str
            Id of the assertion or result.
        evidence : Evidence
            The sentence, who read it, how sure.

        Returns
        -------
        Iri
            ``evidence/…``.
        """
        return Iri(self.base + evidence_id(statement, evidence))

    def assertion(self, edge: Edge) -> Iri:
        """Give the IRI of an edge's assertion.

        Parameters
        ----------
        edge : Edge
            The edge.

        Returns
        -------
        Iri
            ``assertion/…``.
        """
        return Iri(self.base + assertion_id(*edge.key))
