"""A store → what is wrong with it: the shapes of ``ontology/shapes.ttl``, then its checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph as ox

from kg.config import ONTOLOGY_DIR
from kg.rdf.query import run_query
from kg.rdf.terms import KG, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib
    from rdflib.term import Node as RdflibNode

    from kg.rdf.store import Store

__all__ = ["Finding", "check_shapes", "run_checks", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong.

    Attributes
    ----------
    rule : str
        The shape or check that found it: ``"shape.Paper"``, ``"check.span-text"``.
    node : str
        Id or IRI of the node.
    message : str
        What is wrong with it.
    detail : str
        The value that is wrong; may be empty.

    Examples
    --------
    >>> str(Finding("check.self-loop", "entity/bert", "it is related to itself", "kg:extends"))
    'entity/bert: it is related to itself: kg:extends (check.self-loop)'
    """

    rule: str
    node: str
    message: str
    detail: str = ""

    def __str__(self) -> str:
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.node}: {self.message}{detail} ({self.rule})"


#: Classes that say where facts come from: most of an export, and what pySHACL takes minutes for.
_PROVENANCE: Final = (KG.Assertion, KG.Evidence, KG.Mention, KG.Sentence, KG.Span)
_LINKS: Final = (KG.evidence, KG.valueAt)


def validate(store: Store, *, everything: bool = False) -> tuple[Finding, ...]:
    """Say what is wrong with an export.

    Parameters
    ----------
    store : Store
        The export.
    everything : bool
        Hold the shapes against assertions, evidence and spans too, not only against papers,
        entities, their edges and results. The checks always see everything.

    Returns
    -------
    tuple of Finding
        Sorted; empty if all is well.
    """
    return tuple(sorted({*check_shapes(store, everything=everything), *run_checks(store)}))


def run_checks(store: Store) -> list[Finding]:
    """Run the queries of ``ontology/checks``; each row is a finding.

    Parameters
    ----------
    store : Store
        The export, of any provenance.

    Returns
    -------
    list of Finding
        In the order of the checks' names.
    """
    found = []
    for path in sorted((ONTOLOGY_DIR / "checks").glob("*.rq"), key=lambda path: path.stem):
        text = path.read_text("utf-8")
        message = text.partition("\n")[0].removeprefix("# title: ")
        for node, detail in run_query(store, text).rows:
            short = (node.removeprefix(store.base_iri), detail.removeprefix(store.base_iri))
            found.append(Finding(f"check.{path.stem}", short[0], message, short[1]))
    return found


def check_shapes(store: Store, *, everything: bool = False) -> list[Finding]:
    """Hold a store against ``ontology/shapes.ttl`` with pySHACL.

    Parameters
    ----------
    store : Store
        The export.
    everything : bool
        Include assertions, evidence and spans.

    Returns
    -------
    list of Finding
        One for each violation.
    """
    # Here and not above: they take a third of a second that no other command should pay.
    import pyshacl
    import rdflib

    data = _to_rdflib(store, everything=everything)
    ontology = rdflib.Graph().parse(ONTOLOGY_DIR / "kg.ttl")
    shapes = rdflib.Graph().parse(ONTOLOGY_DIR / "shapes.ttl")
    _, answer, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    report = cast("rdflib.Graph", answer)  # anything else is for shapes that are no shapes
    return [_to_finding(report, one, store.base_iri) for one in _results(report)]


def _to_rdflib(store: Store, *, everything: bool) -> rdflib.Graph:
    import rdflib

    left_out = set()
    if not everything:
        for kind in _PROVENANCE:
            found = store.quads.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind))
            left_out |= {quad.subject for quad in found}
    graph = rdflib.Graph()
    for quad in store.quads:
        if quad.subject in left_out or (not everything and quad.predicate.value in _LINKS):
            continue
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> RdflibNode:
    import rdflib

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise TypeError(f"not a term of RDF 1.1: {term}")


def _results(report: rdflib.Graph) -> Iterator[RdflibNode]:
    from rdflib import RDF as RDFLIB_RDF, SH

    yield from report.subjects(RDFLIB_RDF.type, SH.ValidationResult)


def _to_finding(report: rdflib.Graph, result: RdflibNode, base_iri: str) -> Finding:
    from rdflib import SH

    def said(name: RdflibNode) -> str:
        return str(report.value(result, name) or "").removeprefix(base_iri)

    path = said(SH.resultPath).rpartition("#")[2].rpartition("/")[2]
    component = said(SH.sourceConstraintComponent).rpartition("#")[2]
    rule = f"shape.{path or component.removesuffix('ConstraintComponent').lower()}"
    return Finding(rule, said(SH.focusNode), said(SH.resultMessage), said(SH.value))
