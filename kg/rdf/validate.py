"""A store → what is wrong with it: the shapes of ``ontology/shapes.ttl``, then its checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.config import ONTOLOGY_DIR
from kg.rdf.indexed import Data
from kg.rdf.query import run_query
from kg.rdf.shapes import Shapes

if TYPE_CHECKING:
    import rdflib

    from kg.rdf.indexed import Term
    from kg.rdf.store import Store

__all__ = ["Finding", "check_shapes", "check_shapes_with_pyshacl", "run_checks", "validate"]


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


def validate(store: Store, *, everything: bool = False) -> tuple[Finding, ...]:
    """Say what is wrong with an export: every shape and every check on every node.

    Parameters
    ----------
    store : Store
        The export, of any provenance.
    everything : bool
        Let pySHACL, the reference, hold the shapes against it too: minutes for a real export.

    Returns
    -------
    tuple of Finding
        Sorted; empty if all is well.
    """
    reference = check_shapes_with_pyshacl(store) if everything else []
    return tuple(sorted({*check_shapes(store), *run_checks(store), *reference}))


def check_shapes(store: Store) -> list[Finding]:
    """Hold a store against ``ontology/shapes.ttl``.

    Parameters
    ----------
    store : Store
        The export.

    Returns
    -------
    list of Finding
        One for each violation, in no order.
    """
    raw = (ONTOLOGY_DIR / "shapes.ttl").read_bytes()
    shapes = Shapes(ox.parse(raw, format=ox.RdfFormat.TURTLE))
    data = Data(store.quads.quads_for_pattern(None, None, None))
    return [
        _finding(store, one.path, one.component, one.message, _shown(one.focus), _shown(one.value))
        for one in shapes.violations(data)
    ]


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


def check_shapes_with_pyshacl(store: Store) -> list[Finding]:
    """Hold a store against ``ontology/shapes.ttl`` with pySHACL: the reference, but slow.

    Parameters
    ----------
    store : Store
        The export.

    Returns
    -------
    list of Finding
        As ``check_shapes`` gives them.
    """
    # Here and not above: they take a third of a second that no other command should pay.
    import pyshacl
    import rdflib
    from rdflib import SH

    lines = store.quads.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    data = rdflib.Graph().parse(data=lines, format="nt")
    ontology = rdflib.Graph().parse(ONTOLOGY_DIR / "kg.ttl")
    shapes = rdflib.Graph().parse(ONTOLOGY_DIR / "shapes.ttl")
    _, answer, _ = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology)
    report = cast("rdflib.Graph", answer)  # anything else is for shapes that are no shapes
    found = []
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        back = None if path is None else report.value(path, SH.inversePath)
        component = str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2]
        component = component.removesuffix("ConstraintComponent")
        found.append(
            _finding(
                store,
                f"^{back}" if back is not None else str(path or ""),
                component[:1].lower() + component[1:],
                str(report.value(result, SH.resultMessage)),
                str(report.value(result, SH.focusNode)),
                "" if (value := report.value(result, SH.value)) is None else str(value),
            )
        )
    return found


def _finding(
    store: Store, path: str, component: str, message: str, focus: str, value: str
) -> Finding:
    local = path.rpartition("#")[2].rpartition("/")[2]
    node, detail = (one.removeprefix(store.base_iri) for one in (focus, value))
    return Finding(f"shape.{local or component}", node, message, detail)


def _shown(term: Term | None) -> str:
    return "" if term is None or isinstance(term, ox.Triple) else term.value
